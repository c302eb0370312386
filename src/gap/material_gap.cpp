#include "gap/material_gap.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "mirage/numeric/digamma.hpp"
#include "propagator/material_self_energy.hpp"
#include "propagator/newton.hpp"

namespace mirage {
namespace {

constexpr double rounding = 4e-16;

double log_of_triplet(const GapProblem& problem) {
    return has_triplet(problem.parameters) ? problem.log_T - std::log(problem.parameters.material->T_triplet)
                                           : 0.0;
}

bool all_solved(const MaterialArrays& a) {
    return std::all_of(a.error, a.error + a.count, [](double error) { return error < solved_step; });
}

/// Adds one frequency after another, from the highest down.
PairSums summed(const GapProblem& problem, const MaterialModel& model, const MaterialArrays& a, double rho,
                double angle) {
    const double T2pi = problem.T2pi;
    const double c = std::cos(angle), s = has_triplet(problem.parameters) ? std::sin(angle) : 0.0;
    const double over_rho = rho > 0.0 ? T2pi / rho : 0.0;
    PairSums sum;
    double energy = 0.0, G = 0.0, inverse = 0.0, directions_error = 0.0;
    for (int i = a.count - 1; i >= 0; --i) {
        const auto k = static_cast<std::size_t>(i);
        const double weight = problem.rule->weight[k];
        const double over_nu = problem.rule->inverse_node[k];  // 2 pi T/omega
        sum.force[0] += weight * (c * over_nu - over_rho * a.F[i]);
        sum.force[1] += weight * (s * over_nu - over_rho * a.Ft[i]);
        sum.ss += weight * (over_nu - T2pi * a.F_D[i]);
        sum.st -= weight * T2pi * a.F_eta[i];
        sum.tt += weight * (over_nu - T2pi * a.Ft_eta[i]);
        sum.field[0] -= weight * over_rho * a.F_B[i];
        sum.field[1] -= weight * over_rho * a.Ft_B[i];
        energy += weight * (rho * rho * over_nu - 2.0 * T2pi * a.phi[i]);
        G += weight * a.G[i];
        inverse += weight * over_nu;
        directions_error += weight * T2pi * std::fabs(a.F_D[i]) * a.directions_error[i];
    }
    const double log_T = problem.log_T, log_t = log_of_triplet(problem);
    const TailRates rates = tail_rates(model);
    const double tail = problem.tail, tail_s = tail * rates.of[0], tail_t = tail * rates.of[1];
    const double singlet = rho * rho * c * c, triplet = rho * rho * s * s;
    sum.force[0] += c * (log_T + tail_s);
    sum.force[1] += s * (log_t + tail_t);
    sum.ss += log_T + tail_s;
    sum.tt += log_t + tail_t;
    if (rho > 0.0) {
        sum.field[0] += c * tail * rates.field[0];
        sum.field[1] += s * tail * rates.field[1];
    }
    sum.free_energy = singlet * (log_T + tail_s) + triplet * (log_t + tail_t) + energy;
    sum.magnetization = -2.0 * T2pi * G - tail * (singlet * rates.field[0] + triplet * rates.field[1]);
    sum.error = problem.rule->error + directions_error + rounding * (std::fabs(log_T) + inverse);
    sum.g0 = 1.0 - a.one_minus_g0[0];
    sum.solved = std::isfinite(sum.ss) && std::isfinite(sum.free_energy);
    return sum;
}

/// The same along a direction n = (cos psi, sin psi) of the order parameters and across it: first and second
/// derivatives of Omega, halved.
struct Along {
    double force, across;        // G.n/rho, G.n_perp/rho
    double ss, sp, pp;           // n.M n, n.M n_perp, n_perp.M n_perp
    double field, across_field;  // d/d|B| of the first two
    double curvature() const { return pp - force; }
};

Along along(const PairSums& sum, double angle) {
    const double c = std::cos(angle), s = std::sin(angle);
    return {c * sum.force[0] + s * sum.force[1],
            c * sum.force[1] - s * sum.force[0],
            c * c * sum.ss + 2.0 * c * s * sum.st + s * s * sum.tt,
            c * s * (sum.tt - sum.ss) + (c * c - s * s) * sum.st,
            s * s * sum.ss - 2.0 * c * s * sum.st + c * c * sum.tt,
            c * sum.field[0] + s * sum.field[1],
            c * sum.field[1] - s * sum.field[0]};
}

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
    state.free_energy = sum.free_energy;
    state.magnetization = sum.magnetization;
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
            const Along at = along(sum, angle);
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
    GapState state(const PairSums& sum, const Along& at, double angle, double change) {
        const double curvature = at.curvature();
        const double turn = std::fabs(curvature) > 1e-12 ? -at.sp / curvature : 0.0;  // rho dpsi/drho
        const double turn_B = std::fabs(curvature) > 1e-12 ? -at.across_field / curvature : 0.0;
        GapState v = state_of(sum, rho_, B_);
        v.angle = angle + change;
        v.equation = at.force + change * (at.sp + at.across);
        v.slope = 0.5 * (at.ss + turn * at.sp - at.force) / (rho_ * rho_);
        v.field_slope = at.field + turn_B * at.sp;
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
    state.directions = std::max({state.directions, near.directions, far.directions});
    return state;
}

}  // namespace

TailRates tail_rates(const MaterialModel& m) {
    TailRates rates;
    for (int p = 0; p < m.pocket_count; ++p) {
        const PocketModel& here = m.pocket[p];
        double leaving = 0.0;  // Gamma^w summed over q
        for (int q = 0; q < m.pocket_count; ++q) {
            const PocketModel& there = m.pocket[q];
            const double n = here.share * here.chi;
            const double w = rate<InPlaneField>(m, InPlaneField::w, p, q),
                         D = rate<InPlaneField>(m, InPlaneField::D, p, q);
            rates.of[0] += n * (w * here.chi - D * there.chi);
            rates.field[0] += n * (rate_B<InPlaneField>(m, InPlaneField::w, q) * here.chi -
                                   rate_B<InPlaneField>(m, InPlaneField::D, q) * there.chi);
            leaving += w;
        }
        const double square = here.share * here.triplet * here.triplet;
        rates.of[1] += square * (leaving - rate<InPlaneField>(m, InPlaneField::y, p, p));
        rates.field[1] += square * m.orbital_B;
    }
    return rates;
}

double missed_tail(const MatsubaraRule& rule) {
    const double c = std::max(1.0, std::sqrt(0.5 * rule.bandwidth));
    double sum = 0.0;
    for (std::size_t k = rule.node.size(); k-- > 0;)
        sum += rule.weight[k] * rule.inverse_node[k] * c / (rule.node[k] + c);
    return (digamma(0.5 + c).real() - digamma(0.5).real() - sum) / c;
}

PairingModel material_model_at(const GapProblem& problem, double rho, double angle, double B) {
    PairingModel model = model_at(problem, rho, B);
    if (!has_triplet(problem.parameters)) return model;
    model.Delta = rho * std::cos(angle);
    model.eta = rho * std::sin(angle);
    return model;
}

MaterialStorage material_storage(const GapProblem& problem) {
    const MaterialModel model = material_model(model_at(problem, 0.0, 0.0));
    const auto rows = static_cast<std::size_t>(material_rows(model));
    return {rows + static_cast<std::size_t>(material_results), rows};
}

MaterialArrays material_arrays_of(const GapProblem& problem, GapWorkspace& workspace) {
    const std::size_t count = problem.omega.size();
    const MaterialStorage storage = material_storage(problem);
    if (workspace.arrays.size() != storage.arrays * count) {
        workspace.arrays.assign(storage.arrays * count, 0.0);
        workspace.Delta = 0.0;
    }
    MaterialArrays a;
    a.count = static_cast<int>(count);
    a.omega = problem.omega.data();
    a.self = workspace.arrays.data();
    double* at = a.self + storage.rows * count;
    for (double** array : {&a.F, &a.Ft, &a.phi, &a.G, &a.one_minus_g0, &a.F_D, &a.F_eta, &a.Ft_eta, &a.F_B,
                           &a.Ft_B, &a.F_omega, &a.Ft_omega, &a.g0_omega, &a.error, &a.directions_error}) {
        *array = at;
        at += count;
    }
    return a;
}

PairSums pair_sums(const GapProblem& problem, GapWorkspace& workspace, double rho, double angle, double B) {
    const MaterialArrays a = material_arrays_of(problem, workspace);
    const MaterialModel model = material_model(material_model_at(problem, rho, angle, B));
    const int directions = solve_material(model, a);
    if (!all_solved(a)) {
        workspace = {0.0, {}, workspace.angle};
        return {};
    }
    workspace.Delta = rho;
    PairSums sum = summed(problem, model, a, rho, angle);
    sum.directions = directions;
    return sum;
}

QuadraticForm quadratic_form(const GapProblem& problem, GapWorkspace& workspace, double B) {
    // not at 0, where there are no amplitudes by which the average over directions could be judged; the
    // second derivatives differ by the square of this
    const double rho = 1e-7 * problem.omega[0];
    const double angle = has_triplet(problem.parameters) ? 0.25 * std::numbers::pi : 0.0;
    const PairSums sum = pair_sums(problem, workspace, rho, angle, B);
    QuadraticForm form;
    form.solved = sum.solved;
    if (!sum.solved) return form;
    form.lowest = form.highest = sum.ss;
    if (!has_triplet(problem.parameters)) return form;
    const double middle = 0.5 * (sum.ss + sum.tt), half = 0.5 * (sum.ss - sum.tt);
    const double radius = std::hypot(half, sum.st);
    const double det = sum.ss * sum.tt - sum.st * sum.st;
    // the smaller one from the determinant, without cancellation
    form.highest = middle + radius;
    form.lowest = middle - radius;
    if (middle > 0.0) form.lowest = det / form.highest;
    if (middle < 0.0) form.highest = det / form.lowest;
    form.highest_angle = 0.5 * std::atan2(sum.st, half);
    form.lowest_angle = form.highest_angle + 0.5 * std::numbers::pi;
    if (form.lowest_angle > 0.5 * std::numbers::pi) form.lowest_angle -= std::numbers::pi;
    return form;
}

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
