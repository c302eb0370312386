#include "mirage/point.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "mirage/gap.hpp"

namespace mirage {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double t_of(const GapValue& v) { return v.Delta * v.Delta; }
double sign(double x) { return x < 0.0 ? -1.0 : 1.0; }

/// Collects the roots of g over Delta^2 = t between values where it is known.
class RootSearch {
public:
    explicit RootSearch(GapEquation& equation) : equation_(equation) {}

    std::vector<GapValue> roots;
    bool solved = true;
    int directions = 1;

    GapValue value(double Delta) {
        const GapValue v = evaluate(equation_, Delta);
        solved = solved && v.solved;
        directions = std::max(directions, v.directions);
        return v;
    }

    /// All roots of one interval, a.Delta < b.Delta.
    void search(const GapValue& a, const GapValue& b, int depth = 0) {
        if (!solved) return;
        if (sign(a.equation) != sign(b.equation)) {
            between(a, b, depth);
        } else if (a.equation * a.slope < 0.0 && b.equation * b.slope > 0.0) {
            extremum(a, b, depth);
        } else if (depth < 4 && hermite_comes_close(a, b)) {
            halves(a, b, depth);
        }
    }

private:
    GapEquation& equation_;

    void halves(const GapValue& a, const GapValue& b, int depth) {
        const GapValue middle = value(std::sqrt(0.5 * (t_of(a) + t_of(b))));
        search(a, middle, depth + 1);
        search(middle, b, depth + 1);
    }

    /// Whether the cubic through both ends falls below a third of the smaller end in between.
    static bool hermite_comes_close(const GapValue& a, const GapValue& b) {
        const double h = t_of(b) - t_of(a);
        const double s = sign(a.equation);
        const double least = std::min(std::fabs(a.equation), std::fabs(b.equation)) / 3.0;
        for (int i = 1; i < 8; ++i) {
            const double x = i / 8.0;
            const double y = 1.0 - x;
            const double cubic = y * y * (1.0 + 2.0 * x) * a.equation + x * x * (1.0 + 2.0 * y) * b.equation +
                                 h * x * y * (y * a.slope - x * b.slope);
            if (s * cubic < least) return true;
        }
        return false;
    }

    /// A sign change: one root by safeguarded Newton, then the intervals on both sides of it.
    void between(const GapValue& a, const GapValue& b, int depth) {
        GapValue low = a, high = b;
        GapValue v = std::fabs(a.equation) < std::fabs(b.equation) ? a : b;
        for (int step = 0; step < 200 && solved; ++step) {
            const double newton = t_of(v) - v.equation / v.slope;
            const bool inside = newton > t_of(low) && newton < t_of(high);
            const double t = inside ? newton : 0.5 * (t_of(low) + t_of(high));
            const double change = std::fabs(t - t_of(v));
            v = value(std::sqrt(t));
            if (v.equation == 0.0 || (inside && change <= 1e-9 * t) || t_of(high) - t_of(low) <= 4e-16 * t) break;
            (sign(v.equation) == sign(a.equation) ? low : high) = v;
        }
        if (!solved) return;
        v = value(refined(v));
        roots.push_back(v);
        if (depth >= 8) return;
        GapValue before = v, after = v;
        if (sign(v.slope) == sign(b.equation)) {
            before.equation = sign(a.equation) * 1e-300;
            after.equation = sign(b.equation) * 1e-300;
        } else {  // a slope against the ends: two more roots, one on each side
            const double step = 1e-4 * std::min(v.Delta - a.Delta, b.Delta - v.Delta);
            before = value(v.Delta - step);
            after = value(v.Delta + step);
        }
        search(a, before, depth + 1);
        search(after, b, depth + 1);
    }

    static double refined(const GapValue& v) {
        const double t = t_of(v) - v.equation / v.slope;
        return std::isfinite(t) && std::fabs(t - t_of(v)) < 1e-6 * t_of(v) ? std::sqrt(t) : v.Delta;
    }

    /// Slopes that point towards zero from both ends: narrow the extremum down until it crosses zero or cannot.
    void extremum(const GapValue& a, const GapValue& b, int depth) {
        GapValue low = a, high = b;
        const double s = sign(a.equation);
        for (int step = 0; step < 60 && solved; ++step) {
            const double h = t_of(high) - t_of(low);
            const double crossing = (high.slope * h + low.equation - high.equation) / (high.slope - low.slope);
            const double deepest = s * (low.equation + low.slope * crossing);
            const double least = std::min(std::fabs(low.equation), std::fabs(high.equation));
            // A cusp lies deeper than the tangents tell: they decide only once the interval is narrow.
            if ((step >= 6 && deepest > 0.5 * least) || h <= 1e-14 * t_of(high)) return;
            const double x = std::clamp(crossing / h, 0.1, 0.9);
            const GapValue v = value(std::sqrt(t_of(low) + x * h));
            if (sign(v.equation) != s) {
                between(a, v, depth + 1);
                between(v, b, depth + 1);
                return;
            }
            (s * v.slope < 0.0 ? low : high) = v;
        }
    }
};

/// Scan positions as parts of the largest Delta.
constexpr std::array scan{0.02, 0.06, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};

/// Omega at a small root from the gap equation at both ends, where the direct sum has lost its digits.
double small_free_energy(const GapValue& zero, const GapValue& root) {
    const double t = t_of(root);
    return 0.5 * t * (zero.equation + root.equation) + t * t * (zero.slope - root.slope) / 12.0;
}

SolutionKind kind_of(const GapValue& root) { return root.slope > 0.0 ? SolutionKind::metastable : SolutionKind::unstable; }

PointState failed_point() {
    PointState state;
    state.status = Status::failed;
    state.order_parameter = state.free_energy = state.magnetization = nan;
    state.susceptibility_ratio = state.zero_energy_dos = nan;
    state.numerics.residual = nan;
    return state;
}

/// Error of Delta from the error of g: |dDelta| = error/(2 Delta |slope|).
double order_parameter_error(const GapValue& root) { return root.error / (2.0 * root.Delta * std::fabs(root.slope)); }

void describe_stable(PointState& state, GapEquation& equation, const GapValue& stable) {
    const Parameters& p = equation.parameters;
    const GapValue v = evaluate(equation, stable.Delta);
    state.order_parameter = v.Delta;
    state.magnetization = p.B < 0.0 ? -v.magnetization : v.magnetization;
    state.susceptibility_ratio = 1.0 + v.magnetization / (2.0 * std::fabs(p.B));
    state.zero_energy_dos = zero_energy_dos(equation);
    state.phase = state.zero_energy_dos > 1e-6 ? Phase::gapless : Phase::gapped;
    state.numerics.residual = std::fabs(v.equation);
    if (!v.solved || std::isnan(state.zero_energy_dos)) state = failed_point();
}

PointState solve_in_field(const Parameters& parameters, const Accuracy& accuracy) {
    GapEquation equation = gap_equation(parameters, 1e-3 * accuracy.tolerance);
    const double largest = 1.01 * bcs_order_parameter(parameters.T, *equation.rule);
    RootSearch search(equation);
    const GapValue zero = search.value(0.0);
    GapValue before = zero;
    for (const double part : scan) {
        const GapValue v = search.value(part * largest);
        search.search(before, v);
        if (!search.solved) return failed_point();
        before = v;
    }
    std::sort(search.roots.begin(), search.roots.end(),
              [](const GapValue& a, const GapValue& b) { return a.Delta < b.Delta; });

    PointState state;
    state.numerics.matsubara_nodes = static_cast<int>(equation.omega.size());
    state.numerics.directions = search.directions;
    const GapValue* stable = nullptr;
    double lowest = zero.equation < 0.0 ? std::numeric_limits<double>::infinity() : 0.0;
    for (const GapValue& root : search.roots) {
        const double omega = root.Delta < 1e-5 ? small_free_energy(zero, root) : root.free_energy;
        state.solutions.push_back({root.Delta, omega, kind_of(root)});
        if (order_parameter_error(root) > accuracy.tolerance) state.status = Status::tolerance_not_met;
        if (root.slope > 0.0 && omega < lowest) {
            lowest = omega;
            stable = &root;
        }
    }
    if (!stable) return state;
    state.solutions[static_cast<std::size_t>(stable - search.roots.data())].kind = SolutionKind::stable;
    state.free_energy = lowest;
    describe_stable(state, equation, *stable);
    return state;
}

/// B = 0: the BCS solution whatever the spin-orbit coupling and the scattering; the susceptibility is its limit B -> 0.
PointState solve_without_field(const Parameters& parameters, const Accuracy& accuracy) {
    constexpr double small_field = 1e-7;  // corrections are of order B^2
    Parameters p = parameters;
    p.B = small_field;
    GapEquation equation = gap_equation(p, 1e-3 * accuracy.tolerance);
    const double Delta = bcs_order_parameter(p.T, *equation.rule);
    evaluate(equation, 0.5 * Delta);
    const GapValue v = evaluate(equation, Delta);
    if (!v.solved) return failed_point();
    PointState state;
    state.phase = Phase::gapped;
    state.order_parameter = Delta;
    state.free_energy = v.free_energy;
    state.magnetization = 0.0;
    state.susceptibility_ratio = 1.0 + v.magnetization / (2.0 * small_field);
    state.zero_energy_dos = 0.0;
    state.solutions = {{Delta, v.free_energy, SolutionKind::stable}};
    state.numerics = {std::fabs(v.equation), static_cast<int>(equation.omega.size()), v.directions};
    if (order_parameter_error(v) > accuracy.tolerance) state.status = Status::tolerance_not_met;
    return state;
}

}  // namespace

PointState solve_point(const Parameters& parameters, const Accuracy& accuracy) {
    if (parameters.T >= 1.0) return {};
    return parameters.B == 0.0 ? solve_without_field(parameters, accuracy) : solve_in_field(parameters, accuracy);
}

}  // namespace mirage
