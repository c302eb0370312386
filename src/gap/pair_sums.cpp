#include "gap/pair_sums.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "propagator/kernel.hpp"
#include "propagator/material_self_energy.hpp"
#include "propagator/newton.hpp"

namespace mirage {
namespace {

constexpr double rounding = 4e-16;

bool all_solved(const MaterialArrays& a) {
    return std::all_of(a.error, a.error + a.count, [](double error) { return error < solved_step; });
}

/// G_i = Delta_i (ln(T/T_i) + 2 pi T sum 1/omega) - 2 pi T sum F_i and its derivatives, over rho.
PairSums summed(const GapProblem& problem, const MaterialModel& model, const MaterialArrays& a, double rho,
                const std::array<double, 2>& unit) {
    const MaterialSums of = kernel().sum_material(a, problem.rule->weight.data());
    const TailRates rates = tail_rates(model);
    const double T2pi = problem.T2pi, over_rho = rho > 0.0 ? T2pi / rho : 0.0;
    const double inverse = problem.rule->sum_of_inverse, tail = problem.tail;
    const std::array<double, 2> coupling{problem.log_T + inverse + tail * rates.of[0],
                                         problem.log_T_triplet + inverse + tail * rates.of[1]};
    const std::array<double, 2> square{rho * rho * unit[0] * unit[0], rho * rho * unit[1] * unit[1]};
    const double tail_B = rho > 0.0 ? tail : 0.0;
    PairSums sum;
    sum.unit = unit;
    sum.force = {unit[0] * coupling[0] - over_rho * of.F, unit[1] * coupling[1] - over_rho * of.Ft};
    sum.ss = coupling[0] - T2pi * of.F_D;
    sum.st = -T2pi * of.F_eta;
    sum.tt = coupling[1] - T2pi * of.Ft_eta;
    sum.field = {unit[0] * tail_B * rates.field[0] - over_rho * of.F_B,
                 unit[1] * tail_B * rates.field[1] - over_rho * of.Ft_B};
    sum.momentum = {-over_rho * of.F_Q, -over_rho * of.Ft_Q};
    sum.current = 2.0 * T2pi * of.current;
    sum.current_slope = 2.0 * T2pi * of.current_Q;
    sum.free_energy = square[0] * coupling[0] + square[1] * coupling[1] - 2.0 * T2pi * of.phi;
    sum.magnetization = -2.0 * T2pi * of.G - tail * (square[0] * rates.field[0] + square[1] * rates.field[1]);
    sum.error = problem.rule->error + T2pi * of.error + rounding * (std::fabs(problem.log_T) + inverse);
    sum.g0 = 1.0 - a.one_minus_g0[0];
    sum.solved = std::isfinite(sum.ss) && std::isfinite(sum.free_energy);
    return sum;
}

std::array<double, 2> direction(const GapProblem& problem, double angle) {
    if (!has_triplet(problem.parameters)) return {1.0, 0.0};
    return {std::cos(angle), std::sin(angle)};
}

MaterialModel model_in(const GapProblem& problem, double rho, const std::array<double, 2>& unit, double B) {
    MaterialModel model =
        problem.parameters.Q == 0.0 ? *problem.material : material_model(model_at(problem, rho, B));
    model.Delta = rho * unit[0];
    model.eta = rho * unit[1];
    set_field(model, std::fabs(B));
    return model;
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

PairingModel material_model_at(const GapProblem& problem, double rho, double angle, double B) {
    const std::array<double, 2> unit = direction(problem, angle);
    PairingModel model = model_at(problem, rho * unit[0], B);
    model.eta = rho * unit[1];
    return model;
}

MaterialStorage material_storage(const GapProblem& problem) {
    if (problem.parameters.Q == 0.0)
        return {problem.starts + static_cast<std::size_t>(material_results), problem.starts};
    const auto rows = static_cast<std::size_t>(material_rows(material_model(model_at(problem, 0.0, 0.0))));
    return {rows + static_cast<std::size_t>(material_results + momentum_results), rows};
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
    const std::array<double, 2> unit = direction(problem, angle);
    const MaterialModel model = model_in(problem, rho, unit, B);
    const int directions = solve_material(model, a);
    if (!all_solved(a)) {
        workspace = {0.0, {}, workspace.angle};
        return {};
    }
    workspace.Delta = rho;
    PairSums sum = summed(problem, model, a, rho, unit);
    sum.directions = directions;
    return sum;
}

PairSumsAlong along(const PairSums& sum) {
    const auto [c, s] = sum.unit;
    return {c * sum.force[0] + s * sum.force[1],
            c * sum.force[1] - s * sum.force[0],
            c * c * sum.ss + 2.0 * c * s * sum.st + s * s * sum.tt,
            c * s * (sum.tt - sum.ss) + (c * c - s * s) * sum.st,
            s * s * sum.ss - 2.0 * c * s * sum.st + c * c * sum.tt,
            c * sum.field[0] + s * sum.field[1],
            c * sum.field[1] - s * sum.field[0],
            c * sum.momentum[0] + s * sum.momentum[1],
            c * sum.momentum[1] - s * sum.momentum[0]};
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
