#pragma once
// What a fit says in plain words.

#include <string>
#include <vector>

#include "fit/report.hpp"

namespace mirage {

/// Where the model does not describe the data: which points are far off, what to free. Where a formula or
/// every model is out of its depth. What the data cannot tell. What a comparison of models says. Empty where
/// all is well.
std::vector<std::string> statements(const FitReport& report);

}  // namespace mirage
