#pragma once
// Points, critical lines and planes of the grid: in parts that fit into memory, each computed by all ranks
// and written at once.

#include <array>
#include <functional>
#include <string>

#include "file/result_file.hpp"
#include "file/result_writer.hpp"
#include "sweep/sweep_run.hpp"

namespace mirage {

inline constexpr double points_memory_per_rank = 256e6;  // [bytes]

/// Bytes that points and lines need on each rank at once.
double points_memory(const Grid& grid, int ranks);

/// Points by phase and by status.
struct PointCounts {
    std::array<std::int64_t, 3> phases{}, statuses{};
};

struct PointSweep {
    RunStatus run_status = RunStatus::finished;
    PointCounts counts;  ///< of all ranks, when done
    PlaneValues planes;  ///< on rank 0
};

/// Computes all points, lines and planes of the configuration and writes points and lines into `file`, which
/// `prepare` creates before the first of them. A point that failed is marked. report: expected cost of what
/// is finished [s], on rank 0. Collective; data are bitwise the same for every number of ranks, threads and
/// parts. A file of a stopped run is not complete. Throws RunError.
PointSweep sweep_points(const SweepRun& run, const std::string& file,
                        const std::function<void(double)>& report, const std::function<void()>& prepare,
                        double memory_per_rank = points_memory_per_rank);

}  // namespace mirage
