#pragma once
// The C interface described to programs.

#include <string>

namespace mirage {

/// JSON: version, abi, settings, pockets, calls, formulas, materials, units; from the tables of settings and
/// results.
const std::string& description_text();

}  // namespace mirage
