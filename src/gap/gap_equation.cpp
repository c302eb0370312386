#include "mirage/gap/gap_equation.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <utility>

#include "gap/frequency_arrays.hpp"
#include "gap/material_gap.hpp"
#include "mirage/model/constants.hpp"
#include "propagator/unknown_layout.hpp"
#include "propagator/self_energy.hpp"

namespace mirage {
namespace {

constexpr double rounding = 4e-16;
constexpr std::size_t dressing_arrays = 6, gap_arrays = dressing_arrays + 8;

/// Moves every self-energy along its derivative, where that is a small change.
void predict(const FrequencyArrays& a, double change) {
    for (int i = 0; i < 3 * a.count; ++i) {
        const double step = a.self[i + 3 * a.count] * change;
        if (std::fabs(step) < 0.5 * std::fabs(a.self[i])) a.self[i] += step;
    }
}

bool converged(const FrequencyArrays& a, int i) { return physical(a.error[i], a.g0[i], a.F_over_Delta[i]); }

/// Solves again, one by one, the frequencies that the kernel left unsolved. False if one remains.
bool repair(const PairingModel& model, const FrequencyArrays& a, int& directions) {
    for (int i = 0; i < a.count; ++i) {
        if (converged(a, i)) continue;
        Dressing<double> self{};
        FrequencyState<double> state{};
        if (!solve_frequency_robustly(self, a.omega[i], model, state)) return false;
        int k = 0;
        for (const double value : {self.x, self.z, self.y, self.x_t, self.z_t, self.y_t})
            a.self[k++ * a.count + i] = value;
        a.F_over_Delta[i] = state.F_over_Delta;
        a.F_over_Delta_slope[i] = state.F_over_Delta_slope;
        a.F_over_Delta_B[i] = state.F_over_Delta_B;
        a.phi[i] = state.phi;
        a.G[i] = state.G;
        a.g0[i] = state.g0;
        a.error[i] = state.error;
        a.directions_error[i] = state.directions_error;
        directions = std::max(directions, state.directions);
    }
    return true;
}

LowestFrequency lowest_frequency(const FrequencyArrays& a, double Delta) {
    return {Delta, a.self[0], a.self[a.count], a.self[2 * static_cast<std::ptrdiff_t>(a.count)], a.g0[0]};
}

/// The sums over the solved frequencies, from the highest down.
void add_sums(GapState& state, const GapProblem& problem, const FrequencyArrays& a) {
    const double T2pi = problem.T2pi, log_T = problem.log_T, Delta = state.Delta;
    double sum = 0.0, slope = 0.0, field_slope = 0.0, energy = 0.0, G = 0.0, directions_error = 0.0,
           size = std::fabs(log_T);
    for (int i = a.count - 1; i >= 0; --i) {
        const auto k = static_cast<std::size_t>(i);
        const double weight = problem.rule->weight[k];
        const double over_nu = problem.rule->inverse_node[k];  // 2 pi T/omega
        sum += weight * (over_nu - T2pi * a.F_over_Delta[i]);
        size += weight * over_nu;
        slope -= weight * a.F_over_Delta_slope[i];
        field_slope -= weight * a.F_over_Delta_B[i];
        energy += weight * (Delta * Delta * over_nu - 2.0 * T2pi * a.phi[i]);
        G += weight * a.G[i];
        directions_error += weight * T2pi * a.F_over_Delta[i] * a.directions_error[i];
    }
    // g = ln(T/Tc0) + 2 pi T sum [1/omega - <F>/Delta] (eq. 6)
    state.equation = log_T + sum;
    state.slope = T2pi * slope;
    state.field_slope = T2pi * field_slope;
    // Omega = Delta^2 ln(T/Tc0) + 2 pi T sum [Delta^2/omega - 2 (Phi - Phi_N)] (eq. 7)
    state.free_energy = Delta * Delta * log_T + energy;
    // M = -4 pi T sum <G> (eq. 8)
    state.magnetization = -2.0 * T2pi * G;
    state.error = problem.rule->error + directions_error + rounding * size;
}

/// Of a material: the largest spin-orbit coupling and gap of its pockets, the field, all rates.
double largest_energy(const Parameters& p) {
    const MaterialModel model = material_model(pairing_model(p, 1.0));
    double spin_orbit = 0.0, gap = 1.0, velocity = 1.0;
    for (int i = 0; i < model.pocket_count; ++i) {
        spin_orbit = std::max(spin_orbit, std::hypot(model.pocket[i].beta, model.pocket[i].alpha));
        gap = std::max(gap, std::fabs(model.pocket[i].chi));
        velocity = std::max(velocity, model.pocket[i].velocity);
    }
    const double pockets = p.material ? p.material->gamma_pocket : 0.0;
    const double rates = p.gamma + pockets + model.magnetic + model.spin_orbit + model.orbital;
    return spin_orbit + std::fabs(p.B) + rates + gap + velocity * std::fabs(p.Q);
}

void add_material(GapProblem& problem, const Material& material) {
    constexpr double any_field = 1.0;  // with the orbital rate, which vanishes at 0
    auto model = std::make_shared<MaterialModel>(material_model(model_at(problem, 0.0, any_field)));
    model->Q = 0.0;
    if (scatters(*model)) problem.starts = static_cast<std::size_t>(material_rows(*model));
    problem.material = std::move(model);
    problem.tail = problem.rule->missed_tail / problem.T2pi;
    if (has_triplet(problem.parameters)) problem.log_T_triplet = problem.log_T - std::log(material.T_triplet);
}

bool finite(const GapSlopes& s) { return std::isfinite(s.equation) && std::isfinite(s.slope); }

GapState unsolved(double Delta, double B) {
    GapState state;
    state.Delta = Delta;
    state.B = B;
    return state;
}

}  // namespace

FrequencyArrays arrays_of(const GapProblem& problem, GapWorkspace& workspace, double B) {
    const std::size_t count = problem.omega.size();
    const bool first = workspace.arrays.size() != gap_arrays * count;
    if (first) {
        workspace.arrays.assign(gap_arrays * count, 0.0);
        workspace.Delta = 0.0;
    }
    FrequencyArrays a;
    a.count = static_cast<int>(count);
    a.omega = problem.omega.data();
    double* at = workspace.arrays.data();
    a.self = at;
    at += dressing_arrays * count;
    for (double** array : {&a.F_over_Delta, &a.F_over_Delta_slope, &a.F_over_Delta_B, &a.phi, &a.G, &a.g0,
                           &a.error, &a.directions_error}) {
        *array = at;
        at += count;
    }
    if (first) kernel().start(model_at(problem, 0.0, B), a);
    return a;
}

double thermal_energy(const Parameters& p) { return p.T / delta0_over_tc0; }

double spectral_bandwidth(const Parameters& p) {
    const double energy = needs_general_theory(p)
                              ? largest_energy(p)
                              : std::hypot(p.beta, p.alpha) + std::fabs(p.B) + p.gamma + 1.0;
    return energy / (2.0 * std::numbers::pi * thermal_energy(p));
}

GapProblem gap_problem(const Parameters& parameters, double tolerance, double digits) {
    GapProblem problem;
    problem.parameters = parameters;
    problem.rule = &matsubara_rule(spectral_bandwidth(parameters), tolerance);
    problem.log_T = std::log(parameters.T);
    problem.T2pi = 2.0 * std::numbers::pi * thermal_energy(parameters);
    problem.digits = digits;
    problem.omega = problem.rule->node;
    for (double& omega : problem.omega) omega *= problem.T2pi;
    if (parameters.material) add_material(problem, *parameters.material);
    return problem;
}

PairingModel model_at(const GapProblem& problem, double Delta, double B) {
    PairingModel model = pairing_model(problem.parameters, Delta);
    model.B = std::fabs(B);
    model.digits = problem.digits;
    return model;
}

GapState evaluate(const GapProblem& problem, GapWorkspace& workspace, double Delta, double B) {
    if (needs_general_theory(problem.parameters)) return evaluate_material(problem, workspace, Delta, B);
    const FrequencyArrays a = arrays_of(problem, workspace, B);
    const PairingModel model = model_at(problem, Delta, B);
    if (model.gamma > 0.0) predict(a, Delta * Delta - workspace.Delta * workspace.Delta);
    GapState state = unsolved(Delta, model.B);
    state.directions = kernel().solve(model, a);
    if (!repair(model, a, state.directions)) {
        workspace = {};
        return unsolved(Delta, model.B);
    }
    workspace.Delta = Delta;
    add_sums(state, problem, a);
    state.lowest = lowest_frequency(a, Delta);
    state.solved = finite(state);
    return state.solved ? state : unsolved(Delta, model.B);
}

GapSlopes evaluate_slopes(const GapProblem& problem, GapWorkspace& workspace, double Delta, double B) {
    if (problem.parameters.gamma > 0.0 || needs_general_theory(problem.parameters))
        return evaluate(problem, workspace, Delta, B);
    const MatsubaraRule& rule = *problem.rule;
    const CleanSums sums =
        kernel().sum_clean(model_at(problem, Delta, B), static_cast<int>(problem.omega.size()),
                           problem.omega.data(), rule.weight.data());
    GapSlopes slopes;
    slopes.Delta = Delta;
    slopes.equation = problem.log_T + rule.sum_of_inverse - problem.T2pi * sums.F_over_Delta;
    slopes.slope = -problem.T2pi * sums.F_over_Delta_slope;
    slopes.field_slope = -problem.T2pi * sums.F_over_Delta_B;
    slopes.solved = finite(slopes);
    return slopes.solved ? slopes : unsolved(Delta, std::fabs(B));
}

GapWorkspace interpolated(const GapProblem& to, const GapProblem& from, const GapWorkspace& workspace) {
    const std::size_t count = to.omega.size(), known = from.omega.size();
    const MaterialStorage storage = needs_general_theory(to.parameters)
                                        ? material_storage(to)
                                        : MaterialStorage{gap_arrays, dressing_arrays};
    if (workspace.arrays.size() != storage.arrays * known) return {0.0, {}, workspace.angle};
    GapWorkspace moved{workspace.Delta, std::vector<double>(storage.arrays * count, 0.0), workspace.angle};
    // linear in omega/(omega + Delta0) between neighbours
    const auto position = [](double omega) { return omega / (omega + 1.0); };
    std::size_t right = 1;
    for (std::size_t i = 0; i < count; ++i) {
        while (right + 1 < known && from.omega[right] < to.omega[i]) ++right;
        const double low = position(from.omega[right - 1]), high = position(from.omega[right]);
        const double part = std::clamp((position(to.omega[i]) - low) / (high - low), 0.0, 1.0);
        for (std::size_t k = 0; k < storage.rows; ++k) {
            const double* values = workspace.arrays.data() + k * known;
            moved.arrays[k * count + i] = (1.0 - part) * values[right - 1] + part * values[right];
        }
    }
    return moved;
}

double bcs_order_parameter(double T, const MatsubaraRule& rule, double accuracy) {
    if (T >= 1.0) return 0.0;
    // ln T + sum [1/nu - 1/sqrt(nu^2 + x)] = 0 in x = (Delta/(2 pi T))^2: increasing and concave, so that
    // Newton needs no bracket. Begins at tanh(1.74 sqrt(Tc0/T - 1)), good to a few per cent: 1.7367 =
    // sqrt(8/(7 zeta(3))) pi/1.7639 is the slope of Delta next to Tc0.
    const double T2pi = 2.0 * std::numbers::pi * T / delta0_over_tc0;
    double x = std::pow(std::tanh(1.74 * std::sqrt(1.0 / T - 1.0)) / T2pi, 2);
    for (int step = 0; step < 200; ++step) {
        double g = std::log(T), slope = 0.0;
        for (std::size_t k = rule.node.size(); k-- > 0;) {
            const double nu = rule.node[k];
            const double root = std::sqrt(nu * nu + x);
            g += rule.weight[k] * x / (nu * root * (nu + root));
            slope += 0.5 * rule.weight[k] / (root * root * root);
        }
        const double change = -g / slope;
        x += change;
        if (std::fabs(change) <= accuracy * x) break;  // quadratic
    }
    return T2pi * std::sqrt(x);
}

}  // namespace mirage
