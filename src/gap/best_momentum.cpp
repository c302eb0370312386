#include "mirage/gap/best_momentum.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "gap/branch_roots.hpp"
#include "gap/pair_sums.hpp"

namespace mirage {
namespace {

/// Amplitudes of the scan as parts of the largest one.
constexpr std::array amplitude_parts{1.0, 0.85, 0.7, 0.55, 0.42, 0.3, 0.2, 0.12, 0.06, 0.02};
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

/// A function of t between two points with its values and slopes: the cubic in x, from 0 to 1.
struct Hermite {
    double value, slope, c2, c3;

    Hermite(double h, double f_a, double slope_a, double f_b, double slope_b)
        : value(f_a),
          slope(h * slope_a),
          c2(3.0 * (f_b - f_a) - h * (2.0 * slope_a + slope_b)),
          c3(h * (slope_a + slope_b) - 2.0 * (f_b - f_a)) {}

    double at(double x) const { return value + x * (slope + x * (c2 + x * c3)); }
    double integral(double x) const {
        return x * (value + x * (0.5 * slope + x * (c2 / 3.0 + 0.25 * x * c3)));
    }
};

/// Where the cubic rises through zero between two points, by halving.
double crossing(const Hermite& g, double low, double high) {
    while (high - low > 1e-9) {
        const double middle = 0.5 * (low + high);
        (g.at(middle) < 0.0 ? low : high) = middle;
    }
    return low;
}

/// Minima of the free energy between two amplitudes of one Q, also two roots of g between the same signs.
void add_minima(Column& column, const GapState& below, const GapState& above) {
    constexpr int parts = 8;
    const double h = t_of(above) - t_of(below);
    const Hermite g(h, below.equation, below.slope, above.equation, above.slope),
        J(h, below.current, below.momentum_slope, above.current, above.momentum_slope);
    for (int i = 0; i < parts; ++i) {
        const double low = static_cast<double>(i) / parts, high = static_cast<double>(i + 1) / parts;
        if (!(g.at(low) < 0.0 && g.at(high) >= 0.0)) continue;
        const double x = crossing(g, low, high), omega = below.free_energy + h * g.integral(x);
        if (column.amplitude2 > 0.0 && omega >= column.lowest) continue;
        column.lowest = omega;
        column.amplitude2 = t_of(below) + h * x;
        column.current = J.at(x);
    }
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
        add_minima(column, below, here);
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

/// Momenta up to `far`: in even steps, a small one, of a state next to where it starts from zero, and around
/// a shift of the bands that the steps do not resolve.
std::vector<double> momenta_up_to(double far, double shift) {
    std::vector<double> momenta{0.04};
    const int count = static_cast<int>(std::ceil(far / momentum_step));
    for (int k = 1; k <= count; ++k) momenta.push_back(far * k / count);
    if (shift < 2.0 * momentum_step)
        for (const double part : {0.25, 0.4, 0.6, 0.8, 1.0, 1.5}) momenta.push_back(part * shift);
    std::sort(momenta.begin(), momenta.end());
    constexpr double same = 0.2;
    const auto close = [](double a, double b) { return b - a < same * std::min(b, momentum_step); };
    momenta.erase(std::unique(momenta.begin(), momenta.end(), close), momenta.end());
    return momenta;
}

/// The columns of the scan. From `near` on, where no band is shifted as much, only a state that condenses
/// from the normal one by a transition of second order or close to it.
std::vector<Column> scan_momenta(Landscape& landscape, const std::vector<double>& momenta, double near,
                                 double largest) {
    constexpr double condensing = 0.3;
    std::vector<Column> columns;
    for (const double Q : momenta) {
        columns.push_back(begin_column(landscape, Q));
        if (Q <= near || columns.back().g_zero < condensing) scan_column(landscape, columns.back(), largest);
    }
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
        double dt = 0.0, dQ = 0.0;
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

/// The stable uniform state, as a column.
Column column_at_rest(const PointState& state) {
    Column column;
    column.lowest = state.free_energy;
    column.amplitude2 = state.order_parameter * state.order_parameter +
                        state.triplet_order_parameter * state.triplet_order_parameter;
    return column;
}

/// From where a descent may reach a minimum over Q.
struct Start {
    double amplitude2, Q;
};

/// The place of a minimum between two columns, as a part of their distance, of the cubic that has their free
/// energies and currents; none where it has none.
std::optional<double> minimum_between(const Column& a, const Column& b) {
    const double h = b.Q - a.Q, rise = (b.lowest - a.lowest) / h;
    // the slope a.current + 2 c x + 3 d x^2 rises through zero
    const double c = 3.0 * rise - 2.0 * a.current - b.current, d = a.current + b.current - 2.0 * rise;
    const double square = c * c - 3.0 * d * a.current;
    if (square < 0.0) return std::nullopt;
    const double x = c >= 0.0 ? -a.current / (c + std::sqrt(square)) : (std::sqrt(square) - c) / (3.0 * d);
    return x > 0.0 && x < 1.0 ? std::optional(x) : std::nullopt;
}

/// A column lower than its neighbours, and minima between two of the same kind.
void add_starts(std::vector<Start>& starts, const std::vector<Column>& columns, std::size_t k) {
    const Column& here = columns[k];
    if (here.amplitude2 == 0.0) return;
    const Column* left = k > 0 ? &columns[k - 1] : nullptr;
    const Column* right = k + 1 < columns.size() ? &columns[k + 1] : nullptr;
    const bool lowest = !(left && left->lowest < here.lowest) && !(right && right->lowest < here.lowest);
    const auto between =
        right && right->amplitude2 > 0.0 ? minimum_between(here, *right) : std::optional<double>();
    if (between)
        starts.push_back(
            {std::lerp(here.amplitude2, right->amplitude2, *between), std::lerp(here.Q, right->Q, *between)});
    if (lowest && here.Q > 0.0) starts.push_back({here.amplitude2, here.Q});
}

/// Small momenta of a uniform state that is unstable towards them.
void add_starts_from_rest(std::vector<Start>& starts, Landscape& landscape, const Column& at_rest,
                          double next_Q) {
    constexpr double small = 1e-4;
    if (at_rest.amplitude2 == 0.0) return;
    landscape.begin_branch();
    const GapState state = landscape.at(std::sqrt(at_rest.amplitude2), small);
    if (!state.solved || !(state.current < 0.0)) return;
    for (const double Q : {0.01 * next_Q, 0.1 * next_Q, 0.5 * next_Q})
        starts.push_back({at_rest.amplitude2, Q});
}

bool same(const MomentumMinimum& a, const MomentumMinimum& b) {
    return std::fabs(a.Q - b.Q) < 1e-5 && std::fabs(a.state.Delta - b.state.Delta) < 1e-5;
}

/// The largest value over the pockets of an energy, as a momentum.
template <class Energy>
double largest_over_pockets(const Parameters& p, Energy energy) {
    const MaterialModel m = material_model(pairing_model(p, 1.0));
    double largest = 0.0;
    for (int i = 0; i < m.pocket_count; ++i) {
        const PocketModel& pocket = m.pocket[i];
        if (pocket.share > 0.0) largest = std::max(largest, energy(pocket, m) / pocket.velocity);
    }
    return largest;
}

double largest_gap(const PocketModel& pocket) { return std::max(1.0, std::fabs(pocket.chi)); }

double band_shift(const Parameters& p) { return largest_over_pockets(p, largest_band_shift); }

/// Beyond which no direction is paired by bands that the field shifts.
double shifted_momentum(const Parameters& p) {
    return largest_over_pockets(p, [](const PocketModel& pocket, const MaterialModel& m) {
        return largest_band_shift(pocket, m) + largest_gap(pocket);
    });
}

}  // namespace

double largest_momentum(const Parameters& p) {
    return largest_over_pockets(p, [](const PocketModel& pocket, const MaterialModel& m) {
        return std::hypot(m.B_x, m.B_z) + largest_gap(pocket);
    });
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

MomentumMinima momentum_minima(const Parameters& parameters, const PointState& at_rest, double tolerance) {
    MomentumMinima found;
    Parameters p = parameters;
    p.Q = largest_momentum(p);
    const double largest_Q = p.Q;
    Landscape rough(p, 1e-6, 6.5), full(p, 1e-3 * tolerance, 13.0);
    const double largest = beyond_solutions(rough_problem(uniform(p)));
    const std::vector<double> momenta = momenta_up_to(largest_Q, band_shift(p));
    std::vector<Column> columns = scan_momenta(rough, momenta, shifted_momentum(p), largest);
    found.solved = std::all_of(columns.begin(), columns.end(), [](const Column& c) { return c.solved; });
    columns.insert(columns.begin(), column_at_rest(at_rest));
    std::vector<Start> starts;
    add_starts_from_rest(starts, rough, columns[0], momenta[0]);
    for (std::size_t k = 0; k < columns.size(); ++k) add_starts(starts, columns, k);
    for (auto [t, Q] : starts) {
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
