#include "mirage/gap/gap_roots.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "gap/pair_sums.hpp"
#include "gap/root_search.hpp"
#include "gap/triplet_roots.hpp"

namespace mirage {
namespace {

/// The rough sum: its error is a hundredth of the margin below which a value is too close to call. Without a
/// margin the state of 1 of 100,000 random points changes.
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
    return problem.parameters.gamma == 0.0 && !needs_general_theory(problem.parameters);
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
GapRoots roots_by_rough_sum(const GapAtField& gap, const GapProblem& rough) {
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

GapRoots branch_roots(const GapProblem& problem, const GapProblem& rough, double B, const Branch& branch) {
    GapWorkspace workspace;
    const GapAtField gap{problem, workspace, B, branch};
    GapRoots found = roots_by_rough_sum(gap, rough);
    if (!found.solved) found = roots_by_full_sum(gap);
    found.workspace = std::move(workspace);
    return found;
}

GapRoots gap_roots(const GapProblem& problem, double B, double largest) {
    if (has_triplet(problem.parameters)) return triplet_roots(problem, B, largest);
    return branch_roots(problem, rough_problem(problem.parameters), B, {largest});
}

}  // namespace mirage
