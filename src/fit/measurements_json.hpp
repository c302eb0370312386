#pragma once
// Measured points as JSON.

#include "fit/data.hpp"
#include "results/heading.hpp"

namespace mirage {

/// {"samples": [{"name", "points": [{"T", "B", "sigma_T", "sigma_B" [, "bound": "lower" | "upper"]}]}],
/// "notes": [text]}, in K and tesla; an error of 0 is none.
Json json_of(const Measurements& data);

}  // namespace mirage
