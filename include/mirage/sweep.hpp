#pragma once
// The whole grid: schedule, compute, gather, write.

#include <mpi.h>

#include "mirage/configuration.hpp"
#include "mirage/spectrum_sweep.hpp"
#include "mirage/team.hpp"

namespace mirage {

/// Computes every point and line of the grid and writes configuration.output, collectively. Progress on standard error, a
/// summary on standard output, both by rank 0. The file appears under its name only when it is complete. Data are bitwise
/// the same for every number of ranks and threads. `solve` is the point solver (tests put their own in); a point that
/// throws is marked as failed. Spectra, if the configuration asks for them, follow the points. Throws RunError.
void run_sweep(const Configuration& configuration, MPI_Comm comm, PointSolver solve = solve_point);

}  // namespace mirage
