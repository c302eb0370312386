#pragma once
// A material as omega -> 0+: density of states at zero energy, closing of the gap. Theory page, section 9.

#include "propagator/material_model.hpp"

namespace mirage {

/// What is left as omega -> 0+.
struct ZeroEnergyMaterial {
    bool solved = false;  ///< nothing else holds otherwise
    double dos = 0.0;     ///< sum n <g0>
    /// The least of all pockets, 0 or less where one is gapless: lim omega/w~ [1] of those that are scattered
    /// into (with nodes where g = 0, D~^2 - h~^2 if that is less), clean_closing [squared energy] of the
    /// others. NaN of a state with momentum.
    double closing = 0.0;
};

/// With scattering by continuation in omega from `start` > 0 down to 1e-18, or to where it ends next to the
/// closing of the gap; dos to 1e-7.
ZeroEnergyMaterial zero_energy_material(const MaterialModel& model, double start);

/// The gap of a pocket without scattering, as the least over its directions of a function that is positive
/// with a gap and falls to zero where it closes,
///   max(sqrt((y.g)^2 + |D g - h x y|^2) - |h.g|,  s - 2 sqrt(K)),  s = D^2 + y^2 - g^2 - h^2,
///   K = (h.g)^2 - (y.g)^2 - |D g - h x y|^2 (0 where it is negative):
/// states at xi^2 = -s +- 2 sqrt(K). Without a triplet order parameter and with strong spin-orbit coupling
/// D |g| - |h.g|; at the nodes of cos 3 phi D^2 - h^2.
double clean_closing(const MaterialModel& model, const PocketModel& pocket);

}  // namespace mirage
