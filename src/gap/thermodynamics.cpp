#include "mirage/gap/thermodynamics.hpp"

#include <cmath>
#include <numbers>

#include "gap/frequency_arrays.hpp"

namespace mirage {
namespace {

/// Whether the dressing in the workspace solves the equations at the Delta of the state; none is needed
/// without scattering.
bool fits(const GapProblem& problem, const GapWorkspace& workspace, const GapState& state) {
    return problem.parameters.gamma == 0.0 || std::fabs(workspace.Delta - state.Delta) <= 1e-10 * state.Delta;
}

}  // namespace

Thermodynamics thermodynamics(const GapProblem& problem, GapWorkspace& workspace, const GapState& state) {
    using std::numbers::pi;
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
