#pragma once
// Within which bounds the parameters of a fit of dI/dV curves may move.

#include <string>
#include <vector>

#include "junction/junction_problem.hpp"

namespace mirage {

/// What the window of the curves can know, within the domain of the engine; then those of --bounds,
/// `name=low:high`, which hold for every curve. Throws InputError.
void set_junction_bounds(JunctionTask& task, const std::vector<std::string>& bounds);

}  // namespace mirage
