#pragma once
// Points, critical lines and planes of the grid.

#include <array>
#include <string>

#include "sweep/slab_sweep.hpp"

namespace mirage {

inline constexpr double points_memory_per_rank = 256e6;  // [bytes]

/// Bytes that points and lines need on each rank at once: a bounded number, or what one line of points needs.
double points_memory(const Grid& grid, int ranks);

/// How many points, lines and planes have each phase and status.
struct PointCounts {
    std::array<std::int64_t, 3> phases{};    ///< normal, gapped, gapless
    std::array<std::int64_t, 3> statuses{};  ///< converged, tolerance not met, failed
    std::array<std::int64_t, 3> lines{};     ///< converged, not converged, not computed
};

struct PointResults {
    RunStatus run_status = RunStatus::finished;
    PointCounts counts;  ///< of all ranks, when finished
    RowBlock planes;     ///< on rank 0
};

/// Computes all points, lines and planes of the plan and writes points and lines into `file`, which is
/// created before the first of them. What failed is marked. Collective. A file of a stopped run is not
/// complete. Throws RunError.
PointResults sweep_points(const SweepRun& run, const std::string& file, const Report& report,
                          double memory_per_rank = points_memory_per_rank);

}  // namespace mirage
