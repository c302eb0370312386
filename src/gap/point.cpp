#include "mirage/gap/point.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gap/branch_roots.hpp"
#include "gap/material_gap.hpp"
#include "mirage/gap/best_momentum.hpp"
#include "mirage/gap/gap_roots.hpp"
#include "mirage/gap/stiffness.hpp"
#include "mirage/gap/thermodynamics.hpp"
#include "mirage/gap/zero_frequency.hpp"

namespace mirage {
namespace {

/// A minimum of the free energy, over the angle too.
bool is_minimum(const GapSlopes& root) { return root.slope > 0.0 && root.angle_curvature > 0.0; }

SolutionKind kind_of(const GapSlopes& root) {
    return is_minimum(root) ? SolutionKind::metastable : SolutionKind::unstable;
}

/// Density of states at zero energy from which on a state counts as gapless: ten times the accuracy of
/// zero_energy_dos.
constexpr double gapless_dos = 1e-6;

PointState failed_point() {
    PointState state;
    state.phase = Phase::failed;
    state.status = Status::failed;
    state.order_parameter = state.free_energy = state.magnetization = quiet_nan;
    state.susceptibility_ratio = state.zero_energy_dos = quiet_nan;
    state.pair_momentum = state.current = quiet_nan;
    state.numerics.residual = quiet_nan;
    return state;
}

/// Error of Delta from the error of g: |dDelta| = error/(2 Delta |slope|); that of the angle likewise.
double order_parameter_error(const GapState& root, const Parameters& p) {
    const double of_amplitude = root.error / (2.0 * root.Delta * std::fabs(root.slope));
    return has_triplet(p) ? of_amplitude + root.Delta * root.error / std::fabs(root.angle_curvature)
                          : of_amplitude;
}

PointState normal_point() {
    PointState state;
    state.entropy = state.specific_heat = 0.0;
    return state;
}

void add_stiffness(PointState& state, const GapProblem& problem, const GapState& stable, Detail detail) {
    if ((detail != Detail::stiffness && detail != Detail::all) || state.status == Status::failed) return;
    if (problem.parameters.Q != 0.0) return;
    const Stiffness found = stiffness(problem, stable);
    state.stiffness_along = found.along;
    state.stiffness_across = found.across;
}

/// Entropy and specific heat where they are asked for; a failed point where they are not found.
void add_heat(PointState& state, const GapProblem& problem, GapWorkspace& workspace, const GapState& stable,
              Detail detail) {
    if ((detail != Detail::thermodynamics && detail != Detail::all) || state.status == Status::failed) return;
    const Thermodynamics heat = thermodynamics(problem, workspace, stable);
    state.entropy = heat.entropy;
    state.specific_heat = heat.specific_heat;
    if (std::isnan(heat.specific_heat)) state = failed_point();
}

/// M_S/M_N of a material at B -> 0: from two small fields at the amplitude of the state, since (M_S - M_N)/B
/// is even in B. NaN where pairs break in proportion to |B|, so that there is no limit.
double susceptibility_without_field(const GapProblem& problem, const GapState& state) {
    if (material_model(model_at(problem, 0.0, 1e-9)).orbital > 1e-12) return quiet_nan;
    const double h = 1e-2 * problem.omega[0];
    GapWorkspace workspace;
    workspace.angle.angle = state.angle;
    const auto ratio = [&](double B) {
        return 1.0 + evaluate(problem, workspace, state.Delta, B).magnetization / (2.0 * B);
    };
    const double near = ratio(h), far = ratio(2.0 * h);
    return near + (near - far) / 3.0;
}

void describe_stable(PointState& state, const GapProblem& problem, const GapState& stable) {
    const OrderParameters parameters = order_parameters(stable);
    state.order_parameter = parameters.Delta;
    state.triplet_order_parameter = parameters.eta;
    if (stable.B > 0.0) {
        state.magnetization = problem.parameters.B < 0.0 ? -stable.magnetization : stable.magnetization;
        state.susceptibility_ratio = 1.0 + stable.magnetization / (2.0 * stable.B);
    } else {
        state.susceptibility_ratio = susceptibility_without_field(problem, stable);
    }
    state.pair_momentum = std::fabs(problem.parameters.Q);
    state.current = stable.current;
    state.zero_energy_dos = zero_energy_dos(problem, stable);
    state.phase = state.zero_energy_dos > gapless_dos ? Phase::gapless : Phase::gapped;
    state.numerics.residual = std::fabs(stable.equation);
    if (std::isnan(state.zero_energy_dos)) state = failed_point();
}

PointState solve_in_field(const Parameters& parameters, const Accuracy& accuracy, Detail detail) {
    const GapProblem problem = gap_problem(parameters, 1e-3 * accuracy.tolerance);
    const double largest = beyond_solutions(problem);
    GapRoots search = gap_roots(problem, parameters.B, largest);
    if (!search.solved) return failed_point();
    PointState state = normal_point();
    state.numerics.matsubara_nodes = static_cast<int>(problem.omega.size());
    state.numerics.directions = search.directions;
    const GapState* stable = nullptr;
    double lowest = search.zero.equation < 0.0 ? std::numeric_limits<double>::infinity() : 0.0;
    for (const GapState& root : search.roots) {
        const double omega = root.Delta < 1e-5 && !has_triplet(parameters)
                                 ? small_free_energy(search.zero, root)
                                 : root.free_energy;
        const OrderParameters pair = order_parameters(root);
        state.solutions.push_back({pair.Delta, omega, kind_of(root), pair.eta});
        if (order_parameter_error(root, parameters) > accuracy.tolerance)
            state.status = Status::tolerance_not_met;
        if (is_minimum(root) && omega < lowest) {
            lowest = omega;
            stable = &root;
        }
    }
    if (!stable) return state;
    state.solutions[static_cast<std::size_t>(stable - search.roots.data())].kind = SolutionKind::stable;
    state.free_energy = lowest;
    state.entropy = state.specific_heat = quiet_nan;
    describe_stable(state, problem, *stable);
    add_heat(state, problem, search.workspace, *stable, detail);
    add_stiffness(state, problem, *stable, detail);
    if (has_triplet(parameters))
        std::stable_sort(
            state.solutions.begin(), state.solutions.end(),
            [](const Solution& a, const Solution& b) { return a.order_parameter < b.order_parameter; });
    return state;
}

/// B = 0: the BCS solution whatever the spin-orbit coupling and the scattering; the susceptibility is its
/// limit B -> 0.
PointState solve_without_field(const Parameters& parameters, const Accuracy& accuracy, Detail detail) {
    constexpr double small_field = 1e-7;  // corrections are of order B^2
    Parameters p = parameters;
    p.B = small_field;
    const GapProblem problem = gap_problem(p, 1e-3 * accuracy.tolerance);
    const double Delta = bcs_order_parameter(p.T, *problem.rule);
    GapWorkspace workspace;
    evaluate(problem, workspace, 0.5 * Delta, small_field);
    const GapState v = evaluate(problem, workspace, Delta, small_field);
    if (!v.solved) return failed_point();
    PointState state;
    state.phase = Phase::gapped;
    state.order_parameter = Delta;
    state.free_energy = v.free_energy;
    state.magnetization = 0.0;
    state.susceptibility_ratio = 1.0 + v.magnetization / (2.0 * small_field);
    state.zero_energy_dos = 0.0;
    state.solutions = {{Delta, v.free_energy, SolutionKind::stable}};
    state.numerics = {std::fabs(v.equation), static_cast<int>(problem.omega.size()), v.directions};
    if (order_parameter_error(v, parameters) > accuracy.tolerance) state.status = Status::tolerance_not_met;
    add_heat(state, problem, workspace, v, detail);
    add_stiffness(state, problem, v, detail);
    return state;
}

/// The uniform state, or that of the lowest minimum with momentum if that is lower.
PointState solve_with_best_momentum(const Parameters& parameters, const Accuracy& accuracy, Detail detail) {
    PointState at_rest = solve_point(uniform(parameters), accuracy, detail);
    if (parameters.B == 0.0 || at_rest.status == Status::failed) return at_rest;
    const MomentumMinima found = momentum_minima(parameters, at_rest, accuracy.tolerance);
    if (!found.solved) return failed_point();
    if (found.minima.empty() || found.minima[0].state.free_energy >= at_rest.free_energy) return at_rest;
    Parameters moving = uniform(parameters);
    moving.Q = found.minima[0].Q;
    return solve_point(moving, accuracy, detail);
}

}  // namespace

PointState solve_point(const Parameters& parameters, const Accuracy& accuracy, Detail detail) {
    if (parameters.T >= 1.0) return normal_point();
    if (parameters.momentum == PairMomentum::best)
        return solve_with_best_momentum(parameters, accuracy, detail);
    return parameters.B == 0.0 && !needs_general_theory(parameters)
               ? solve_without_field(parameters, accuracy, detail)
               : solve_in_field(parameters, accuracy, detail);
}

}  // namespace mirage
