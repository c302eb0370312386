// The columns of the scan over momenta.

#include <algorithm>
#include <array>
#include <cmath>

#include "gap/free_energy_landscape.hpp"
#include "mirage/gap/gap_roots.hpp"

namespace mirage {
namespace {

/// Amplitudes of the scan as parts of the largest one.
constexpr std::array amplitude_parts{1.0, 0.85, 0.7, 0.55, 0.42, 0.3, 0.2, 0.12, 0.06, 0.02};

double t_of(const GapSlopes& v) { return v.Delta * v.Delta; }

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

/// Whether g has no zero between two amplitudes, nor comes close to one: the cubic does not, nor would a
/// kink, which dips twice as deep as the cubic through two points with its slopes.
bool is_clear(const GapState& below, const GapState& above) {
    constexpr int parts = 8;
    constexpr double close = 0.05;
    const Hermite g(t_of(above) - t_of(below), below.equation, below.slope, above.equation, above.slope);
    double least = std::min(below.equation, above.equation);
    const double ends = least;
    for (int i = 1; i < parts; ++i) least = std::min(least, g.at(static_cast<double>(i) / parts));
    return 2.0 * least - ends > close;
}

/// Minima of the free energy between two amplitudes of one Q, also two roots of g between the same signs.
void add_minima(MomentumColumn& column, const GapState& below, const GapState& above) {
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
MomentumColumn begin_column(FreeEnergyLandscape& landscape, double Q) {
    MomentumColumn column;
    column.Q = Q;
    landscape.begin_branch();
    const GapState here = column.least = landscape.at(landscape.least_amplitude(), Q);
    column.solved = here.solved;
    column.g_zero = here.equation - here.slope * t_of(here);
    column.g_zero_Q = here.momentum_slope;
    return column;
}

/// Of two order parameters: the lowest one among all solutions, on whatever branch.
void add_minima_over_angles(FreeEnergyLandscape& landscape, MomentumColumn& column, double largest) {
    const GapProblem& problem = landscape.problem(column.Q);
    for (const GapState& root : gap_roots(problem, problem.parameters.B, largest).roots) {
        if (!(root.slope > 0.0 && root.angle_curvature > 0.0 && root.free_energy < column.lowest)) continue;
        column.lowest = root.free_energy;
        column.amplitude2 = t_of(root);
        column.current = root.current;
        column.angle = root.angle;
    }
}

/// Minima of the free energy over Delta, of a column that was just begun: g rises through zero.
void scan_column(FreeEnergyLandscape& landscape, MomentumColumn& column, double largest) {
    if (!column.solved) return;
    if (landscape.has_angle()) return add_minima_over_angles(landscape, column, largest);
    GapState below = column.least;
    if (column.g_zero < 0.0 && below.equation > 0.0) {
        column.amplitude2 = t_of(below) * column.g_zero / (column.g_zero - below.equation);
        column.lowest = 0.5 * column.g_zero * column.amplitude2;
    }
    GapState left_out;  // the amplitude before, where it may not be needed
    for (std::size_t i = amplitude_parts.size(); i-- > 0;) {
        const double amplitude = amplitude_parts[i] * largest;
        if (amplitude < 2.0 * landscape.least_amplitude()) continue;
        const bool every_second = i % 2 == 0;
        if (!every_second) {
            left_out = {};
            left_out.Delta = amplitude;
            continue;
        }
        const GapState here = landscape.at(amplitude, column.Q);
        column.solved = here.solved;
        if (column.solved && left_out.Delta > below.Delta && !is_clear(below, here)) {
            left_out = landscape.at(left_out.Delta, column.Q);
            column.solved = left_out.solved;
            if (!column.solved) return;
            add_minima(column, below, left_out);
            below = left_out;
        }
        if (!column.solved) return;
        add_minima(column, below, here);
        below = here;
    }
}

/// Where g at zero amplitude is least between two momenta whose slopes point at each other: secants, kept
/// inside.
MomentumColumn lowest_between(FreeEnergyLandscape& landscape, MomentumColumn left, MomentumColumn right) {
    constexpr int max_steps = 12;
    MomentumColumn middle = left;
    for (int step = 0; step < max_steps && right.Q - left.Q > 1e-4; ++step) {
        const double secant = left.g_zero_Q / (left.g_zero_Q - right.g_zero_Q);
        middle = begin_column(landscape, std::lerp(left.Q, right.Q, std::clamp(secant, 0.1, 0.9)));
        if (!middle.solved || middle.g_zero < 0.0) break;
        (middle.g_zero_Q < 0.0 ? left : right) = middle;
    }
    return middle;
}

}  // namespace

std::vector<MomentumColumn> scan_momenta(FreeEnergyLandscape& landscape, const std::vector<double>& momenta,
                                         double near, double largest) {
    constexpr double condensing = 0.3;
    std::vector<MomentumColumn> columns;
    for (const double Q : momenta) {
        columns.push_back(begin_column(landscape, Q));
        if (Q <= near || columns.back().g_zero < condensing) scan_column(landscape, columns.back(), largest);
    }
    // where g at zero amplitude has a minimum close to zero
    for (std::size_t k = columns.size(); k-- > 1;) {
        const MomentumColumn left = columns[k - 1], right = columns[k];
        if (!(left.g_zero_Q < 0.0 && right.g_zero_Q > 0.0 && std::min(left.g_zero, right.g_zero) < 0.5))
            continue;
        MomentumColumn between = lowest_between(landscape, left, right);
        scan_column(landscape, between, largest);
        columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(k), between);
    }
    return columns;
}

}  // namespace mirage
