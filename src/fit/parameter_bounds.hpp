#pragma once
// Within which bounds the parameters of a fit may move.

#include <string>
#include <vector>

#include "fit/problem.hpp"

namespace mirage {

/// Bounds of all parameters of a task: the domain of the engine, which Tc0 sets, and what the data can know;
/// then those of `--bounds`, `name=low:high`, within the domain. Bounds that were cut are noted. Throws
/// InputError.
void set_bounds(FitTask& task, const std::vector<std::string>& bounds, std::vector<std::string>& notes);

}  // namespace mirage
