#pragma once
// Entropy and specific heat of a state.

#include "mirage/gap/gap_equation.hpp"

namespace mirage {

/// Relative to the normal state, per N0 (density of states of one spin), in units of k_B: energies [Delta0].
struct Thermodynamics {
    double entropy = 0.0;        ///< (S_S - S_N)/(N0 k_B) = -d(Omega_S - Omega_N)/d(k_B T)/N0 at fixed B
    double specific_heat = 0.0;  ///< (C_S - C_N)/(N0 k_B), C = T dS/dT at fixed B along the solution Delta(T)
};

/// Of a solution of the gap equation, Delta > 0, by theory page eqs. (11) and (11a): sums over Matsubara
/// frequencies, no difference in T. Accuracy about 1e-11 Delta0. `workspace`: what evaluate left behind; one
/// that belongs to another Delta costs an evaluation. NaN where that is not solved.
Thermodynamics thermodynamics(const GapProblem& problem, GapWorkspace& workspace, const GapState& state);

/// C_N = S_N of the normal state, (2 pi^2/3) k_B T, likewise per N0 k_B [Delta0], at every field and
/// disorder.
double normal_specific_heat(const Parameters& parameters);

}  // namespace mirage
