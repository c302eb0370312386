#pragma once
// The result of a visibility in plain words.

#include <string>
#include <vector>

#include "visibility/visibility_map.hpp"

namespace mirage {

/// Of the lowest temperature: fields, depth, voltages, the broadening that the dip survives; or why nothing
/// is seen. Of several temperatures the highest with a visible dip. Full sentences on one line.
std::string visibility_statement(const std::vector<VisibilityRow>& rows, const Instrument& instrument);

}  // namespace mirage
