#pragma once
// The whole grid: schedule, compute, gather, write.

#include <mpi.h>

#include <functional>

#include "checkpoint/checkpoint_writer.hpp"
#include "sweep/slab_sweep.hpp"

namespace mirage {

struct SweepOptions {
    Solvers solvers{};            ///< what throws is marked as failed
    Start start = Start::resume;  ///< with a checkpoint that is there
    pid_t launcher = 0;           ///< mirage::launcher()
    /// Besides the signals; asked by all threads, once true, always.
    std::function<bool()> stop = [] { return false; };
};

/// Computes every point and line of the grid and writes configuration.output, collectively; spectra, if the
/// configuration asks for them, follow the points. Progress on standard error, a summary on standard output,
/// both by rank 0. The file appears under its name only when it is complete; until then OUTPUT.checkpoint
/// keeps what is finished, and a run that was stopped or killed resumes there. Data are bitwise the same
/// for every number of ranks, threads and starts. Throws InputError (the checkpoint is not this run's, or in
/// use) or RunError, on all ranks.
RunStatus run_sweep(const Configuration& configuration, MPI_Comm comm, const SweepOptions& options = {});

}  // namespace mirage
