#include "mirage/lines/critical_fields.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "gap/material_gap.hpp"
#include "lines/gap_collapse.hpp"
#include "lines/material_instability.hpp"
#include "lines/stable_state.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/gap/zero_frequency.hpp"
#include "mirage/lines/field_curve.hpp"
#include "mirage/lines/momentum_transitions.hpp"
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
    bool on_curve = false;  ///< `last` is a branch of the curve
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
    const StableJump jump = stable_jump(parameters, high_field(parameters));
    if (jump.status == RootStatus::found) {
        fields.B_jump = jump.B;
        fields.Delta_below = jump.below.Delta;
        fields.Delta_above = jump.above.Delta;
    } else if (jump.status != RootStatus::no_sign_change) {
        fields.status = LineStatus::not_converged;
    }
    return found;
}

/// Of a material with a triplet channel whose solutions are not on one curve B(Delta): from the stable states
/// at many fields.
Transitions by_stable_states(const Parameters& parameters, double supercooling) {
    constexpr double same_field = 1e-7;
    Transitions found;
    CriticalFields& fields = found.fields;
    fields.B_supercooling = supercooling;
    fields.status = LineStatus::not_converged;
    const LastFields last = last_fields(parameters, supercooling);
    if (last.status != RootStatus::found) return found;
    const bool second_order = std::fabs(last.stable - supercooling) < same_field * supercooling;
    const StableJump jump = stable_jump(parameters, (1.0 - same_field) * last.stable);
    if (jump.status == RootStatus::not_converged) return found;
    fields.status = LineStatus::converged;
    fields.order = second_order ? 2 : 1;
    fields.B_c2 = second_order ? supercooling : last.stable;
    fields.B_superheating = std::max(last.any, fields.B_c2);
    if (jump.status == RootStatus::found) {
        fields.B_jump = jump.B;
        fields.Delta_below = jump.below.Delta;
        fields.Delta_above = jump.above.Delta;
    } else if (!second_order) {
        fields.Delta_below = last.below.Delta;
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
    if (curve.status != LineStatus::converged) return not_converged(curve);
    Transitions found;
    found.on_curve = true;
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
    return found;
}

/// From the curve of all solutions; where that is not all, with a triplet channel, from stable states.
Transitions all_transitions(Solutions& solutions) {
    const Parameters& p = solutions.parameters;
    if (!has_triplet(p)) return transitions(solutions);
    const double supercooling = solutions.curve.B_second_order;
    if (std::isinf(supercooling)) return without_end(p);
    const Transitions found = transitions(solutions);
    const CriticalFields& fields = found.fields;
    if (fields.status == LineStatus::converged && ends_at(p, fields.B_c2)) return found;
    return by_stable_states(p, supercooling);
}

/// The ends of the stable state from B = 0 on, a jump between them if there is one: fields where it has
/// Delta > 0.
struct StableRange {
    double first_end, end;
    bool jumps;
};
StableRange stable_range(const CriticalFields& fields, double last) {
    constexpr double inside = 1.0 - 1e-7;
    const bool jumps = !std::isnan(fields.B_jump);
    const double end = last * (fields.order == 2 ? inside : 1.0);
    return {jumps ? fields.B_jump : end, end, jumps};
}

/// Along the stable state from B = 0 to B_c2, over the jump if there is one.
template <class Below, class Above>
Root collapse(const StableRange& range, Below below, Above above) {
    const Root found = first_closing(below, 1e-6 * range.first_end, range.first_end);
    return range.jumps && found.status == RootStatus::no_sign_change
               ? first_closing(above, range.first_end, range.end)
               : found;
}

Root collapse_on_curve(Solutions& solutions, const CriticalFields& fields, const StableBranch& last) {
    const auto along = [&](const StableBranch& branch) {
        return [&](double B) { return gap_closing(solutions.curve.problem, solutions.at(branch, B)); };
    };
    return collapse(stable_range(fields, fields.B_c2), along(solutions.curve.branches.back()), along(last));
}

/// The same of a material whose solutions are not on one curve.
Root collapse_of_stable_states(const Parameters& p, const CriticalFields& fields) {
    const double last = fields.superconducting_beyond ? high_field(p) : fields.B_c2;
    const StableRange range = stable_range(fields, last);
    constexpr double aside = 1e-8;  // of a jump
    const auto below = [&](double B) { return stable_gap_closing(p, B * (range.jumps ? 1.0 - aside : 1.0)); };
    const auto above = [&](double B) { return stable_gap_closing(p, B * (1.0 + aside)); };
    return collapse(range, below, above);
}

/// The linear instability of a material at B = 0.
double without_field(Parameters p) {
    p.B = 0.0;
    return material_instability(p);
}

/// The gap closes in the uniform state, or where a state with momentum and no gap follows it.
double collapse_before(const Parameters& p, double in_uniform_state, double onset) {
    if (std::isnan(onset) || in_uniform_state < onset) return in_uniform_state;
    constexpr double aside = 1e-6;
    Parameters beyond = p;
    beyond.B = (1.0 + aside) * onset;
    return solve_point(beyond).phase == Phase::gapless ? onset : quiet_nan;
}

/// A field may help pairs of a given momentum: their solutions are on no single curve.
CriticalFields fields_of_given_momentum(const Parameters& p) {
    const double supercooling = supercooling_field(p);
    if (std::isnan(supercooling)) return not_converged(FieldCurve{}).fields;
    if (std::isinf(supercooling)) return without_end(p).fields;
    return supercooling > 0.0 ? by_stable_states(p, supercooling).fields : CriticalFields{};
}

CriticalFields fields_of_best_momentum(const Parameters& p) {
    CriticalFields fields = critical_fields(uniform(p));
    if (fields.superconducting_beyond || !(fields.B_c2 > 0.0)) return fields;
    const MomentumTransitions free = momentum_transitions(p);
    fields.status = worse(fields.status, free.status);
    fields.B_momentum = free.B_momentum;
    fields.Q_momentum = free.Q_momentum;
    fields.B_momentum_onset = free.B_onset;
    fields.momentum_onset_order = free.onset_order;
    fields.B_supercooling = free.B_momentum;
    if (fields.status != LineStatus::converged) {
        fields.B_c2 = fields.B_superheating = fields.B_jump = fields.B_collapse = quiet_nan;
        fields.order = 0;
        return fields;
    }
    fields.B_c2 = free.B_c2;
    fields.order = free.order;
    fields.B_superheating = std::max(fields.B_superheating, free.B_c2);
    if (std::isnan(free.B_onset)) return fields;
    if (free.onset_order == 1) {
        fields.Delta_below = free.Delta_uniform;
        fields.Delta_above = free.Delta_onset;
    }
    fields.B_collapse = collapse_before(p, fields.B_collapse, free.B_onset);
    return fields;
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
        const double supercooling = has_triplet(p) ? supercooling_field(p) : 0.0;
        if (supercooling == 0.0) return fields;
        if (std::isinf(supercooling)) return without_end(p).fields;
        return by_stable_states(p, supercooling).fields;
    }
    fields.B_c2 = fields.B_supercooling = fields.B_superheating = 0.0;
    fields.order = 2;
    return fields;
}

}  // namespace

CriticalFields transition_fields(const Parameters& parameters) {
    if (is_normal(parameters)) return normal_fields(parameters);
    if (parameters.Q != 0.0) return fields_of_given_momentum(parameters);
    Solutions solutions(parameters);
    return all_transitions(solutions).fields;
}

CriticalFields critical_fields(const Parameters& parameters) {
    if (parameters.momentum == PairMomentum::best) return fields_of_best_momentum(parameters);
    if (is_normal(parameters)) return normal_fields(parameters);
    if (parameters.Q != 0.0) return transition_fields(parameters);
    Solutions solutions(parameters);
    const Transitions found = all_transitions(solutions);
    CriticalFields fields = found.fields;
    if (fields.status != LineStatus::converged) return fields;
    const Root closes = found.on_curve
                            ? collapse_on_curve(solutions, fields, solutions.curve.branches[found.last])
                            : collapse_of_stable_states(parameters, fields);
    fields.B_collapse = closes.at;
    if (lost(closes)) fields.status = LineStatus::not_converged;
    return fields;
}

}  // namespace mirage
