#include "lines/momentum_search.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/roots.hpp"

namespace mirage {
namespace {

constexpr double rough = 1e-5, full = 1e-14;  // tolerances of l

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
        if (next == newton && change * change * curvature < 1e-3 * (tolerance + std::fabs(at.l.value))) break;
        if (bracket.high - bracket.low < 1e-12 * bracket.high) break;
    }
    return at;
}

/// What l has over Q at one field.
struct Section {
    double lowest = quiet_nan;    ///< of the minima and the value at Q = 0; NaN: not computed everywhere
    std::vector<Place> minima{};  ///< those at Q > 0
};

Section section(const MomentumLandscape& landscape, double B, double tolerance) {
    Section found;
    Place before;
    for (const double Q : landscape.momenta(B)) {
        const Place here = place(landscape, B, Q, tolerance);
        if (std::isnan(here.l.value)) return {quiet_nan, {}};
        if (here.Q == 0.0) found.lowest = here.l.value;
        if (here.Q > 0.0 && falls(before) && !falls(here)) {
            found.minima.push_back(minimum_between(landscape, before, here, tolerance));
            found.lowest = std::min(found.lowest, found.minima.back().l.value);
        }
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

/// What lies between l and the minimum of its parabola over Q.
double above_minimum(const MomentumInstability& l) {
    return 0.5 * l.momentum_slope * l.momentum_slope / l.momentum_curvature;
}

struct Step {
    double B, Q;
};

/// Newton's step for the field where the minimum over Q vanishes, whose slope is dl/dB along the minimum.
Step newton_step(const MomentumInstability& l) {
    const double slope = l.field_slope - l.momentum_slope * l.mixed_slope / l.momentum_curvature;
    const double B = (above_minimum(l) - l.value) / slope;
    return {B, -(l.momentum_slope + l.mixed_slope * B) / l.momentum_curvature};
}

/// Replaces an end of the bracket where the sign of the minimum over Q is sure; false where l is not a
/// number.
bool narrow(Bracket& bracket, const Place& at) {
    const bool sure =
        at.l.value < 0.0 || (at.l.momentum_curvature > 0.0 && above_minimum(at.l) < 0.5 * at.l.value);
    return sure ? bracket.narrow(at.B, at.l.value) : !std::isnan(at.l.value);
}

/// From a minimum that is negative up to the field where it vanishes, below `above`. NaN where it is lost.
Place climb(const MomentumLandscape& landscape, const Place& start, double above) {
    Bracket bracket{landscape.uniform_field, above, Bracket::Function::rising};
    Place at = place(landscape, start.B, start.Q, full);
    for (int count = 0; count < 100; ++count) {
        const bool convex = at.l.momentum_curvature > 0.0;
        if (!narrow(bracket, at)) break;
        const Step step = newton_step(at.l);
        const double B = at.B + step.B, Q = at.Q + step.Q;
        if (convex && Q > 0.0 && B >= bracket.low && B <= bracket.high && std::fabs(step.Q) < 0.5 * at.Q) {
            if (std::fabs(step.B) < 1e-8 * B && std::fabs(step.Q) < 1e-6 * Q) return {B, Q, at.l};
            at = place(landscape, B, Q, full);
            continue;
        }
        const double middle = bracket.middle();
        const std::vector<Place> choice = section(landscape, middle, rough).minima;
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

/// The next field of the ladder: the minimum over Q does not fall faster than 3 ln B (checked, not proven).
double next_field(double B, double lowest) {
    constexpr double shortest = 0.1, longest = 0.7;
    return B * std::exp(-std::clamp(lowest / 3.0, shortest, longest));
}

/// Minima that are negative above what was found, between two steps of the ladder.
void look_between(const MomentumLandscape& landscape, double above, MomentumField& best) {
    constexpr int parts = 4;
    const double ratio = std::pow(above / best.field, 1.0 / parts);
    double B = above;
    for (int i = 1; i < parts; ++i) {
        B /= ratio;
        climb_from(landscape, section(landscape, B, rough).minima, above, best);
    }
}

}  // namespace

MomentumField largest_field(const MomentumLandscape& landscape) {
    MomentumField best{landscape.uniform_field, 0.0, LineStatus::converged};
    double above = landscape.highest_field;
    Section there = section(landscape, above, rough);
    for (; there.lowest < 0.0 && above < 1e6; there = section(landscape, above, rough)) above *= 2.0;
    while (above > landscape.uniform_field && !std::isnan(there.lowest)) {
        const double B = std::max(next_field(above, there.lowest), landscape.uniform_field);
        there = section(landscape, B, B == landscape.uniform_field ? full : rough);
        climb_from(landscape, there.minima, above, best);
        if (best.field > landscape.uniform_field) {
            look_between(landscape, above, best);
            break;
        }
        above = B;
    }
    const bool computed = best.status == LineStatus::converged && !std::isnan(there.lowest);
    return computed ? best : MomentumField{};
}

}  // namespace mirage
