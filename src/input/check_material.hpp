#pragma once
// Checks of what is beyond the two-valley model. Each throws SettingError, one line.

#include "input/configuration.hpp"

namespace mirage {

/// What does not depend on the values of tc0 and the g-factor.
void check_material(const Configuration& configuration);

/// Every value in one system of units.
void check_material_values(const Configuration& configuration, const UnitSystem& unit);

}  // namespace mirage
