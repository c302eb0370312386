#include "mirage/lines/field_curve.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "gap/branch_roots.hpp"
#include "gap/material_gap.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

/// Positions along the curve as parts of the BCS gap: dense at both ends, where folds hide. Without the last
/// four a field of 36 of 2,000 random lines changes; every second one finds the same fields.
constexpr std::array parts{1e-4, 1e-3, 4e-3,  0.01, 0.02, 0.035, 0.05,   0.075,  0.1,   0.13, 0.17,
                           0.21, 0.26, 0.32,  0.38, 0.45, 0.52,  0.6,    0.67,   0.74,  0.8,  0.85,
                           0.9,  0.94, 0.965, 0.98, 0.99, 0.996, 0.9985, 0.9995, 0.9999};

constexpr int max_steps = 100;
constexpr double sample_accuracy = 1e-4;  ///< of B; with 1e-2 fields of 61 of 2,000 lines change
constexpr int fold_bits = 34;             ///< of Delta: B is stationary at a fold, half of them would do

CurvePoint lost(double Delta) {
    CurvePoint point;
    point.gap.Delta = Delta;
    return point;
}

/// The curve with its workspace.
struct Walk {
    const FieldCurve& curve;
    GapWorkspace& workspace;

    CurvePoint at(double Delta, double guess, double accuracy = 1e-12) const {
        return solution_at_delta(curve, workspace, Delta, guess, accuracy);
    }
};

/// Where the slope dg/d(Delta^2) vanishes along the curve, between two samples of different sign.
CurvePoint fold_between(const Walk& walk, const CurvePoint& a, const CurvePoint& b) {
    double guess = a.B;
    const auto slope = [&](double Delta) {
        const CurvePoint at = walk.at(Delta, guess);
        guess = at.B;
        return at.gap.slope;
    };
    const Root Delta = root_between(slope, {a.gap.Delta, a.gap.slope}, {b.gap.Delta, b.gap.slope}, fold_bits);
    return Delta.status == RootStatus::found ? walk.at(Delta.at, guess) : lost(a.gap.Delta);
}

/// The middle of three samples of one sign between which the slope dips, narrowed down until it changes sign
/// or cannot.
CurvePoint deepest_of_dip(const Walk& walk, CurvePoint left, CurvePoint middle, CurvePoint right) {
    const double s = middle.gap.slope < 0.0 ? -1.0 : 1.0;
    for (int step = 0; step < 40 && right.gap.Delta - left.gap.Delta > 1e-6 * middle.gap.Delta; ++step) {
        const bool lower = middle.gap.Delta - left.gap.Delta > right.gap.Delta - middle.gap.Delta;
        const double Delta = 0.5 * (middle.gap.Delta + (lower ? left : right).gap.Delta);
        const CurvePoint trial = walk.at(Delta, middle.B);
        if (!trial.gap.solved) return trial;
        if (s * trial.gap.slope < s * middle.gap.slope) {
            (lower ? right : left) = middle;
            middle = trial;
        } else {
            (lower ? left : right) = trial;
        }
        if (s * middle.gap.slope < 0.0) break;
    }
    return middle;
}

/// A dip of the slope between three samples of one sign may hide two folds: adds a sample between them. False
/// where a solution was lost.
bool add_hidden(const Walk& walk, std::vector<CurvePoint>& samples) {
    for (std::size_t i = 1; i + 1 < samples.size(); ++i) {
        const auto slope = [&](std::size_t k) { return samples[k].gap.slope; };
        const double s = slope(i) < 0.0 ? -1.0 : 1.0;
        const bool dip = s * slope(i - 1) > s * slope(i) && s * slope(i + 1) > s * slope(i) &&
                         s * slope(i - 1) > 0 && s * slope(i + 1) > 0;
        if (!dip) continue;
        const CurvePoint found = deepest_of_dip(walk, samples[i - 1], samples[i], samples[i + 1]);
        if (!found.gap.solved) return false;
        if (!(s * found.gap.slope < 0.0)) continue;
        const std::size_t at = found.gap.Delta < samples[i].gap.Delta ? i : i + 1;
        samples.insert(samples.begin() + static_cast<std::ptrdiff_t>(at), found);
    }
    return true;
}

/// Solutions along the curve from Delta = 0 on, each guessed along the tangent of the one before; empty where
/// one was lost.
std::vector<CurvePoint> samples_along(const Walk& walk, const CurvePoint& zero) {
    std::vector<CurvePoint> samples{zero};
    if (!zero.gap.solved) return {};
    for (const double part : parts) {
        const CurvePoint& last = samples.back();
        const double Delta = part * walk.curve.Delta_bcs,
                     step = Delta * Delta - last.gap.Delta * last.gap.Delta;
        const double guess = last.B - step * last.gap.slope / last.gap.field_slope;
        const bool near = guess > 0.3 * last.B && guess < 3.0 * last.B;
        samples.push_back(walk.at(Delta, near ? guess : last.B, sample_accuracy));
        const GapSlopes& gap = samples.back().gap;
        if (!gap.solved || !(gap.angle_curvature > 0.0)) return {};
    }
    return add_hidden(walk, samples) ? samples : std::vector<CurvePoint>{};
}

/// The minima between folds; nothing where a fold was lost.
std::optional<std::vector<StableBranch>> stable_branches(const Walk& walk,
                                                         const std::vector<CurvePoint>& samples) {
    std::vector<StableBranch> branches;
    bool inside = samples.front().gap.slope > 0.0;
    StableBranch branch;
    branch.attached = inside;
    branch.B_high = samples.front().B;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        const bool stable = samples[i].gap.slope > 0.0;
        if (stable == inside) continue;
        const CurvePoint fold = fold_between(walk, samples[i - 1], samples[i]);
        if (!fold.gap.solved) return std::nullopt;
        if (inside) {
            branch.Delta_high = fold.gap.Delta;
            branch.B_low = fold.B;
            branches.push_back(branch);
        } else {
            branch = {fold.gap.Delta, 0.0, fold.B, 0.0, false};
        }
        inside = stable;
    }
    if (!inside)  // the fold touches the BCS gap
        branch = {samples.back().gap.Delta, 0.0, samples.back().B, 0.0, false};
    branch.Delta_high = walk.curve.Delta_bcs;
    branch.B_low = 0.0;
    branches.push_back(branch);
    return branches;
}

/// The angle has to be a minimum of the free energy, from the start in the workspace or, where that belongs
/// to a field or an amplitude too far away, up from the normal state.
GapState evaluate_minimum(const GapProblem& problem, GapWorkspace& workspace, double Delta, double B) {
    constexpr int steps = 16;
    const auto minimum = [](const GapState& v) { return v.solved && v.angle_curvature > 0.0; };
    GapState v = evaluate(problem, workspace, Delta, B);
    if (minimum(v)) return v;
    workspace.angle = {};
    for (int i = 0; i <= steps; ++i) {
        v = evaluate(problem, workspace, i * Delta / steps, B);
        if (!minimum(v)) v.solved = false;
        if (!v.solved) break;
    }
    return v;
}

GapState evaluate_on_curve(const GapProblem& problem, GapWorkspace& workspace, double Delta, double B) {
    return has_triplet(problem.parameters) ? evaluate_minimum(problem, workspace, Delta, B)
                                           : evaluate(problem, workspace, Delta, B);
}

GapSlopes slopes_on_curve(const GapProblem& problem, GapWorkspace& workspace, double Delta, double B) {
    return has_triplet(problem.parameters) ? evaluate_minimum(problem, workspace, Delta, B)
                                           : evaluate_slopes(problem, workspace, Delta, B);
}

/// Largest field of linear instability; 0 or NaN where there is none.
double largest_second_order_field(const Parameters& p) {
    if (p.material) return supercooling_field(p);
    const std::vector<double> fields = second_order_fields(p);
    return fields.empty() ? quiet_nan : fields.back();
}

/// The stable solution at B = 0, NaN where it was not found.
double amplitude_without_field(Parameters p, const MatsubaraRule& rule) {
    if (!p.material) return bcs_order_parameter(p.T, rule);
    p.B = 0.0;
    const GapProblem problem = gap_problem(p, 1e-13);
    const GapRoots found = gap_roots(problem, 0.0, beyond_solutions(problem));
    const GapState* stable = nullptr;
    for (const GapState& root : found.roots)
        if (!stable || root.free_energy < stable->free_energy) stable = &root;
    return stable && found.solved ? stable->Delta : quiet_nan;
}

}  // namespace

CurvePoint solution_at_delta(const FieldCurve& curve, GapWorkspace& workspace, double Delta, double guess,
                             double accuracy) {
    // g grows with B: Newton inside a bracket, which is open at first
    constexpr double open = 1e6;
    Bracket bracket{0.0, open};
    double B = guess;
    GapSlopes value = slopes_on_curve(curve.problem, workspace, Delta, B);
    for (int step = 0; step < max_steps; ++step) {
        if (!value.solved || !bracket.narrow(B, value.equation)) break;
        const double newton = B - value.equation / value.field_slope;
        const bool inside = bracket.contains(newton) && newton < 4.0 * B && newton > 0.25 * B;
        const double next = inside ? newton : bracket.high < open ? bracket.middle() : 2.0 * B;
        const double change = std::fabs(next - B);
        // quadratic: the next error is about the square of this change
        if (value.equation == 0.0 || (inside && change < accuracy * B) ||
            bracket.high - bracket.low <= 4e-16 * bracket.high || (step > 8 && change < 1e-9 * B))
            return {accuracy > 1e-10 ? next : B, value};
        B = next;
        value = slopes_on_curve(curve.problem, workspace, Delta, B);
        // nothing but the field of the BCS gap, or no solution at this Delta
        if (B < 1e-12 && std::fabs(value.equation) < 1e-10) return {B, value};
    }
    return lost(Delta);
}

GapState solution_at_field(const FieldCurve& curve, GapWorkspace& workspace, const StableBranch& branch,
                           double B) {
    // On a stable branch g grows with Delta^2: safeguarded Newton between the ends.
    Bracket bracket{branch.Delta_low, 1.000001 * branch.Delta_high};
    GapState state = evaluate_on_curve(curve.problem, workspace, bracket.middle(), B);
    for (int step = 0; step < max_steps; ++step) {
        if (!state.solved || !bracket.narrow(state.Delta, state.equation)) break;
        const double newton = state.Delta * state.Delta - state.equation / state.slope;
        const bool inside =
            state.slope > 0.0 && newton > bracket.low * bracket.low && newton < bracket.high * bracket.high;
        const double next = inside ? std::sqrt(newton) : bracket.middle();
        const double change = std::fabs(next - state.Delta);
        state = evaluate_on_curve(curve.problem, workspace, next, B);
        if (state.equation == 0.0 || (inside && change < 1e-10 * next) ||
            bracket.high - bracket.low < 1e-15 * bracket.high)
            return state;
    }
    // next to the second-order field Newton dithers by the rounding of the sum
    if (state.solved && std::fabs(state.equation) <= state.error) return state;
    GapState none;
    none.B = B;
    return none;
}

FieldCurve field_curve(const Parameters& parameters, GapWorkspace& workspace) {
    workspace = {};
    FieldCurve curve;
    const double largest = largest_second_order_field(parameters);
    if (parameters.material) curve.B_second_order = largest;
    if (!(largest > 0.0) || std::isinf(largest)) return curve;
    curve.B_second_order = largest;
    Parameters p = parameters;
    p.B = 1.5 * curve.B_second_order + 1.0;  // the sum must hold for all fields of the curve
    curve.problem = gap_problem(p, 1e-13);
    curve.Delta_bcs = amplitude_without_field(p, *curve.problem.rule);
    if (std::isnan(curve.Delta_bcs)) return curve;
    const CurvePoint zero{curve.B_second_order,
                          evaluate_slopes(curve.problem, workspace, 0.0, curve.B_second_order)};
    curve.slope_at_zero = zero.gap.slope;
    const Walk walk{curve, workspace};
    const std::vector<CurvePoint> samples = samples_along(walk, zero);
    if (samples.empty()) return curve;
    if (auto branches = stable_branches(walk, samples)) {
        curve.branches = std::move(*branches);
        curve.status = LineStatus::converged;
    }
    return curve;
}

}  // namespace mirage
