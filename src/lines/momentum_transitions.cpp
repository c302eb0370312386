#include "mirage/lines/momentum_transitions.hpp"

#include <algorithm>
#include <cmath>

#include "mirage/gap/best_momentum.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/momentum_instability.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

constexpr double tolerance = 1e-10;
constexpr int field_bits = 40;

Parameters at_field(const Parameters& parameters, double B) {
    Parameters p = uniform(parameters);
    p.B = B;
    return p;
}

/// The lowest minimum with momentum at one field, if it is below the uniform and the normal state.
struct StateAtField {
    double B = 0.0;
    double uniform = 0.0;  ///< free energy of the stable uniform state
    MomentumMinimum moving;
    bool has_momentum = false, solved = true;
};

StateAtField state_at(const Parameters& parameters, double B) {
    const Parameters p = at_field(parameters, B);
    StateAtField found;
    found.B = B;
    const PointState at_rest = solve_point(p);
    const MomentumMinima moving = momentum_minima(p, at_rest, tolerance);
    found.solved = at_rest.status != Status::failed && moving.solved;
    if (!found.solved) return found;
    found.uniform = at_rest.free_energy;
    if (!moving.minima.empty() && moving.minima[0].state.free_energy < at_rest.free_energy) {
        found.moving = moving.minima[0];
        found.has_momentum = true;
    }
    return found;
}

/// A minimum with momentum that is followed from field to field.
class MovingBranch {
public:
    MovingBranch(const Parameters& parameters, const MomentumMinimum& start)
        : parameters_(parameters), at_(start) {}

    /// Free energy less that of the uniform state; NaN where the branch was lost.
    double above_uniform(double B) {
        const double own = free_energy(B);
        const PointState at_rest = solve_point(at_field(parameters_, B));
        return at_rest.status != Status::failed ? own - at_rest.free_energy : quiet_nan;
    }
    double free_energy(double B) {
        const MomentumMinimum found = momentum_minimum_near(at_field(parameters_, B), at_.state.Delta, at_.Q,
                                                            tolerance, at_.state.angle);
        if (!found.state.solved) return quiet_nan;
        at_ = found;
        return found.state.free_energy;
    }
    const MomentumMinimum& at() const { return at_; }

private:
    Parameters parameters_;
    MomentumMinimum at_;
};

double stiffness_in_direction(const Parameters& parameters, double B) {
    const Parameters p = at_field(parameters, B);
    const bool along = std::fabs(std::cos(p.Q_angle)) > 0.5;
    const PointState state = solve_point(p, {}, Detail::stiffness);
    return along ? state.stiffness_along : state.stiffness_across;
}

/// Halves the interval until it is narrow; false where a state is not solved.
bool narrowed(const Parameters& parameters, StateAtField& low, StateAtField& high, double width) {
    while (high.B - low.B > width * high.B) {
        const StateAtField middle = state_at(parameters, 0.5 * (low.B + high.B));
        if (!middle.solved) return false;
        (middle.has_momentum ? high : low) = middle;
    }
    return true;
}

/// Where the stiffness of the uniform state vanishes and a momentum starts from zero.
bool second_order_onset(MomentumTransitions& found, const Parameters& parameters, const StateAtField& low,
                        const StateAtField& high, double width) {
    const auto rho = [&](double B) { return stiffness_in_direction(parameters, B); };
    // just above the onset the state with momentum may be too shallow to be found
    double from = low.B, at_low = rho(from);
    for (double step = high.B - low.B; at_low < 0.0 && step < 0.1 * low.B; step *= 2.0)
        at_low = rho(from -= step);
    const double at_high = rho(high.B);
    if (!(at_low > 0.0 && at_high < 0.0) || high.moving.Q > 10.0 * std::sqrt(width)) return false;
    const Root root = root_between(rho, {from, at_low}, {high.B, at_high}, field_bits);
    if (root.status != RootStatus::found) return false;
    // a jump may come before
    const StateAtField below = state_at(parameters, root.at - 0.1 * (root.at - from));
    if (!below.solved || below.has_momentum) return false;
    found.B_onset = root.at;
    found.onset_order = 2;
    return true;
}

/// Where the free energies of the uniform state and of the one with momentum cross.
bool first_order_onset(MomentumTransitions& found, const Parameters& parameters, const StateAtField& low,
                       const StateAtField& high) {
    MovingBranch branch(parameters, high.moving);
    const auto difference = [&](double B) { return branch.above_uniform(B); };
    const double at_high = difference(high.B), at_low = difference(low.B);
    const Root root = root_between(difference, {low.B, at_low}, {high.B, at_high}, field_bits);
    if (root.status != RootStatus::found || std::isnan(branch.above_uniform(root.at))) return false;
    found.B_onset = root.at;
    found.onset_order = 1;
    found.Q_onset = branch.at().Q;
    found.Delta_onset = branch.at().state.Delta;
    found.Delta_uniform = solve_point(at_field(parameters, root.at)).order_parameter;
    return true;
}

/// Between a uniform state and one with momentum. The branch with momentum may end next to the transition:
/// then on narrower intervals.
void find_onset(MomentumTransitions& found, const Parameters& parameters, StateAtField low,
                StateAtField high) {
    for (const double width : {1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8}) {
        if (!narrowed(parameters, low, high, width)) break;
        if (second_order_onset(found, parameters, low, high, width) ||
            first_order_onset(found, parameters, low, high))
            return;
    }
    found.status = LineStatus::not_converged;
}

/// Where the normal state is unstable towards a momentum there is a state with one, shallow as its minimum
/// may be.
void add_shallow(StateAtField& here, const Parameters& parameters, double Q) {
    for (const double Delta : {0.1, 0.03, 0.01, 0.003, 0.001}) {
        const MomentumMinimum found =
            momentum_minimum_near(at_field(parameters, here.B), Delta, Q, tolerance);
        if (!found.state.solved || !(found.state.free_energy < here.uniform)) continue;
        here.moving = found;
        here.has_momentum = true;
        return;
    }
}

/// The first field at which the stable state has a momentum, in steps below the last one that has it.
void look_for_onset(MomentumTransitions& found, const Parameters& parameters, StateAtField high) {
    constexpr int steps = 30;
    const double top = high.B;
    for (int i = steps - 1; i > 0; --i) {
        const StateAtField here = state_at(parameters, top * i / steps);
        if (!here.solved) {
            found.status = LineStatus::not_converged;
            return;
        }
        if (!here.has_momentum) return find_onset(found, parameters, here, high);
        high = here;
    }
}

/// Beyond the last linear instability: a state that is left by a jump.
void look_beyond(MomentumTransitions& found, const Parameters& parameters, StateAtField& last) {
    constexpr double step = 1.02;
    StateAtField high = last;
    for (int i = 0; i < 60 && high.has_momentum; ++i) {
        last = high;
        high = state_at(parameters, step * high.B);
        if (!high.solved) {
            found.status = LineStatus::not_converged;
            return;
        }
    }
    for (int i = 0; i < 40 && high.B - last.B > 1e-4 * last.B; ++i) {
        const StateAtField middle = state_at(parameters, 0.5 * (last.B + high.B));
        (middle.has_momentum ? last : high) = middle;
    }
    MovingBranch branch(parameters, last.moving);
    const auto omega = [&](double B) { return branch.free_energy(B); };
    const double at_low = omega(last.B), at_high = omega(high.B);
    const Root root = root_between(omega, {last.B, at_low}, {high.B, at_high}, field_bits);
    found.order = 1;
    found.B_c2 = root.status == RootStatus::found ? root.at : last.B;
    if (root.status != RootStatus::found) found.status = LineStatus::not_converged;
}

}  // namespace

MomentumTransitions momentum_transitions(const Parameters& parameters) {
    constexpr double above = 1e-6, below = 1e-4;
    MomentumTransitions found;
    const CriticalFields at_rest = transition_fields(uniform(parameters));
    found.status = at_rest.status;
    const MomentumField second_order = largest_momentum_field(parameters);
    found.status = worse(found.status, second_order.status);
    if (found.status != LineStatus::converged) return found;
    found.B_momentum = second_order.field;
    found.Q_momentum = second_order.momentum;
    const double last = std::max(at_rest.B_c2, second_order.field);
    if (!(last > 0.0)) return found;
    found.B_c2 = last;
    found.order = second_order.field >= at_rest.B_c2 ? 2 : at_rest.order;
    StateAtField beyond = state_at(parameters, (1.0 + above) * last);
    if (beyond.solved && beyond.has_momentum) {
        look_beyond(found, parameters, beyond);
        look_for_onset(found, parameters, beyond);
        return found;
    }
    // where the uniform state has ended already, if it ends first
    const bool later = at_rest.B_c2 < second_order.field;
    StateAtField inside =
        state_at(parameters, later ? 0.5 * (at_rest.B_c2 + second_order.field) : (1.0 - below) * last);
    if (later && inside.solved && !inside.has_momentum)
        add_shallow(inside, parameters, second_order.momentum);
    if (!inside.solved || !beyond.solved) found.status = LineStatus::not_converged;
    if (inside.solved && inside.has_momentum) look_for_onset(found, parameters, inside);
    return found;
}

}  // namespace mirage
