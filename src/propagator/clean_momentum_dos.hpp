#pragma once
// The density of states at zero energy of a clean state with pair momentum.

#include "propagator/material_model.hpp"

namespace mirage {

/// Whether clean_momentum_dos computes it: no scattering, pockets without nodes or triplet pairing, a field
/// in the plane, the momentum across it or no Rashba coupling.
bool has_clean_momentum_dos(const MaterialModel& model);

/// sum n <g0> at omega -> 0+ to 2e-8, mostly to 1e-10. A direction phi with Doppler shift E = Q sin phi has
/// the density of states of a uniform state at the energy E,
///   g0 = Re[-i E (u (u + g2) + B^2 (u + g_x^2))/(sqrt(u) dP/du)],
/// with the root u of the cubic P, theory page (eq. 3), at w~^2 = -E^2. Its coefficients are real there and
/// polynomials in sin^2 phi, and so is the discriminant, whose zeros are the directions at which a band edge
/// is met. Between two of them the integrand is smooth but for inverse square roots at the ends. NaN where
/// the accuracy is not reached. About 25 us.
double clean_momentum_dos(const MaterialModel& model);

}  // namespace mirage
