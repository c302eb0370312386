#pragma once
// Spectra on the grid, or on a part of it: in batches that fit into memory, each computed by all ranks and
// written at once.

#include <string>

#include "sweep/sweep_run.hpp"

namespace mirage {

inline constexpr double spectra_memory_per_rank = 256e6;  // [bytes]

/// Bytes that spectra need on each rank.
double spectra_memory(const SpectrumGrid& part, int ranks);

/// Computes all spectra of the configuration and writes them into `file`, which was created with it. The
/// order parameters are those of the run's solver; a point or an energy that failed is NaN. Collective;
/// progress on standard error by rank 0. Data are bitwise the same for every number of ranks, threads and
/// batches. A file of a stopped run is not complete. Throws RunError.
RunStatus sweep_spectra(const SweepRun& run, const std::string& file,
                        double memory_per_rank = spectra_memory_per_rank);

}  // namespace mirage
