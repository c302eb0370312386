#pragma once
// Limits of settings: how they are said, and those of energies. Each throws SettingError.

#include <string>

#include "input/axis.hpp"
#include "mirage/model/units.hpp"

namespace mirage {

inline constexpr double slack = 1e-9;  ///< of rounding where a limit is converted to other units

/// "10 Delta0", with the same in SI units where they are asked for.
std::string limit(double reduced, UnitKind kind, const UnitSystem& unit);

/// "name = value: rule" of the setting `section.name`.
[[noreturn]] void refuse(const std::string& key, double value, const std::string& rule);

/// Of everything in SI units: a critical temperature of 1e-6 to 1e6 K, a g-factor of 1e-6 to 1e6.
void check_tc0(double tc0);
void check_g_factor(double g_factor);

/// From 0 to `most` Delta0.
void check_energies(const std::string& key, const Axis& axis, const UnitSystem& unit, double most);

}  // namespace mirage
