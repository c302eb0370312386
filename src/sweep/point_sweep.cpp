#include "sweep/point_sweep.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "checkpoint/disk_space.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/special_temperatures.hpp"

namespace mirage {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// One computed point or line on its way to the rank that writes it.
struct PointRecord {
    std::int64_t index = 0;
    std::array<double, point_values> value{nan, nan, nan, nan};
    std::array<std::int8_t, point_flags> flag{};
};
struct LineRecord {
    std::int64_t index = 0;
    std::array<double, line_values> value{nan, nan, nan, nan, nan};
    std::int8_t transition_order = 0;
};

struct PlaneRecord {
    std::int64_t index = 0;
    std::array<double, plane_values> value{nan, nan, nan};
};

struct Records {
    std::vector<PointRecord> points;
    std::vector<LineRecord> lines;
    std::vector<PlaneRecord> planes;
};

PointRecord compute_point(const Configuration& c, const Grid& grid, std::int64_t index, PointSolver solve) {
    PointRecord record{index};
    record.flag[status] = static_cast<std::int8_t>(Status::failed);
    try {
        const PointState state = solve(point_parameters(c, grid, index), {c.tolerance});
        const UnitSystem unit = unit_system(c);
        record.value = {state.order_parameter * unit.energy, state.free_energy * unit.free_energy(),
                        state.magnetization * unit.energy, state.zero_energy_dos};
        record.flag = {static_cast<std::int8_t>(state.phase), static_cast<std::int8_t>(state.status),
                       static_cast<std::int8_t>(std::min<std::size_t>(state.solutions.size(), 127))};
    } catch (const std::exception&) {  // marked in the file; the run goes on
    }
    return record;
}

LineRecord compute_line(const Configuration& c, const Grid& grid, std::int64_t index) {
    LineRecord record{index};
    try {
        const CriticalFields fields = critical_fields(line_parameters(c, grid, index));
        record.value = {fields.B_c2, fields.B_supercooling, fields.B_superheating, fields.B_jump,
                        fields.B_collapse};
        for (double& value : record.value) value *= unit_system(c).field;
        record.transition_order = static_cast<std::int8_t>(fields.order);
    } catch (const std::exception&) {  // NaN in the file; the run goes on
    }
    return record;
}

/// Tricritical and critical points whatever the temperatures of the grid; the upturn down to the lowest of
/// them.
PlaneRecord compute_plane(const Configuration& c, const Grid& grid, std::int64_t index) {
    PlaneRecord record{index};
    try {
        const Parameters p = plane_parameters(c, grid, index);
        const double unit = unit_system(c).temperature;
        const std::vector<double> tricritical = tricritical_temperatures(p, 1e-3).values,
                                  ends = critical_point_temperatures(p, 1e-3).values;
        if (!tricritical.empty()) record.value[T_tricritical] = tricritical.back() * unit;
        if (!ends.empty()) record.value[T_critical_point] = ends.back() * unit;
        if (c.T.values.front() < 0.9 * unit)
            record.value[T_upturn] = upturn_temperature(p, c.T.values.front() / unit).value * unit;
    } catch (const std::exception&) {  // NaN in the file; the run goes on
    }
    return record;
}

void compute_item(const SweepRun& run, const WorkItem& item, Records& mine) {
    for (std::int64_t i = item.first; i < item.first + item.count; ++i) {
        if (item.kind == WorkKind::points)
            mine.points.push_back(compute_point(run.configuration, run.grid, i, run.solve));
        if (item.kind == WorkKind::lines) mine.lines.push_back(compute_line(run.configuration, run.grid, i));
        if (item.kind == WorkKind::planes)
            mine.planes.push_back(compute_plane(run.configuration, run.grid, i));
    }
    if (item.kind == WorkKind::points) run.hooks.save(finished_item(item, mine.points));
    if (item.kind == WorkKind::lines) run.hooks.save(finished_item(item, mine.lines));
    if (item.kind == WorkKind::planes) run.hooks.save(finished_item(item, mine.planes));
}

bool take_item(const FinishedItem& finished, Records& mine) {
    if (finished.item.kind == WorkKind::points) return append_records(mine.points, finished);
    if (finished.item.kind == WorkKind::lines) return append_records(mine.lines, finished);
    return append_records(mine.planes, finished);
}

double cost_of(const std::vector<WorkItem>& items) {
    return std::accumulate(items.begin(), items.end(), 0.0,
                           [](double sum, const WorkItem& w) { return sum + w.cost; });
}

/// Computes what is left of a part; adds to `all`. `before`: the cost of the parts before it; `costs`: what
/// they taught.
RunStatus compute_part(const SweepRun& run, const std::vector<WorkItem>& items,
                       const std::vector<WorkItem>& left, double before,
                       const std::function<void(double)>& report, CostModel& costs, Records& all) {
    std::vector<Records> of_thread(static_cast<std::size_t>(run.mpi.threads));
    before += cost_of(items) - cost_of(left);
    ScheduleOptions options;
    options.threads = run.mpi.threads;
    options.report = [&](double done) { report(before + done); };
    options.stop = run.hooks.stop;
    options.costs = &costs;
    const RunStatus run_status = run_items(
        left,
        [&](const WorkItem& item, int thread) {
            compute_item(run, item, of_thread[static_cast<std::size_t>(thread)]);
        },
        run.mpi.comm, options);
    for (Records& records : of_thread) {
        all.points.insert(all.points.end(), records.points.begin(), records.points.end());
        all.lines.insert(all.lines.end(), records.lines.begin(), records.lines.end());
        all.planes.insert(all.planes.end(), records.planes.begin(), records.planes.end());
        records = {};
    }
    return run_status;
}

/// The share of this rank in the lines of a part.
ResultBlock gather(Records& records, const GridSlab& part, const Grid& grid, const Communicator& mpi) {
    ResultBlock block;
    block.first_line = part.first_line + share_begin(part.lines, mpi, mpi.rank);
    block.lines = part.first_line + share_begin(part.lines, mpi, mpi.rank + 1) - block.first_line;
    const auto points = static_cast<std::size_t>(block.lines * grid.B),
               lines = static_cast<std::size_t>(block.lines);
    for (auto& values : block.point_value) values.assign(points, nan);
    for (auto& flags : block.point_flag) flags.assign(points, 0);
    for (auto& values : block.line_value) values.assign(lines, nan);
    block.transition_order.assign(lines, 0);
    // every record to the rank that writes its line
    const auto writer_of_point = [&](const PointRecord& p) {
        return share_owner(part.lines, mpi, p.index / grid.B - part.first_line);
    };
    const auto writer_of_line = [&](const LineRecord& l) {
        return share_owner(part.lines, mpi, l.index - part.first_line);
    };
    for (const PointRecord& r : exchange(std::move(records.points), mpi, writer_of_point)) {
        const auto at = static_cast<std::size_t>(r.index - block.first_line * grid.B);
        for (std::size_t i = 0; i < point_values; ++i) block.point_value[i][at] = r.value[i];
        for (std::size_t i = 0; i < point_flags; ++i) block.point_flag[i][at] = r.flag[i];
    }
    for (const LineRecord& r : exchange(std::move(records.lines), mpi, writer_of_line)) {
        const auto at = static_cast<std::size_t>(r.index - block.first_line);
        for (std::size_t i = 0; i < line_values; ++i) block.line_value[i][at] = r.value[i];
        block.transition_order[at] = r.transition_order;
    }
    return block;
}

/// The few values of the planes, on rank 0.
PlaneValues gather_planes(std::vector<PlaneRecord> records, const Grid& grid, const Communicator& mpi) {
    PlaneValues planes;
    for (auto& values : planes) values.assign(static_cast<std::size_t>(grid.planes()), nan);
    for (const PlaneRecord& r : exchange(std::move(records), mpi, [](const PlaneRecord&) { return 0; }))
        for (std::size_t i = 0; i < plane_values; ++i)
            planes[i][static_cast<std::size_t>(r.index)] = r.value[i];
    return planes;
}

/// Of this rank: phases, then statuses.
void count(const ResultBlock& block, PointCounts& counts) {
    const auto at = [](std::int8_t flag) {
        return static_cast<std::size_t>(std::clamp<int>(flag, 0, 2));
    };  // of a journal
    for (const std::int8_t flag : block.point_flag[phase]) ++counts.phases[at(flag)];
    for (const std::int8_t flag : block.point_flag[status]) ++counts.statuses[at(flag)];
}

/// Of one point or line: as a record in two vectors and on its way, and in the block that is written.
constexpr double bytes_per_point = 3.0 * sizeof(PointRecord) + 8.0 * point_values + point_flags,
                 bytes_per_line = 3.0 * sizeof(LineRecord) + 8.0 * line_values + 1.0 + 2.0 * sizeof(WorkItem);

double bytes_per_point_of(const Grid& grid) {
    return bytes_per_point + bytes_per_line / static_cast<double>(grid.B);
}

}  // namespace

double points_memory(const Grid& grid, int ranks) {
    return std::min(points_memory_per_rank,
                    static_cast<double>(grid.points()) * bytes_per_point_of(grid) / ranks);
}

PointSweep sweep_points(const SweepRun& run, const std::string& file,
                        const std::function<void(double)>& report, const std::function<void()>& prepare,
                        double memory_per_rank) {
    const Communicator& mpi = run.mpi;
    PointSweep result;
    std::optional<ResultWriter> writer;
    CostModel costs;
    double before = 0.0;
    for (const GridSlab& part :
         grid_slabs(run.grid, memory_per_rank * mpi.size / bytes_per_point_of(run.grid))) {
        const std::vector<WorkItem> items = partition(run.configuration, part, run.grid_cost);
        Records records;
        const std::vector<WorkItem> left = unfinished(
            items, [&](const auto& take) { run.hooks.restore(range_of(run.grid, part), take); },
            [&](const FinishedItem& finished) { return take_item(finished, records); }, mpi);
        result.run_status = compute_part(run, items, left, before, report, costs, records);
        if (result.run_status == RunStatus::stopped) break;
        before += cost_of(items);
        if (part.planes) result.planes = gather_planes(std::move(records.planes), run.grid, mpi);
        const ResultBlock block = gather(records, part, run.grid, mpi);
        count(block, result.counts);
        if (!writer) {
            prepare();
            collectively(mpi, [&] { writer.emplace(file, run.grid, mpi.comm); });
        } else {
            collectively(mpi, [&] {
                if (mpi.rank == 0) check_space(file, file_size(Grid{1, 1, part.lines, run.grid.B}));
            });
        }
        collectively(mpi, [&] { writer->write(block); });
    }
    if (writer) collectively(mpi, [&] { writer->close(); });
    for (auto* counts : {&result.counts.phases, &result.counts.statuses})
        MPI_Allreduce(MPI_IN_PLACE, counts->data(), 3, MPI_INT64_T, MPI_SUM, mpi.comm);
    return result;
}

}  // namespace mirage
