#pragma once
// From what `mirage fit` was asked to what it found.

#include <string>

#include "fit/report.hpp"

namespace mirage {

/// The fits, comparisons and plans that are asked for, without bootstrap samples; `command`: the command
/// line, for the heading.
FitReport answer(const FitRequest& request, const std::string& command);

}  // namespace mirage
