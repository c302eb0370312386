#include "lines/momentum_search.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/roots.hpp"

namespace mirage {
namespace {

constexpr double rough = 1e-5, full = 1e-14;  // tolerances of l
constexpr double field_step = 1.15;           // of the ladder

/// l somewhere.
struct Place {
    double B = 0.0, Q = 0.0;
    MomentumInstability l{};
};

Place place(const MomentumLandscape& landscape, double B, double Q, double tolerance) {
    return {B, Q, landscape.evaluate(B, Q, tolerance)};
}

/// Whether l falls towards larger Q; at Q = 0 its slope vanishes.
bool falls(const Place& at) { return (at.Q > 0.0 ? at.l.momentum_slope : at.l.momentum_curvature) < 0.0; }

/// The minimum over Q between two momenta where l falls and rises; to a small part of its own width.
Place minimum_between(const MomentumLandscape& landscape, const Place& low, const Place& high,
                      double tolerance) {
    Bracket bracket{low.Q, high.Q, Bracket::Function::rising};
    Place at = -low.l.momentum_slope < high.l.momentum_slope && low.Q > 0.0 ? low : high;
    for (int step = 0; step < 60; ++step) {
        const double curvature = at.l.momentum_curvature;
        const double newton = curvature > 0.0 ? at.Q - at.l.momentum_slope / curvature : -1.0;
        const double next = bracket.safeguarded(newton, bracket.middle());
        const double change = std::fabs(next - at.Q);
        at = place(landscape, at.B, next, tolerance);
        if (!bracket.narrow(at.Q, at.l.momentum_slope)) break;
        if (next == newton && change * change * curvature < 1e-4 * (tolerance + std::fabs(at.l.value))) break;
        if (bracket.high - bracket.low < 1e-12 * bracket.high) break;
    }
    return at;
}

/// All minima over Q > 0 at a field.
std::vector<Place> minima(const MomentumLandscape& landscape, double B, double tolerance) {
    std::vector<Place> found;
    Place before;
    for (const double Q : landscape.momenta(B)) {
        const Place here = place(landscape, B, Q, tolerance);
        if (here.Q > 0.0 && falls(before) && !falls(here))
            found.push_back(minimum_between(landscape, before, here, tolerance));
        before = here;
    }
    return found;
}

/// The minimum next to a momentum; none where there is no minimum.
const Place* nearest(const std::vector<Place>& places, double Q) {
    const auto closer = [Q](const Place& a, const Place& b) {
        return std::fabs(a.Q - Q) < std::fabs(b.Q - Q);
    };
    const auto best = std::min_element(places.begin(), places.end(), closer);
    return best == places.end() ? nullptr : &*best;
}

/// Step of Newton's iteration for l = dl/dQ = 0.
struct Step {
    double B, Q;
};

Step newton_step(const MomentumInstability& l) {
    const double determinant = l.field_slope * l.momentum_curvature - l.momentum_slope * l.mixed_slope;
    const double B = -(l.value * l.momentum_curvature - l.momentum_slope * l.momentum_slope) / determinant;
    return {B, -(l.momentum_slope + l.mixed_slope * B) / l.momentum_curvature};
}

/// l of the parabola's minimum over Q.
double lowest_value(const MomentumInstability& l) {
    return l.value - 0.5 * l.momentum_slope * l.momentum_slope / l.momentum_curvature;
}

/// From a minimum that is negative up to the field where it vanishes, below `above`. NaN where it is lost.
Place climb(const MomentumLandscape& landscape, const Place& start, double above) {
    Bracket bracket{landscape.uniform_field, above, Bracket::Function::rising};
    Place at = place(landscape, start.B, start.Q, full);
    for (int count = 0; count < 100; ++count) {
        const bool convex = at.l.momentum_curvature > 0.0;
        if (convex && !bracket.narrow(at.B, lowest_value(at.l))) break;
        const Step step = newton_step(at.l);
        const double B = at.B + step.B, Q = at.Q + step.Q;
        if (convex && Q > 0.0 && B >= bracket.low && B <= bracket.high && std::fabs(step.Q) < 0.5 * at.Q) {
            if (std::fabs(step.B) < 1e-8 * B && std::fabs(step.Q) < 1e-6 * Q) return {B, Q, at.l};
            at = place(landscape, B, Q, full);
            continue;
        }
        const double middle = bracket.middle();
        const std::vector<Place> choice = minima(landscape, middle, rough);
        if (const Place* near = nearest(choice, at.Q)) {
            at = place(landscape, middle, near->Q, full);
        } else {
            bracket.high = middle;
        }
        if (bracket.high - bracket.low < 1e-14 * bracket.high) break;
    }
    return {quiet_nan, quiet_nan, {}};
}

/// The best of what the negative minima lead to.
void climb_from(const MomentumLandscape& landscape, const std::vector<Place>& places, double above,
                MomentumField& best) {
    for (const Place& start : places) {
        if (!(start.l.value < 0.0)) continue;
        const Place top = climb(landscape, start, above);
        if (std::isnan(top.B) && start.l.value < -10.0 * rough) best.status = LineStatus::not_converged;
        if (top.B > best.field) best.field = top.B, best.momentum = top.Q;
    }
}

bool any_negative(const std::vector<Place>& places) {
    return std::any_of(places.begin(), places.end(), [](const Place& p) { return p.l.value < 0.0; });
}

/// Minima that are negative above what was found, between two steps of the ladder.
void look_between(const MomentumLandscape& landscape, double above, MomentumField& best) {
    constexpr int parts = 4;
    const double ratio = std::pow(above / best.field, 1.0 / parts);
    double B = above;
    for (int i = 1; i < parts; ++i) {
        B /= ratio;
        climb_from(landscape, minima(landscape, B, rough), above, best);
    }
}

}  // namespace

MomentumField largest_field(const MomentumLandscape& landscape) {
    MomentumField best{landscape.uniform_field, 0.0, LineStatus::converged};
    double above = landscape.highest_field;
    while (above < 1e6 && any_negative(minima(landscape, above, rough))) above *= 2.0;
    for (double B = above / field_step; B > landscape.uniform_field; B /= field_step) {
        climb_from(landscape, minima(landscape, B, rough), above, best);
        if (best.field > landscape.uniform_field) {
            look_between(landscape, above, best);
            break;
        }
        above = B;
    }
    if (best.field == landscape.uniform_field)
        climb_from(landscape, minima(landscape, landscape.uniform_field, full), above, best);
    if (best.status != LineStatus::converged) best.field = best.momentum = quiet_nan;
    return best;
}

}  // namespace mirage
