#pragma once
// What a fit of dI/dV curves says in plain words.

#include <string>
#include <vector>

#include "junction/junction_goodness.hpp"
#include "junction/mirage_window.hpp"

namespace mirage {

/// Which part of the curves the model does not describe; where the mirage gap lies and whether it decides the
/// Ising coupling; what the data cannot tell.
std::vector<std::string> junction_statements(const JunctionTask& task, const JunctionFit& fit,
                                             const JunctionGoodness& goodness,
                                             const std::vector<MirageWindow>& windows);

}  // namespace mirage
