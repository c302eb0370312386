#include "gap/material_gap.hpp"

#include <algorithm>
#include <cmath>

namespace mirage {
namespace {

constexpr double rounding = 4e-16;

GapState unsolved(double rho, double B) {
    GapState state;
    state.Delta = rho;
    state.B = std::fabs(B);
    return state;
}

/// What one order parameter needs, and what two have in common.
GapState state_of(const PairSums& sum, double rho, double B) {
    GapState state = unsolved(rho, B);
    state.equation = sum.force[0];
    state.slope = 0.5 * (sum.ss - sum.force[0]) / (rho * rho);
    state.field_slope = sum.field[0];
    state.momentum_slope = sum.momentum[0];
    state.free_energy = sum.free_energy;
    state.magnetization = sum.magnetization;
    state.current = sum.current;
    state.current_slope = sum.current_slope;
    state.error = sum.error;
    state.directions = sum.directions;
    state.lowest.Delta = rho;
    state.lowest.g0 = sum.g0;
    state.solved = sum.solved;
    return state;
}

/// Newton for the angle: where G.n_perp vanishes, the last step to first order.
class AngleSearch {
public:
    AngleSearch(const GapProblem& problem, GapWorkspace& workspace, double rho, double B)
        : problem_(problem), workspace_(workspace), rho_(rho), B_(std::fabs(B)) {}

    GapState found() {
        double angle = start();
        // the error left is about the square of the last step
        const double last_step = 0.3 * std::sqrt(std::max(problem_.rule->error, 1e-14));
        double before = largest_step;
        for (int step = 0; step < max_steps; ++step) {
            const PairSums sum = pair_sums(problem_, workspace_, rho_, angle, B_);
            if (!sum.solved) return unsolved(rho_, B_);
            const PairSumsAlong at = along(sum);
            const double curvature = at.curvature();
            // without a preferred direction every angle is as good
            const bool flat = std::fabs(at.across) <= 1e-13 && std::fabs(curvature) <= 1e-12;
            const double change = flat ? 0.0 : -at.across / curvature;
            if (std::fabs(change) <= last_step) return state(sum, at, angle, change);
            if (!(std::fabs(change) < before)) break;
            angle += change;
            if (step > 0) before = std::fabs(change);
        }
        return unsolved(rho_, B_);
    }

private:
    static constexpr int max_steps = 20;
    static constexpr double largest_step = 0.5;
    const GapProblem& problem_;
    GapWorkspace& workspace_;
    double rho_, B_;

    double start() {
        const AngleStart& known = workspace_.angle;
        if (std::isnan(known.angle)) return quadratic_form(problem_, workspace_, B_).lowest_angle;
        const double change =
            known.by_square * (rho_ * rho_ - known.square) + known.by_field * (B_ - known.field);
        return known.angle + (std::fabs(change) < 0.1 ? change : 0.0);
    }

    /// Of the function Omega(rho, psi(rho, B), B): implicit differentiation of G.n_perp = 0.
    GapState state(const PairSums& sum, const PairSumsAlong& at, double angle, double change) {
        const double curvature = at.curvature();
        const double turn = std::fabs(curvature) > 1e-12 ? -at.sp / curvature : 0.0;  // rho dpsi/drho
        const double turn_B = std::fabs(curvature) > 1e-12 ? -at.across_field / curvature : 0.0;
        const double turn_Q = std::fabs(curvature) > 1e-12 ? -at.across_momentum / curvature : 0.0;
        GapState v = state_of(sum, rho_, B_);
        v.angle = angle + change;
        v.equation = at.force + change * (at.sp + at.across);
        v.slope = 0.5 * (at.ss + turn * at.sp - at.force) / (rho_ * rho_);
        v.field_slope = at.field + turn_B * at.sp;
        v.momentum_slope = at.momentum + turn_Q * at.sp;
        v.current += 2.0 * rho_ * rho_ * at.across_momentum * change;
        v.current_slope += 2.0 * rho_ * rho_ * turn_Q * at.across_momentum;
        v.free_energy += rho_ * rho_ * at.across * change;
        v.magnetization -= 2.0 * rho_ * rho_ * at.across_field * change;
        v.angle_curvature = curvature;
        workspace_.angle = {v.angle, rho_ * rho_, B_, 0.5 * turn / (rho_ * rho_), turn_B};
        return v;
    }
};

GapState at_amplitude(const GapProblem& problem, GapWorkspace& workspace, double rho, double B) {
    if (has_triplet(problem.parameters)) return AngleSearch(problem, workspace, rho, B).found();
    const PairSums sum = pair_sums(problem, workspace, rho, 0.0, B);
    return sum.solved ? state_of(sum, rho, B) : unsolved(rho, B);
}

/// The eigenvector of the quadratic form that is closest to the angle which is followed.
GapState at_zero(const GapProblem& problem, GapWorkspace& workspace, double B) {
    const double known = workspace.angle.angle;
    const QuadraticForm form = quadratic_form(problem, workspace, B);
    if (!form.solved) return unsolved(0.0, B);
    const bool lowest = std::isnan(known) || std::fabs(std::cos(known - form.lowest_angle)) >
                                                 std::fabs(std::cos(known - form.highest_angle));
    GapState state = unsolved(0.0, B);
    state.equation = lowest ? form.lowest : form.highest;
    state.angle = lowest ? form.lowest_angle : form.highest_angle;
    state.angle_curvature = lowest ? form.highest - form.lowest : form.lowest - form.highest;
    if (!has_triplet(problem.parameters)) state.angle_curvature = 1.0;
    state.free_energy = state.magnetization = 0.0;
    state.error = problem.rule->error + 100.0 * rounding;
    state.lowest.g0 = 1.0;
    state.solved = true;
    return state;
}

/// Slopes change with rho^2 on the scale of the lowest frequency. Below this part of it they lose digits, and
/// are continued from two amplitudes; 3e-9 of them are then lost.
constexpr double smallest_amplitude = 0.005;

/// g at rho itself, its slopes on the line in rho^2 through those at two amplitudes.
GapState at_small_amplitude(const GapProblem& problem, GapWorkspace& workspace, double rho, double B) {
    const double h = smallest_amplitude * problem.omega[0];
    const GapState far = at_amplitude(problem, workspace, 2.0 * h, B),
                   near = at_amplitude(problem, workspace, h, B);
    GapState state = rho > 0.0 ? at_amplitude(problem, workspace, rho, B) : at_zero(problem, workspace, B);
    if (!far.solved || !near.solved || !state.solved) return unsolved(rho, B);
    const double x = (rho * rho / (h * h) - 1.0) / 3.0;
    state.slope = near.slope + x * (far.slope - near.slope);
    state.field_slope = near.field_slope + x * (far.field_slope - near.field_slope);
    state.momentum_slope = near.momentum_slope + x * (far.momentum_slope - near.momentum_slope);
    state.directions = std::max({state.directions, near.directions, far.directions});
    return state;
}

}  // namespace

GapState evaluate_material(const GapProblem& problem, GapWorkspace& workspace, double rho, double B) {
    if (rho < smallest_amplitude * problem.omega[0]) return at_small_amplitude(problem, workspace, rho, B);
    return at_amplitude(problem, workspace, rho, B);
}

OrderParameters order_parameters(const GapSlopes& state) {
    double c = std::cos(state.angle), s = std::sin(state.angle);
    if (std::fabs(c) < 1e-13) c = 0.0, s = 1.0;
    if (std::fabs(s) < 1e-13) c = 1.0, s = 0.0;
    const double sign = c < 0.0 ? -1.0 : 1.0;
    return {sign * state.Delta * c, sign * state.Delta * s};
}

}  // namespace mirage
