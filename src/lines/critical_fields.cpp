#include "mirage/lines/critical_fields.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "gap/material_gap.hpp"
#include "lines/material_instability.hpp"
#include "lines/stable_state.hpp"
#include "mirage/gap/zero_frequency.hpp"
#include "mirage/lines/field_curve.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

constexpr int field_bits = 44;  ///< of fields at which free energies cross: 6e-14, below the sum's own error

/// The curve with the workspace that goes with it.
struct Solutions {
    Parameters parameters;
    GapWorkspace workspace;
    FieldCurve curve;

    explicit Solutions(const Parameters& p) : parameters(p), curve(field_curve(p, workspace)) {}
    GapState at(const StableBranch& branch, double B) {
        return solution_at_field(curve, workspace, branch, B);
    }
};

/// Field at which a branch and the normal state have equal free energy; no sign change where the branch is
/// above the normal state throughout.
Root equal_to_normal(Solutions& solutions, const StableBranch& branch) {
    const auto omega = [&](double B) { return solutions.at(branch, B).free_energy; };
    const double at_fold = omega(branch.B_high);
    if (at_fold <= 0.0)  // a fold too close to the normal state to tell apart
        return {branch.B_high, RootStatus::found};
    const double low = std::max(branch.B_low, 1e-3 * branch.B_high);  // where Omega is nearly that of B = 0
    return root_between(omega, {low, omega(low)}, {branch.B_high, at_fold}, field_bits);
}

/// Field at which two branches have equal free energy; no sign change where they have none in common.
Root equal_branches(Solutions& solutions, const StableBranch& lower, const StableBranch& upper) {
    const double low = std::max(lower.B_low, upper.B_low), high = std::min(lower.B_high, upper.B_high);
    if (!(low < high)) return {quiet_nan, RootStatus::no_sign_change};
    const auto difference = [&](double B) {
        return solutions.at(upper, B).free_energy - solutions.at(lower, B).free_energy;
    };
    return root_between(difference, low, high, field_bits);
}

bool lost(const Root& root) {
    return root.status == RootStatus::not_a_number || root.status == RootStatus::not_converged;
}

/// All fields but the collapse, and the branch that is stable last.
struct Transitions {
    CriticalFields fields;
    std::size_t last = 0;
};

/// The supercooling field alone.
Transitions not_converged(const FieldCurve& curve) {
    Transitions none;
    none.fields.B_supercooling = curve.B_second_order;
    none.fields.status = LineStatus::not_converged;
    return none;
}

/// Of a material that is superconducting at every field.
Transitions without_end(const Parameters& parameters) {
    Transitions found;
    CriticalFields& fields = found.fields;
    fields.superconducting_beyond = true;
    const StableJump jump = stable_jump(parameters);
    if (jump.status == RootStatus::found) {
        fields.B_jump = jump.B;
        fields.Delta_below = jump.below.Delta;
        fields.Delta_above = jump.above.Delta;
    } else if (jump.status != RootStatus::no_sign_change) {
        fields.status = LineStatus::not_converged;
    }
    return found;
}

void add_coexisting(Transitions& found, Solutions& solutions) {
    CriticalFields& fields = found.fields;
    const auto Delta = [&](std::size_t branch, double B) {
        const GapState state = solutions.at(solutions.curve.branches[branch], B);
        if (!state.solved) fields.status = LineStatus::not_converged;
        return state.solved ? state.Delta : quiet_nan;
    };
    if (!std::isnan(fields.B_jump)) {
        fields.Delta_below = Delta(found.last + 1, fields.B_jump);
        fields.Delta_above = Delta(found.last, fields.B_jump);
    } else if (fields.order == 1) {
        fields.Delta_below = Delta(found.last, fields.B_c2);
    }
}

Transitions transitions(Solutions& solutions) {
    const FieldCurve& curve = solutions.curve;
    if (std::isinf(curve.B_second_order)) return without_end(solutions.parameters);
    if (curve.status != LineStatus::converged) return not_converged(curve);
    Transitions found;
    CriticalFields& fields = found.fields;
    fields.B_supercooling = fields.B_superheating = curve.B_second_order;
    for (std::size_t i = 0; i < curve.branches.size(); ++i) {
        const StableBranch& branch = curve.branches[i];
        fields.B_superheating = std::max(fields.B_superheating, branch.B_high);
        const Root field =
            branch.attached ? Root{branch.B_high, RootStatus::found} : equal_to_normal(solutions, branch);
        // the branch that ends at the BCS gap is stable at B = 0
        const bool ends_at_zero_field = i + 1 == curve.branches.size();
        if (lost(field) || (ends_at_zero_field && field.status != RootStatus::found))
            return not_converged(curve);
        if (!(std::isnan(fields.B_c2) || field.at > fields.B_c2)) continue;
        fields.B_c2 = field.at;
        fields.order = branch.attached ? 2 : 1;
        found.last = i;
    }
    if (found.last + 1 < curve.branches.size()) {
        const Root jump =
            equal_branches(solutions, curve.branches[found.last], curve.branches[found.last + 1]);
        if (jump.at < fields.B_c2) fields.B_jump = jump.at;
        if (lost(jump)) fields.status = LineStatus::not_converged;
    }
    add_coexisting(found, solutions);
    if (has_triplet(solutions.parameters) && !ends_at(solutions.parameters, fields.B_c2))
        fields.status = LineStatus::not_converged;
    return found;
}

/// Where a function that falls to zero with a finite slope will vanish: the parabola B(value) through its
/// last three points.
double extrapolated(const std::vector<Sample>& points) {
    const std::size_t n = points.size();
    const auto& [x2, y2] = points[n - 1];
    const auto& [x1, y1] = points[n - 2];
    const double slope = (x2 - x1) / (y2 - y1), line = x2 - y2 * slope;
    if (n < 3) return line;
    const auto& [x0, y0] = points[n - 3];
    const double bend = (slope - (x1 - x0) / (y1 - y0)) / (y2 - y0);
    return line + bend * y2 * y1;
}

/// gap_closing below it counts as closed: its descent in omega may end at 1e-12. With 3e-15, B_collapse of 21
/// of 2,000 random lines changes by more than 1e-7; with 3e-10, none.
constexpr double closed = 3e-12;
constexpr double closing_accuracy = 1e-11;  ///< relative, of the field
constexpr double nearly_closed = 1e-6;      ///< from here on the extrapolation is good to its square

/// The next field to look at, above the last one with a gap; it stays short of the extrapolated zero, since
/// states just behind that are the hardest.
double next_field(const std::vector<Sample>& open, double high, int step) {
    const double at = open.back().x;
    if (open.size() > 1 && step % 8 != 7) {
        const double aim = extrapolated(open);
        if (aim > at && aim < high) return at + 0.9 * (aim - at);
    }
    return 0.5 * (at + high);
}

/// First field in [low, high] at which the state of a branch is gapless, if it is at `high`: where
/// gap_closing falls to zero.
Root closing(Solutions& solutions, const StableBranch& branch, double low, double high) {
    const auto gap = [&](double B) { return gap_closing(solutions.curve.problem, solutions.at(branch, B)); };
    const double at_high = gap(high);
    if (std::isnan(at_high)) return {quiet_nan, RootStatus::not_a_number};
    if (!(at_high < closed)) return {quiet_nan, RootStatus::no_sign_change};
    std::vector<Sample> open{{low, gap(low)}};  // fields with a gap, ascending
    if (std::isnan(open[0].value)) return {quiet_nan, RootStatus::not_a_number};
    if (open[0].value < closed) return {low, RootStatus::found};
    for (int step = 0; high - open.back().x > closing_accuracy * high; ++step) {
        if (step == 100) return {};
        if (open.size() > 2 && open.back().value < nearly_closed) {
            const double aim = extrapolated(open);
            if (std::isnan(aim)) return {quiet_nan, RootStatus::not_a_number};
            return {std::clamp(aim, open.back().x, high), RootStatus::found};
        }
        const double next = next_field(open, high, step), there = gap(next);
        if (std::isnan(there)) return {quiet_nan, RootStatus::not_a_number};
        if (there < closed)
            high = next;
        else
            open.push_back({next, there});
    }
    return {0.5 * (open.back().x + high), RootStatus::found};
}

/// Along the stable state from B = 0 to B_c2, over the jump if there is one.
Root collapse(Solutions& solutions, const CriticalFields& fields, const StableBranch& last) {
    const StableBranch& top = solutions.curve.branches.back();
    const bool jumps = !std::isnan(fields.B_jump);
    constexpr double inside = 1.0 - 1e-7;  // a last field with Delta > 0
    const double end = fields.B_c2 * (fields.order == 2 ? inside : 1.0);
    const double first_end = jumps ? fields.B_jump : end;
    const Root found = closing(solutions, top, 1e-6 * first_end, first_end);
    return jumps && found.status == RootStatus::no_sign_change ? closing(solutions, last, fields.B_jump, end)
                                                               : found;
}

/// The linear instability of a material at B = 0.
double without_field(Parameters p) {
    p.B = 0.0;
    return material_instability(p);
}

/// Relative: a temperature that close to Tc0 is Tc0 but for rounding, of a change of units say.
constexpr double rounding = 1e-14;

/// Whether no superconducting state without a field has a finite order parameter; the fields there.
bool is_normal(const Parameters& p) {
    if (p.T >= 1.0 - rounding) return true;
    return p.material && without_field(p) >= -10.0 * rounding;
}
CriticalFields normal_fields(const Parameters& p) {
    CriticalFields fields;
    if (p.T > 1.0 + rounding) return fields;
    if (p.material && without_field(p) > 10.0 * rounding) {
        // above Tc a field may still let a triplet channel condense
        if (!has_triplet(p) || supercooling_field(p) == 0.0) return fields;
        fields.B_supercooling = supercooling_field(p);
        fields.status = LineStatus::not_converged;
        return fields;
    }
    fields.B_c2 = fields.B_supercooling = fields.B_superheating = 0.0;
    fields.order = 2;
    return fields;
}

}  // namespace

CriticalFields transition_fields(const Parameters& parameters) {
    if (is_normal(parameters)) return normal_fields(parameters);
    Solutions solutions(parameters);
    return transitions(solutions).fields;
}

CriticalFields critical_fields(const Parameters& parameters) {
    if (is_normal(parameters)) return normal_fields(parameters);
    Solutions solutions(parameters);
    const Transitions found = transitions(solutions);
    CriticalFields fields = found.fields;
    if (fields.status != LineStatus::converged || parameters.material) return fields;
    const Root closes = collapse(solutions, fields, solutions.curve.branches[found.last]);
    fields.B_collapse = closes.at;
    if (lost(closes)) fields.status = LineStatus::not_converged;
    return fields;
}

}  // namespace mirage
