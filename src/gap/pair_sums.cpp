#include "gap/pair_sums.hpp"

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
    const auto add_current = [&](double weight, int i) {
        sum.current += weight * 2.0 * T2pi * a.current[i];
        sum.current_slope += weight * 2.0 * T2pi * a.current_Q[i];
        sum.momentum[0] -= weight * over_rho * a.F_Q[i];
        sum.momentum[1] -= weight * over_rho * a.Ft_Q[i];
    };
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
        if (a.current) add_current(weight, i);
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
    const int results = material_results + (model.Q != 0.0 ? momentum_results : 0);
    return {rows + static_cast<std::size_t>(results), rows};
}

MaterialArrays arrays_in(const GapProblem& problem, double* storage, std::size_t rows, Momentum momentum) {
    const std::size_t count = problem.omega.size();
    MaterialArrays a;
    a.count = static_cast<int>(count);
    a.omega = problem.omega.data();
    a.self = storage;
    double* at = a.self + rows * count;
    for (double** array : {&a.F, &a.Ft, &a.phi, &a.G, &a.one_minus_g0, &a.F_D, &a.F_eta, &a.Ft_eta, &a.F_B,
                           &a.Ft_B, &a.F_omega, &a.Ft_omega, &a.g0_omega, &a.error, &a.directions_error}) {
        *array = at;
        at += count;
    }
    if (momentum == Momentum::none) return a;
    for (double** array : {&a.current, &a.F_Q, &a.Ft_Q, &a.current_Q}) {
        *array = at;
        at += count;
    }
    return a;
}

MaterialArrays material_arrays_of(const GapProblem& problem, GapWorkspace& workspace) {
    const std::size_t count = problem.omega.size();
    const MaterialStorage storage = material_storage(problem);
    if (workspace.arrays.size() != storage.arrays * count) {
        workspace.arrays.assign(storage.arrays * count, 0.0);
        workspace.Delta = 0.0;
    }
    return arrays_in(problem, workspace.arrays.data(), storage.rows,
                     problem.parameters.Q == 0.0 ? Momentum::none : Momentum::any);
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

}  // namespace mirage
