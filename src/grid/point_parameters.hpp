#pragma once
// From the settings of a point to what the engine is asked.

#include "input/settings.hpp"
#include "mirage/model/parameters.hpp"

namespace mirage {

/// Whether a setting beyond the two-valley model is given.
bool beyond_two_valleys(const PointSettings& settings, const std::vector<PocketSettings>& pockets);

/// Reduced parameters, with a material where one adds anything to the two-valley model. Defaults that depend
/// on other settings are settled here: gamma_intra = gamma_inter = gamma/2, gamma_pocket = gamma_inter.
Parameters point_parameters(const PointSettings& settings, const std::vector<PocketSettings>& pockets,
                            const UnitSystem& unit);

}  // namespace mirage
