#include "mirage/gap/thermodynamics.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "gap/frequency_arrays.hpp"
#include "gap/material_gap.hpp"

namespace mirage {
namespace {

/// Whether the dressing in the workspace solves the equations at the Delta of the state; none is needed
/// without scattering.
bool fits(const GapProblem& problem, const GapWorkspace& workspace, const GapState& state) {
    return problem.parameters.gamma == 0.0 || std::fabs(workspace.Delta - state.Delta) <= 1e-10 * state.Delta;
}

/// Sums over the frequencies of a material at a state, with F_omega and F_t,omega for both gap equations.
struct MaterialHeat {
    double entropy = 0.0, heat = 0.0;
    std::array<double, 2> coupling{};
};

MaterialHeat summed(const GapProblem& problem, const MaterialArrays& a, const GapState& state) {
    MaterialHeat sum;
    for (int i = a.count - 1; i >= 0; --i) {
        const double weight = problem.rule->weight[static_cast<std::size_t>(i)], omega = a.omega[i];
        sum.entropy += weight * (omega * a.one_minus_g0[i] - a.phi[i]);
        sum.heat += weight * omega * (2.0 * a.one_minus_g0[i] - omega * a.g0_omega[i]);
        sum.coupling[0] += weight * (a.F[i] + omega * a.F_omega[i]);
        sum.coupling[1] += weight * (a.Ft[i] + omega * a.Ft_omega[i]);
    }
    // what falls like omega^-2: Phi - Phi_N = ... - half/omega^2
    const TailRates rates = tail_rates(material_model(model_at(problem, state.Delta, state.B)));
    const double tail = problem.tail / problem.T2pi;
    const double Delta = state.Delta * std::cos(state.angle), eta = state.Delta * std::sin(state.angle);
    const double half = 0.5 * (rates.of[0] * Delta * Delta + rates.of[1] * eta * eta);
    sum.entropy -= half * tail;
    sum.heat += 2.0 * half * tail;
    sum.coupling[0] += rates.of[0] * Delta * tail;
    sum.coupling[1] += rates.of[1] * eta * tail;
    return sum;
}

/// g_t.M^-1 g_t with M the second derivatives of Omega, halved.
double inverse_form(const PairSums& sums, const std::array<double, 2>& g_t, const Parameters& p) {
    if (!has_triplet(p)) return g_t[0] * g_t[0] / sums.ss;
    const double det = sums.ss * sums.tt - sums.st * sums.st;
    return (g_t[0] * g_t[0] * sums.tt - 2.0 * g_t[0] * g_t[1] * sums.st + g_t[1] * g_t[1] * sums.ss) / det;
}

/// The same sums with the two gap equations G_i = 0 of Delta_i = (Delta, eta): S with Delta^2 + eta^2, and
/// C = (Delta^2 + eta^2)/t - 4 pi sum omega [2 (1 - <g0>) - omega d<g0>/d omega] + 2 t G_t.M^-1 G_t,
/// G_t,i = Delta_i/t - 2 pi sum d(omega F_i)/d omega, M_ij = dG_i/dDelta_j.
Thermodynamics thermodynamics_of_material(const GapProblem& problem, GapWorkspace& workspace,
                                          const GapState& state) {
    using std::numbers::pi;
    const PairSums sums = pair_sums(problem, workspace, state.Delta, state.angle, state.B);
    if (!sums.solved) return {quiet_nan, quiet_nan};
    const MaterialHeat sum = summed(problem, material_arrays_of(problem, workspace), state);
    const double t = thermal_energy(problem.parameters), pairing = state.Delta * state.Delta / t;
    const std::array<double, 2> G_t{state.Delta * std::cos(state.angle) / t - 2.0 * pi * sum.coupling[0],
                                    state.Delta * std::sin(state.angle) / t - 2.0 * pi * sum.coupling[1]};
    return {-pairing - 4.0 * pi * sum.entropy,
            pairing - 4.0 * pi * sum.heat + 2.0 * t * inverse_form(sums, G_t, problem.parameters)};
}

}  // namespace

Thermodynamics thermodynamics(const GapProblem& problem, GapWorkspace& workspace, const GapState& state) {
    using std::numbers::pi;
    if (needs_general_theory(problem.parameters))
        return thermodynamics_of_material(problem, workspace, state);
    if (!fits(problem, workspace, state) && !evaluate(problem, workspace, state.Delta, state.B).solved)
        return {quiet_nan, quiet_nan};
    const FrequencyArrays a = arrays_of(problem, workspace, state.B);
    const ThermalSums sum =
        kernel().sum_thermal(model_at(problem, state.Delta, state.B), a, problem.rule->weight.data());
    const double t = thermal_energy(problem.parameters), pairing = state.Delta * state.Delta / t;
    // S = -Delta^2/t - 4 pi sum [omega (1 - <g0>) - (Phi - Phi_N)] (eq. 11)
    const double entropy = -pairing - 4.0 * pi * sum.entropy;
    // C = Delta^2/t - 4 pi sum omega [2 (1 - <g0>) - omega d<g0>/d omega] + t g_t^2/g' (eq. 11a),
    // g_t = dg/dt = 1/t - 2 pi sum d(omega <F>/Delta)/d omega
    const double g_t = 1.0 / t - 2.0 * pi * sum.coupling;
    return {entropy, pairing - 4.0 * pi * sum.heat + t * g_t * g_t / state.slope};
}

double normal_specific_heat(const Parameters& parameters) {
    return 2.0 / 3.0 * std::numbers::pi * std::numbers::pi * thermal_energy(parameters);
}

}  // namespace mirage
