#pragma once
// What `mirage fit` prints as a table.

#include <string>

#include "fit/report.hpp"

namespace mirage {

/// Parameters, goodness, strong correlations, and every statement.
std::string fit_table(const FitReport& report);

}  // namespace mirage
