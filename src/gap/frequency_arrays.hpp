#pragma once
// The arrays of a workspace as the kernels see them.

#include "mirage/gap/gap_equation.hpp"
#include "propagator/kernel.hpp"

namespace mirage {

/// Views of the arrays of a workspace, which gets the starts of the normal state at B if it has none.
FrequencyArrays arrays_of(const GapProblem& problem, GapWorkspace& workspace, double B);

}  // namespace mirage
