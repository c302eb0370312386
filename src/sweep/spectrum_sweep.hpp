#pragma once
// Spectra on the grid, or on a part of it.

#include <string>

#include "sweep/slab_sweep.hpp"

namespace mirage {

inline constexpr double spectra_memory_per_rank = 256e6;  // [bytes]

/// Bytes that spectra need on each rank.
double spectra_memory(const SpectrumGrid& part, int ranks);

/// Computes all spectra of the plan and writes them into `file`, which was created with it. The order
/// parameters are those of the run's solver; a point or an energy that failed is NaN. Collective. A file of a
/// stopped run is not complete. Throws RunError.
RunStatus sweep_spectra(const SweepRun& run, const std::string& file, const Report& report,
                        double memory_per_rank = spectra_memory_per_rank);

}  // namespace mirage
