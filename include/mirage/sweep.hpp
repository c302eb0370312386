#pragma once
// The whole grid: schedule, compute, gather, write.

#include <mpi.h>

#include <stdexcept>

#include "mirage/configuration.hpp"
#include "mirage/point.hpp"

namespace mirage {

/// A run that could not be finished; thrown on all ranks together, with the same message.
class RunError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Computes every point and line of the grid and writes configuration.output, collectively. Progress on standard error, a
/// summary on standard output, both by rank 0. The file appears under its name only when it is complete. Data are bitwise
/// the same for every number of ranks and threads. `solve` is the point solver (tests put their own in); a point that
/// throws is marked as failed. Throws RunError.
void run_sweep(const Configuration& configuration, MPI_Comm comm,
               PointState (*solve)(const Parameters&, const Accuracy&) = solve_point);

}  // namespace mirage
