#include "mirage/gap/gap_equation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "mirage/model/constants.hpp"
#include "propagator/self_energy.hpp"

namespace mirage {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double rounding = 4e-16;
constexpr int self_arrays = 6;
static_assert(gap_arrays == self_arrays + 8);

PairingModel model_at(const GapEquation& equation, double Delta) {
    const Parameters& p = equation.parameters;
    return {Delta, std::fabs(p.B), p.beta, p.gamma, p.alpha, equation.digits};
}

/// Makes the arrays at the first call; later ones may come from a copy.
void prepare(GapEquation& equation) {
    const auto count = equation.omega.size();
    const bool first = equation.storage.empty();
    equation.storage.resize(gap_arrays * count);
    double* at = equation.storage.data();
    equation.arrays.count = static_cast<int>(count);
    equation.arrays.omega = equation.omega.data();
    equation.arrays.self = at;
    at += self_arrays * count;
    for (double** array : {&equation.arrays.F_over_Delta, &equation.arrays.F_over_Delta_slope,
                           &equation.arrays.F_over_Delta_B, &equation.arrays.phi, &equation.arrays.G,
                           &equation.arrays.g0, &equation.arrays.error, &equation.arrays.directions_error}) {
        *array = at;
        at += count;
    }
    if (first) kernel().start(model_at(equation, 0.0), equation.arrays);
}

/// Moves every self-energy along its derivative, where that is a small change.
void predict(const FrequencyArrays& a, double change) {
    for (int i = 0; i < 3 * a.count; ++i) {
        const double step = a.self[i + 3 * a.count] * change;
        if (std::fabs(step) < 0.5 * std::fabs(a.self[i])) a.self[i] += step;
    }
}

bool converged(const FrequencyArrays& a, int i) { return physical(a.error[i], a.g0[i], a.F_over_Delta[i]); }

Dressing<double> self_energy_of(const FrequencyArrays& a, int i) {
    const double* self = a.self + i;
    const int n = a.count;
    return {self[0], self[n], self[2 * n], self[3 * n], self[4 * n], self[5 * n]};
}

/// Solves again, one by one, the frequencies that the kernel left unsolved. False if one remains.
bool repair(const PairingModel& model, const FrequencyArrays& a, int& directions) {
    for (int i = 0; i < a.count; ++i) {
        if (converged(a, i)) continue;
        Dressing<double> self{};
        FrequencyState<double> state{};
        if (!solve_frequency_robustly(self, a.omega[i], model, state)) return false;
        const double values[self_arrays] = {self.x, self.z, self.y, self.x_t, self.z_t, self.y_t};
        for (int k = 0; k < self_arrays; ++k) a.self[k * a.count + i] = values[k];
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

GapValue unsolved(double Delta) { return {Delta, nan, nan, nan, nan, nan, nan, 1, false}; }

}  // namespace

double thermal_energy(const Parameters& p) { return p.T / delta0_over_tc0; }

double spectral_bandwidth(const Parameters& p) {
    const double energy = std::hypot(p.beta, p.alpha) + std::fabs(p.B) + p.gamma + 1.0;
    return energy / (2.0 * std::numbers::pi * thermal_energy(p));
}

GapEquation gap_equation(const Parameters& parameters, double tolerance, double digits) {
    GapEquation equation;
    equation.parameters = parameters;
    equation.rule = &matsubara_rule(spectral_bandwidth(parameters), tolerance);
    equation.digits = digits;
    equation.omega = equation.rule->node;
    equation.log_T = std::log(parameters.T);
    equation.T2pi = 2.0 * std::numbers::pi * thermal_energy(parameters);
    for (double& omega : equation.omega) omega *= equation.T2pi;
    return equation;
}

GapValue evaluate(GapEquation& equation, double Delta) {
    prepare(equation);
    const FrequencyArrays& a = equation.arrays;
    const PairingModel model = model_at(equation, Delta);
    if (model.gamma > 0.0) predict(a, Delta * Delta - equation.last_Delta * equation.last_Delta);
    GapValue value;
    value.Delta = Delta;
    value.directions = kernel().solve(model, a);
    if (!repair(model, a, value.directions)) {
        kernel().start(model_at(equation, 0.0), a);
        equation.last_Delta = 0.0;
        return unsolved(Delta);
    }
    equation.last_Delta = Delta;

    const double T2pi = equation.T2pi, log_T = equation.log_T;
    double sum = 0.0, slope = 0.0, field_slope = 0.0, energy = 0.0, G = 0.0, directions_error = 0.0,
           size = std::fabs(log_T);
    for (int i = a.count - 1; i >= 0; --i) {
        const auto k = static_cast<std::size_t>(i);
        const double weight = equation.rule->weight[k];
        const double over_nu = equation.rule->inverse_node[k];
        sum += weight * (over_nu - T2pi * a.F_over_Delta[i]);
        size += weight * over_nu;
        slope -= weight * a.F_over_Delta_slope[i];
        field_slope -= weight * a.F_over_Delta_B[i];
        energy += weight * (Delta * Delta * over_nu - 2.0 * T2pi * a.phi[i]);
        G += weight * a.G[i];
        directions_error += weight * T2pi * a.F_over_Delta[i] * a.directions_error[i];
    }
    value.equation = log_T + sum;
    value.slope = T2pi * slope;
    value.field_slope = T2pi * field_slope;
    value.free_energy = Delta * Delta * log_T + energy;
    value.magnetization = -2.0 * T2pi * G;
    value.error = equation.rule->error + directions_error + rounding * size;
    return value;
}

GapValue evaluate_slopes(GapEquation& equation, double Delta) {
    if (equation.parameters.gamma > 0.0) return evaluate(equation, Delta);
    const MatsubaraRule& rule = *equation.rule;
    const CleanSums sums =
        kernel().sum_clean(model_at(equation, Delta), static_cast<int>(equation.omega.size()),
                           equation.omega.data(), rule.weight.data());
    const double T2pi = equation.T2pi;
    GapValue value;
    value.Delta = Delta;
    value.equation = equation.log_T + rule.sum_of_inverse - T2pi * sums.F_over_Delta;
    value.slope = -T2pi * sums.F_over_Delta_slope;
    value.field_slope = -T2pi * sums.F_over_Delta_B;
    value.free_energy = value.magnetization = value.error = nan;
    return value;
}

void start_from(GapEquation& to, const GapEquation& from) {
    prepare(to);
    const FrequencyArrays &a = to.arrays, &b = from.arrays;
    // linear in omega/(omega + Delta0) between neighbours
    const auto position = [](double omega) { return omega / (omega + 1.0); };
    int right = 1;
    for (int i = 0; i < a.count; ++i) {
        while (right + 1 < b.count && b.omega[right] < a.omega[i]) ++right;
        const double low = position(b.omega[right - 1]), high = position(b.omega[right]);
        const double part = std::clamp((position(a.omega[i]) - low) / (high - low), 0.0, 1.0);
        for (int k = 0; k < self_arrays; ++k) {
            const double* from_array = b.self + k * b.count;
            a.self[k * a.count + i] = (1.0 - part) * from_array[right - 1] + part * from_array[right];
        }
    }
    to.last_Delta = from.last_Delta;
}

namespace {

/// The self-energy at omega = 1e-18 of the state of the last call, for gamma > 0; false if it was not found.
/// Gapped: w~, d and so y vanish like omega; gapless: x stays bound to them by x w~ = omega + y B~; in
/// between like a power of omega, which the last step tells.
bool solve_lowest(const GapEquation& equation, double& omega, Dressing<double>& self,
                  FrequencyState<double>& state) {
    constexpr double lowest = 1e-18;
    constexpr int max_steps = 60;
    const PairingModel model = model_at(equation, equation.last_Delta);
    double power = 0.0;
    const auto begin = [&] {
        self = self_energy_of(equation.arrays, 0);
        omega = equation.omega[0];
        state.g0 = equation.arrays.g0[0];
        power = state.g0 < 0.1 ? 1.0 : 0.0;
    };
    const auto step = [&](double part) {
        const double next = std::max(lowest, part * omega);
        Dressing<double> trial = self;
        trial.y *= std::pow(next / omega, power);
        const FrequencyState<double> f = solve_frequency(trial, next, model, max_steps);
        // next to the closing of the gap Newton cannot do better than a part of what is nearly nothing
        const bool small = f.error < 0.3 && f.error * f.g0 < 1e-8;
        if (!physical(small ? 0.0 : f.error, f.g0, f.F_over_Delta)) return false;
        power = std::clamp(std::log(state.g0 / f.g0) / std::log(omega / next), 0.0, 1.0);
        self = trial;
        state = f;
        omega = next;
        return true;
    };
    begin();
    bool found = true;
    for (const double part : {0.03, 0.03, 0.01, 1e-3, 1e-4, 0.0}) found = found && step(part);
    if (found) return true;
    // where g0 falls like a power of omega that changes on the way
    begin();
    for (double part = 0.1; omega > lowest;) {
        if (step(part)) continue;
        part = std::sqrt(part);
        if (part > 0.99) return omega < 1e-12;  // as if the field were off by some 1e-12
    }
    return true;
}

}  // namespace

double zero_energy_dos(const GapEquation& equation) {
    const Parameters& p = equation.parameters;
    const double B = std::fabs(p.B), Delta = equation.last_Delta;
    if (Delta == 0.0) return 1.0;
    if (p.gamma == 0.0) {
        // Clean: directions with g_x^2 B^2 > g^2 Delta^2 are gapless; together they give exactly 1 with
        // Rashba coupling.
        if (p.alpha > 0.0) return gap_closing(equation) < 0.0 ? 1.0 : 0.0;
        return p.beta == 0.0 && B > Delta ? B / std::sqrt((B - Delta) * (B + Delta)) : 0.0;
    }
    double omega = 0.0;
    Dressing<double> self{};
    FrequencyState<double> state{};
    return solve_lowest(equation, omega, self, state) ? state.g0 : nan;
}

double gap_closing(const GapEquation& equation) {
    const Parameters& p = equation.parameters;
    const double B = std::fabs(p.B), Delta = equation.last_Delta;
    if (p.gamma == 0.0) {
        if (p.alpha > 0.0) return Delta * std::hypot(p.alpha, p.beta) - p.alpha * B;
        return p.beta > 0.0 ? 1.0 : Delta - B;
    }
    double omega = 0.0;
    Dressing<double> self{};
    FrequencyState<double> state{};
    if (!solve_lowest(equation, omega, self, state)) return nan;
    const double det = self.x * self.z + self.y * self.y;
    return omega * det / (self.z * omega + self.y * B);
}

double bcs_order_parameter(double T, const MatsubaraRule& rule, double accuracy) {
    if (T >= 1.0) return 0.0;
    // ln T + sum [1/nu - 1/sqrt(nu^2 + x)] = 0 in x = (Delta/(2 pi T))^2: increasing and concave, Newton from
    // an interpolation good to a few per cent.
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
