#pragma once
// Names of inputs: those of the settings, with `_` or `-`.

#include <string>
#include <string_view>
#include <vector>

#include "interface/request.hpp"

namespace mirage {

/// The input, a text, that may be there several times.
inline constexpr std::string_view pocket_input = "pocket";

/// "gamma_magnetic" is "gamma-magnetic".
bool same_name(std::string_view a, std::string_view b);

/// Settings that a call may be given: those of a point, units and tolerance.
const std::vector<const Setting*>& input_settings();

/// Throws InputError with the one that was meant, among the settings and a call's own inputs.
const Setting& find_input(std::string_view name, const OwnInputs& own);

}  // namespace mirage
