#pragma once
// The part of the table of settings that says what is at a point: material and grid.

#include <vector>

#include "input/settings.hpp"

namespace mirage {

/// Section [material]: units, the two-valley model, what is beyond it.
std::vector<Setting> settings_of_material();

/// In place of a pair momentum: that of the lowest free energy.
inline constexpr const char* auto_word = "auto";

/// Section [grid]: T, B, gamma, alpha.
std::vector<Setting> settings_of_grid();

}  // namespace mirage
