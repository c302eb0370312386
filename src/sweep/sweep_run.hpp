#pragma once
// What all ranks know of a sweep.

#include "checkpoint/resume.hpp"
#include "grid/work.hpp"
#include "input/configuration.hpp"
#include "mirage/gap/point.hpp"
#include "parallel/communicator.hpp"
#include "parallel/scheduler.hpp"

namespace mirage {

/// The solver of one point; tests put their own in.
using PointSolver = PointState (*)(const Parameters&, const Accuracy&);

struct SweepRun {
    const Configuration& configuration;
    Grid grid;
    Communicator mpi;
    PointSolver solve = solve_point;
    CheckpointHooks hooks{};
    double grid_cost = expected_grid_cost(configuration);  ///< [s], without spectra
};

}  // namespace mirage
