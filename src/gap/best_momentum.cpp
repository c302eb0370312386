#include "mirage/gap/best_momentum.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "gap/branch_roots.hpp"
#include "gap/pair_sums.hpp"

namespace mirage {
namespace {

/// Amplitudes of the scan as parts of the largest one.
constexpr std::array amplitude_parts{1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.12, 0.06, 0.02};
constexpr double momentum_step = 0.1;

/// The largest shift of the energy of a pocket's band by the field that is odd in k, over its directions:
/// (|g + B| - |g - B|)/2.
double largest_band_shift(const PocketModel& pocket, const MaterialModel& m) {
    constexpr int samples = 48;
    double largest = 0.0;
    for (int i = 0; i < samples; ++i) {
        const double phi = 2.0 * std::numbers::pi * i / samples;
        const double g_x = -pocket.alpha * std::sin(phi), g_y = pocket.alpha * std::cos(phi);
        const double g_z = pocket.beta * (pocket.form == SpinOrbitForm::cos3phi ? std::cos(3.0 * phi) : 1.0);
        const double with = std::hypot(g_x + m.B_x, g_y, g_z + m.B_z),
                     against = std::hypot(g_x - m.B_x, g_y, g_z - m.B_z);
        largest = std::max(largest, 0.5 * std::fabs(with - against));
    }
    return largest;
}

/// Evaluations at any (Delta, Q) of one sum.
class Landscape {
public:
    Landscape(const Parameters& parameters, double tolerance, double digits)
        : problem_(gap_problem(parameters, tolerance, digits)), B_(std::fabs(parameters.B)) {}

    GapState at(double Delta, double Q) {
        problem_.parameters.Q = Q;
        return evaluate(problem_, workspace_, Delta, B_);
    }
    void begin_branch() { workspace_.angle = {}; }
    /// Where g is that of zero amplitude but for its square.
    double least_amplitude() const { return 0.01 * problem_.omega[0]; }

private:
    GapProblem problem_;
    GapWorkspace workspace_;
    double B_;
};

double t_of(const GapSlopes& v) { return v.Delta * v.Delta; }

/// Where along one Q the free energy has minima, from values of g and its slope at the scanned amplitudes.
struct Column {
    double Q = 0.0;
    double lowest = 0.0;      ///< free energy of the lowest minimum, 0 without one
    double amplitude2 = 0.0;  ///< and its Delta^2
    double current = 0.0;     ///< and dOmega/dQ there
    double g_zero = 0.0, g_zero_Q = 0.0;
    GapState least;  ///< at nearly zero amplitude
    bool solved = true;
};

/// Root of g in t between two values of opposite sign: secants and the slopes at both ends.
double crossing(const GapState& a, const GapState& b) {
    const double x = a.equation / (a.equation - b.equation);
    return std::lerp(t_of(a), t_of(b), std::clamp(x, 0.0, 1.0));
}

/// g and its slope at nearly zero amplitude.
Column begin_column(Landscape& landscape, double Q) {
    Column column;
    column.Q = Q;
    landscape.begin_branch();
    const GapState here = column.least = landscape.at(landscape.least_amplitude(), Q);
    column.solved = here.solved;
    column.g_zero = here.equation - here.slope * t_of(here);
    column.g_zero_Q = here.momentum_slope;
    return column;
}

/// Minima of the free energy over Delta, of a column that was just begun: g rises through zero.
void scan_column(Landscape& landscape, Column& column, double largest) {
    if (!column.solved) return;
    GapState below = column.least;
    if (column.g_zero < 0.0 && below.equation > 0.0) {
        column.amplitude2 = t_of(below) * column.g_zero / (column.g_zero - below.equation);
        column.lowest = 0.5 * column.g_zero * column.amplitude2;
    }
    for (std::size_t i = amplitude_parts.size(); i-- > 0;) {
        const double amplitude = amplitude_parts[i] * largest;
        if (amplitude < 2.0 * landscape.least_amplitude()) continue;
        const GapState here = landscape.at(amplitude, column.Q);
        column.solved = here.solved;
        if (!column.solved) return;
        if (below.equation < 0.0 && here.equation > 0.0) {
            const double t = crossing(below, here);
            const double omega = std::min(below.free_energy + 0.5 * below.equation * (t - t_of(below)),
                                          here.free_energy + 0.5 * here.equation * (t - t_of(here)));
            if (column.amplitude2 == 0.0 || omega < column.lowest) {
                column.lowest = omega;
                column.amplitude2 = t;
                const double part = (t - t_of(below)) / (t_of(here) - t_of(below));
                column.current = std::lerp(below.current, here.current, part);
            }
        }
        below = here;
    }
}

/// Where g at zero amplitude is least between two momenta whose slopes point at each other: secants, kept
/// inside.
Column lowest_between(Landscape& landscape, Column left, Column right) {
    constexpr int max_steps = 12;
    Column middle = left;
    for (int step = 0; step < max_steps && right.Q - left.Q > 1e-4; ++step) {
        const double secant = left.g_zero_Q / (left.g_zero_Q - right.g_zero_Q);
        middle = begin_column(landscape, std::lerp(left.Q, right.Q, std::clamp(secant, 0.1, 0.9)));
        if (!middle.solved || middle.g_zero < 0.0) break;
        (middle.g_zero_Q < 0.0 ? left : right) = middle;
    }
    return middle;
}

/// The momenta of the scan. From `near` on, where no band is shifted as much, only a state that condenses
/// from the normal one by a transition of second order or close to it.
std::vector<Column> scan_momenta(Landscape& landscape, double near, double far, double largest) {
    constexpr double condensing = 0.3;
    std::vector<Column> columns;
    const auto add = [&](double Q) {
        columns.push_back(begin_column(landscape, Q));
        if (Q <= near || columns.back().g_zero < condensing) scan_column(landscape, columns.back(), largest);
    };
    // small momenta, of a state next to where it starts from zero
    for (const double Q : {0.01, 0.04}) columns.push_back(begin_column(landscape, Q));
    const int count = static_cast<int>(std::ceil(far / momentum_step));
    for (int k = 1; k <= count; ++k) add(far * k / count);
    // where g at zero amplitude has a minimum close to zero
    for (std::size_t k = columns.size(); k-- > 1;) {
        const Column left = columns[k - 1], right = columns[k];
        if (!(left.g_zero_Q < 0.0 && right.g_zero_Q > 0.0 && std::min(left.g_zero, right.g_zero) < 0.5))
            continue;
        Column between = lowest_between(landscape, left, right);
        scan_column(landscape, between, largest);
        columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(k), between);
    }
    return columns;
}

/// Newton for a stationary point of Omega(t, Q), t = Delta^2, as a descent: the second derivatives where they
/// are positive, else their moduli; steps are halved until the free energy falls.
bool descend(Landscape& landscape, double& t, double& Q, double largest_Q, double accuracy, GapState& state) {
    constexpr int max_steps = 40;
    landscape.begin_branch();
    state = landscape.at(std::sqrt(t), Q);
    for (int step = 0; step < max_steps; ++step) {
        if (!state.solved) return false;
        const double tt = state.slope, tQ = state.momentum_slope, QQ = state.current_slope;
        const double det = tt * QQ - tQ * tQ;
        const bool positive = tt > 0.0 && QQ > 0.0 && det > 0.0;
        double dt, dQ;
        if (positive) {
            dt = -(QQ * state.equation - tQ * state.current) / det;
            dQ = -(tt * state.current - tQ * state.equation) / det;
        } else {
            dt = -state.equation / std::max(std::fabs(tt), 1e-3);
            dQ = -state.current / std::max(std::fabs(QQ), 1e-3 * t);  // all currents are proportional to t
        }
        const bool last = positive && std::fabs(dt) < accuracy * t && std::fabs(dQ) < accuracy * (Q + 0.01);
        double part =
            std::min({1.0, 0.5 * t / std::max(std::fabs(dt), 1e-300), 0.1 / std::max(std::fabs(dQ), 1e-300)});
        const GapState before = state;
        for (int halving = 0;; ++halving, part *= 0.25) {
            const double next_t = t + part * dt, next_Q = std::clamp(Q + part * dQ, 1e-6, largest_Q);
            state = landscape.at(std::sqrt(next_t), next_Q);
            if (!state.solved) return false;
            const double allowed = 1e-12 + 1e-9 * std::fabs(before.free_energy);
            if (last || state.free_energy <= before.free_energy + allowed || halving > 12) {
                t = next_t;
                Q = next_Q;
                break;
            }
        }
        if (last) return Q > 1e-5;
        if (Q <= 1e-6 || t < 1e-14) return false;  // the uniform or the normal state
    }
    return false;
}

/// Whether a minimum over Q is next to column k: the lowest of three, or currents of both neighbours that
/// point at each other.
bool is_near_minimum(const std::vector<Column>& columns, std::size_t k) {
    const Column& here = columns[k];
    if (here.amplitude2 == 0.0) return false;
    const Column* left = k > 0 ? &columns[k - 1] : nullptr;
    const Column* right = k + 1 < columns.size() ? &columns[k + 1] : nullptr;
    const bool lowest = !(left && left->lowest < here.lowest) && !(right && right->lowest < here.lowest);
    const bool turns = right && right->amplitude2 > 0.0 && here.current < 0.0 && right->current > 0.0;
    return lowest || turns;
}

bool same(const MomentumMinimum& a, const MomentumMinimum& b) {
    return std::fabs(a.Q - b.Q) < 1e-5 && std::fabs(a.state.Delta - b.state.Delta) < 1e-5;
}

/// The momentum beyond which no direction is paired if its bands are shifted by at most `shift`.
template <class Shift>
double momentum_beyond(const Parameters& p, Shift shift) {
    const MaterialModel m = material_model(pairing_model(p, 1.0));
    double largest = 0.0;
    for (int i = 0; i < m.pocket_count; ++i) {
        const PocketModel& pocket = m.pocket[i];
        if (pocket.share > 0.0)
            largest = std::max(largest,
                               (shift(pocket, m) + std::max(1.0, std::fabs(pocket.chi))) / pocket.velocity);
    }
    return largest;
}

double shifted_momentum(const Parameters& p) { return momentum_beyond(p, largest_band_shift); }

}  // namespace

double largest_momentum(const Parameters& p) {
    return momentum_beyond(
        p, [](const PocketModel&, const MaterialModel& m) { return std::hypot(m.B_x, m.B_z); });
}

MomentumMinimum momentum_minimum_near(const Parameters& parameters, double Delta, double Q,
                                      double tolerance) {
    Parameters p = parameters;
    p.Q = largest_momentum(p);
    Landscape full(p, 1e-3 * tolerance, 13.0);
    MomentumMinimum minimum;
    double t = Delta * Delta;
    const bool found = descend(full, t, Q, p.Q, 1e-7, minimum.state);
    if (!found) return {};
    minimum.Q = Q;
    return minimum;
}

MomentumMinima momentum_minima(const Parameters& parameters, double tolerance) {
    MomentumMinima found;
    Parameters p = parameters;
    p.Q = largest_momentum(p);
    const double largest_Q = p.Q;
    Landscape rough(p, 1e-6, 6.5), full(p, 1e-3 * tolerance, 13.0);
    const double largest = beyond_solutions(rough_problem(uniform(p)));
    const std::vector<Column> columns = scan_momenta(rough, shifted_momentum(p), largest_Q, largest);
    found.solved = std::all_of(columns.begin(), columns.end(), [](const Column& c) { return c.solved; });
    for (std::size_t k = 0; k < columns.size(); ++k) {
        const Column& here = columns[k];
        if (!is_near_minimum(columns, k)) continue;
        double t = here.amplitude2, Q = here.Q;
        MomentumMinimum minimum;
        GapState ignored;
        if (!descend(rough, t, Q, largest_Q, 1e-4, ignored)) continue;
        if (!descend(full, t, Q, largest_Q, 1e-7, minimum.state)) continue;
        minimum.Q = Q;
        const auto known = [&](const MomentumMinimum& other) { return same(other, minimum); };
        if (std::none_of(found.minima.begin(), found.minima.end(), known)) found.minima.push_back(minimum);
    }
    std::sort(found.minima.begin(), found.minima.end(),
              [](const MomentumMinimum& a, const MomentumMinimum& b) {
                  return a.state.free_energy < b.state.free_energy;
              });
    return found;
}

}  // namespace mirage
