#pragma once
// The critical temperature of a material without a field.

#include "mirage/lines/special_temperatures.hpp"
#include "mirage/model/parameters.hpp"

namespace mirage {

/// The temperature [Tc0] at which the normal state becomes unstable at B = 0; T and B of the parameters are
/// ignored. 1 in the two-valley model (Anderson); less with magnetic and orbital scattering and with
/// scattering between pockets of unequal gaps; 0 where none is left at domain::min_temperature. Accuracy
/// 1e-10.
LineQuantity material_critical_temperature(const Parameters& parameters);

}  // namespace mirage
