#include "mirage/gap/gap_roots.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "gap/branch_roots.hpp"
#include "gap/material_gap.hpp"
#include "gap/triplet_roots.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

double t_of(const GapSlopes& v) { return v.Delta * v.Delta; }

/// The sums at one field along a branch, with the dressings of the call before.
struct GapAtField {
    const GapProblem& problem;
    GapWorkspace& workspace;
    double B;
    const Branch& branch;

    GapSlopes slopes(double Delta) const {
        begin(Delta);
        return evaluate_slopes(problem, workspace, Delta, B);
    }
    GapState state(double Delta) const {
        begin(Delta);
        return evaluate(problem, workspace, Delta, B);
    }

private:
    /// The angle from the knots on both sides.
    void begin(double Delta) const {
        const std::vector<GapSlopes>& knots = branch.knots;
        if (knots.size() < 2) return;
        std::size_t k = 1;
        while (k + 1 < knots.size() && knots[k].Delta < Delta) ++k;
        const GapSlopes &a = knots[k - 1], &b = knots[k];
        const double part = (Delta - a.Delta) / (b.Delta - a.Delta);
        workspace.angle = {std::lerp(a.angle, b.angle, part), Delta * Delta, std::fabs(B), 0.0, 0.0};
    }
};
double sign(double x) { return x < 0.0 ? -1.0 : 1.0; }

/// Collects the roots of g over Delta^2 = t between values where it is known.
class RootSearch {
public:
    /// margin: values of g, or its change over a factor of two in t, smaller than this are too close to call.
    RootSearch(const GapAtField& gap, double margin) : gap_(gap), margin_(margin) {}

    std::vector<GapSlopes> roots;
    bool solved = true;
    bool close = false;  ///< something was too close to call
    int directions = 1;

    /// A value whose sign decides.
    GapSlopes value(double Delta) { return decisive(any_value(Delta)); }
    GapSlopes decisive(const GapSlopes& v) {
        close = close || std::fabs(v.equation) < margin_;
        return v;
    }

    /// All roots of one interval, a.Delta < b.Delta.
    void search(const GapSlopes& a, const GapSlopes& b, int depth = 0) {
        if (!solved || close) return;
        if (sign(a.equation) != sign(b.equation)) {
            between(a, b, depth);
        } else if (a.equation * a.slope < 0.0 && b.equation * b.slope > 0.0) {
            extremum(a, b, depth);
        } else if (depth < 4 && hermite_comes_close(a, b)) {
            halves(a, b, depth);
        }
    }

private:
    GapAtField gap_;
    double margin_;

    GapSlopes any_value(double Delta) {
        const GapSlopes v = gap_.slopes(Delta);
        solved = solved && v.solved;
        directions = std::max(directions, v.directions);
        return v;
    }

    void halves(const GapSlopes& a, const GapSlopes& b, int depth) {
        const GapSlopes middle = value(std::sqrt(0.5 * (t_of(a) + t_of(b))));
        search(a, middle, depth + 1);
        search(middle, b, depth + 1);
    }

    /// Whether the cubic through both ends falls below a third of the smaller end in between.
    static bool hermite_comes_close(const GapSlopes& a, const GapSlopes& b) {
        const double h = t_of(b) - t_of(a);
        const double s = sign(a.equation);
        const double end = std::min(std::fabs(a.equation), std::fabs(b.equation)), smallest = end / 3.0;
        // far from it: x (1 - x)^2 <= 4/27
        const double dip = 4.0 / 27.0 * h * (std::max(0.0, -s * a.slope) + std::max(0.0, s * b.slope));
        if (end - dip >= smallest) return false;
        for (int i = 1; i < 8; ++i) {
            const double x = i / 8.0;
            const double y = 1.0 - x;
            const double cubic = y * y * (1.0 + 2.0 * x) * a.equation + x * x * (1.0 + 2.0 * y) * b.equation +
                                 h * x * y * (y * a.slope - x * b.slope);
            if (s * cubic < smallest) return true;
        }
        return false;
    }

    /// Where the cubic through both ends crosses zero.
    static double hermite_root(const GapSlopes& a, const GapSlopes& b) {
        const double h = t_of(b) - t_of(a), rise = b.equation - a.equation;
        const double c2 = 3.0 * rise - h * (2.0 * a.slope + b.slope),
                     c3 = h * (a.slope + b.slope) - 2.0 * rise;
        double x = a.equation / (a.equation - b.equation);
        for (int step = 0; step < 3; ++step) {
            const double value = a.equation + x * (h * a.slope + x * (c2 + x * c3));
            const double slope = h * a.slope + x * (2.0 * c2 + 3.0 * x * c3);
            x = std::clamp(x - value / slope, 0.0, 1.0);
        }
        return t_of(a) + x * h;
    }

    /// A sign change: one root by safeguarded Newton, then the intervals on both sides of it.
    void between(const GapSlopes& a, const GapSlopes& b, int depth) {
        const auto function = sign(a.equation) < 0.0 ? Bracket::Function::rising : Bracket::Function::falling;
        Bracket bracket{t_of(a), t_of(b), function};
        GapSlopes v = a;
        double next = hermite_root(a, b);
        for (int step = 0; step < 200 && solved; ++step) {
            const double t = bracket.safeguarded(next, bracket.middle());
            v = any_value(std::sqrt(t));
            next = t_of(v) - v.equation / v.slope;
            if (v.equation == 0.0 || std::fabs(next - t) <= 1e-7 * t ||
                bracket.high - bracket.low <= 4e-16 * t)
                break;
            solved = solved && bracket.narrow(t_of(v), v.equation);
        }
        close = close || !(std::fabs(v.slope) * t_of(v) >= margin_);
        if (!solved || close) return;
        if (std::fabs(next - t_of(v)) <= 1e-6 * t_of(v))
            v.Delta = std::sqrt(next);  // its error is about the square
        roots.push_back(v);
        if (depth >= 8) return;
        GapSlopes before = v, after = v;
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

    /// Slopes that point towards zero from both ends: narrow the extremum down until it crosses zero or
    /// cannot.
    void extremum(const GapSlopes& a, const GapSlopes& b, int depth) {
        GapSlopes low = a, high = b;
        const double s = sign(a.equation);
        for (int step = 0; step < 60 && solved; ++step) {
            const double h = t_of(high) - t_of(low);
            const double crossing =
                (high.slope * h + low.equation - high.equation) / (high.slope - low.slope);
            const double deepest = s * (low.equation + low.slope * crossing);
            const double smallest = std::min(std::fabs(low.equation), std::fabs(high.equation));
            // A cusp lies deeper than the tangents tell: they decide only once the interval is narrow.
            if ((step >= 6 && deepest > 0.5 * smallest) || h <= 1e-14 * t_of(high)) return;
            const double x = std::clamp(crossing / h, 0.1, 0.9);
            const GapSlopes v = value(std::sqrt(t_of(low) + x * h));
            if (sign(v.equation) != s) {
                between(a, v, depth + 1);
                between(v, b, depth + 1);
                return;
            }
            (s * v.slope < 0.0 ? low : high) = v;
        }
    }
};

/// The rough sum: its error is a hundredth of the margin below which a value is too close to call. Without a
/// margin the state of 1 of those points changes.
constexpr double search_tolerance = 1e-6, search_margin = 1e-4;
constexpr double search_digits = 6.5;

/// Positions of the scan, from the lower end on.
std::size_t position_count(const Branch& branch) {
    return branch.knots.empty() ? scan_parts.size() + 1 : branch.knots.size();
}
double position(const Branch& branch, std::size_t i) {
    if (!branch.knots.empty()) return branch.knots[i].Delta;
    return i == 0 ? 0.0 : scan_parts[i - 1] * branch.largest;
}

/// The whole search on one sum; `known`: the values at the positions, or none.
RootSearch scanned(const GapAtField& gap, double margin, const std::vector<GapSlopes>& known,
                   GapSlopes& zero) {
    RootSearch search(gap, margin);
    const auto value = [&](std::size_t i) {
        return known.empty() ? search.value(position(gap.branch, i)) : search.decisive(known[i]);
    };
    zero = value(0);
    GapSlopes before = zero;
    for (std::size_t i = 1; i < position_count(gap.branch); ++i) {
        const GapSlopes v = value(i);
        search.search(before, v);
        if (!search.solved || search.close) break;
        before = v;
    }
    std::sort(search.roots.begin(), search.roots.end(),
              [](const GapSlopes& a, const GapSlopes& b) { return a.Delta < b.Delta; });
    return search;
}

/// The change of Delta^2 in a Newton step; NaN where it shows that there is no root like this one nearby.
double newton_change(const GapSlopes& v, const GapSlopes& root) {
    const double change = -v.equation / v.slope;
    const bool near = v.solved && std::fabs(change) < 1e-2 * t_of(v) && sign(v.slope) == sign(root.slope);
    return near ? change : quiet_nan;
}

/// Whether the slopes alone cost less than the state.
bool has_clean_sum(const GapProblem& problem) {
    return problem.parameters.gamma == 0.0 && !problem.parameters.material;
}

/// Newton from a root that is nearly one; not solved if it was not.
GapState polished(const GapAtField& gap, const GapSlopes& root) {
    constexpr int max_steps = 6;
    double t = t_of(root);
    int step = 0;
    if (has_clean_sum(gap.problem)) {  // the first step needs the slopes alone
        t += newton_change(gap.slopes(std::sqrt(t)), root);
        ++step;
    }
    GapState state;
    for (; step < max_steps && t > 0.0; ++step) {
        state = gap.state(std::sqrt(t));
        const double change = newton_change(state, root);
        if (std::isnan(change)) return {};
        t += change;
        if (std::fabs(change) > 1e-11 * t) continue;
        // the last step to first order: dOmega/dt = g, dM/dt = -dg/dB
        state.Delta = std::sqrt(t);
        state.free_energy += state.equation * change;
        state.magnetization -= state.field_slope * change;
        return state;
    }
    // as good as the rounding of the sum allows
    return std::fabs(state.equation) <= 1e-13 ? state : GapState{};
}

/// What the search on the rough sum finds, polished on the full one; not solved where it cannot tell.
GapRoots roots_by_rough_sum(const GapAtField& gap) {
    const GapProblem rough = rough_problem(gap.problem.parameters);
    GapWorkspace workspace;
    const GapAtField rough_gap{rough, workspace, gap.B, gap.branch};
    GapRoots found;
    const RootSearch search = scanned(rough_gap, search_margin, gap.branch.knots, found.zero);
    found.directions = search.directions;
    found.solved = search.solved && !search.close;
    for (std::size_t i = 0; i < search.roots.size() && found.solved; ++i) {
        if (!has_clean_sum(gap.problem) && i == 0) {
            rough_gap.state(search.roots[i].Delta);
            gap.workspace = interpolated(gap.problem, rough, workspace);
        }
        found.roots.push_back(polished(gap, search.roots[i]));
        found.solved = found.roots.back().solved;
        found.directions = std::max(found.directions, found.roots.back().directions);
    }
    return found;
}

GapRoots roots_by_full_sum(const GapAtField& gap) {
    GapRoots found;
    const RootSearch search = scanned(gap, 0.0, {}, found.zero);
    found.directions = search.directions;
    found.solved = search.solved;
    for (const GapSlopes& root : search.roots) {
        found.roots.push_back(gap.state(root.Delta));
        found.directions = std::max(found.directions, found.roots.back().directions);
        found.solved = found.solved && found.roots.back().solved;
    }
    return found;
}

}  // namespace

GapProblem rough_problem(const Parameters& parameters) {
    return gap_problem(parameters, search_tolerance, search_digits);
}

double small_free_energy(const GapSlopes& zero, const GapSlopes& root) {
    const double t = t_of(root);
    return 0.5 * t * (zero.equation + root.equation) + t * t * (zero.slope - root.slope) / 12.0;
}

double beyond_solutions(const GapProblem& problem) {
    double largest = 1.01 * bcs_order_parameter(problem.parameters.T, *problem.rule, 0.2);
    if (!problem.parameters.material) return largest;
    const GapProblem rough = rough_problem(problem.parameters);
    GapWorkspace workspace;
    for (int step = 0; step < 10; ++step, largest *= 1.2)
        if (evaluate(rough, workspace, largest, problem.parameters.B).equation > 0.0) break;
    return largest;
}

GapRoots branch_roots(const GapProblem& problem, double B, const Branch& branch) {
    GapWorkspace workspace;
    const GapAtField gap{problem, workspace, B, branch};
    GapRoots found = roots_by_rough_sum(gap);
    if (!found.solved) found = roots_by_full_sum(gap);
    found.workspace = std::move(workspace);
    return found;
}

GapRoots gap_roots(const GapProblem& problem, double B, double largest) {
    if (has_triplet(problem.parameters)) return triplet_roots(problem, B, largest);
    return branch_roots(problem, B, {largest});
}

}  // namespace mirage
