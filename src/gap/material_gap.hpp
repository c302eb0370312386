#pragma once
// The gap equations of a material as a function of one amplitude. Theory page, section 8, eq. (13f).

#include "gap/pair_sums.hpp"

namespace mirage {

/// `evaluate` for parameters with a material.
GapState evaluate_material(const GapProblem& problem, GapWorkspace& workspace, double rho, double B);

}  // namespace mirage
