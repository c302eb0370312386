#pragma once
// What all ranks know of a sweep.

#include "input/configuration.hpp"
#include "mirage/gap/point.hpp"
#include "checkpoint/resume.hpp"
#include "parallel/scheduler.hpp"
#include "parallel/communicator.hpp"
#include "grid/work.hpp"

namespace mirage {

/// The solver of one point; tests put their own in.
using PointSolver = PointState (*)(const Parameters&, const Accuracy&);

struct SweepRun {
    const Configuration& configuration;
    Grid grid;
    Team team;
    PointSolver solve = solve_point;
    Safekeeping safekeeping{};
    double grid_cost = expected_grid_cost(configuration);  ///< [s], without spectra
};

}  // namespace mirage
