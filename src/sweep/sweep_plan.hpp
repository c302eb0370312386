#pragma once
// What a sweep computes, derived from its configuration once.

#include "checkpoint/fingerprint.hpp"
#include "grid/spectrum_grid.hpp"

namespace mirage {

struct SweepPlan {
    Configuration configuration;
    Grid grid;
    SpectrumGrid spectra;
    double grid_cost = 0.0, spectra_cost = 0.0;  ///< expected [s]

    double cost() const { return grid_cost + spectra_cost; }
};

/// O(lines of the grid).
SweepPlan sweep_plan(const Configuration& configuration);

/// Everything that decides the numbers of a sweep: settings, program, instruction set, how the grid is cut,
/// quadrature tables, and one point, whose last digits another compiler or mathematical library would change.
Fingerprint fingerprint_of(const SweepPlan& plan);

}  // namespace mirage
