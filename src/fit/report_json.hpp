#pragma once
// What `mirage fit --format json` prints.

#include <string>

#include "fit/report.hpp"

namespace mirage {

/// Everything in the report. A number that does not exist is null.
std::string fit_json(const FitReport& report);

/// Points, residuals, curve and band of every sample.
Json samples_json(const ModelFit& fit);

}  // namespace mirage
