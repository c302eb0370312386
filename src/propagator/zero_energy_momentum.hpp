#pragma once
// A state with any pair momentum as omega -> 0+, where the equations at real energies are not those of its
// momentum. Theory page, section 10.

#include "propagator/zero_energy_material.hpp"

namespace mirage {

/// From Matsubara frequencies that a midpoint rule over directions resolves, and the polynomial through them:
/// dos to 1e-7 by what its last order changes; else not solved, as next to the closing of a gap. `closing` is
/// NaN.
ZeroEnergyMaterial zero_energy_of_any_momentum(const MaterialModel& model);

}  // namespace mirage
