#include "sweep/point_sweep.hpp"

#include <algorithm>
#include <new>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "checkpoint/disk_space.hpp"
#include "file/result_writer.hpp"
#include "sweep/grid_state.hpp"
#include "sweep/partition.hpp"

namespace mirage {
namespace {

/// What one rank or one thread has finished of a slab.
struct GridRecords {
    std::vector<PointRecord> points;
    std::vector<LineRecord> lines;
    std::vector<PlaneRecord> planes;

    void append(const GridRecords& other) {
        points.insert(points.end(), other.points.begin(), other.points.end());
        lines.insert(lines.end(), other.lines.begin(), other.lines.end());
        planes.insert(planes.end(), other.planes.begin(), other.planes.end());
    }
    FinishedItem finished(const WorkItem& item) const {
        if (item.kind == WorkKind::points) return finished_item(item, points);
        return item.kind == WorkKind::lines ? finished_item(item, lines) : finished_item(item, planes);
    }
    bool accept(const FinishedItem& finished) {
        if (finished.item.kind == WorkKind::points) return append_records(points, finished);
        if (finished.item.kind == WorkKind::lines) return append_records(lines, finished);
        return append_records(planes, finished);
    }
};

/// What compute() gives, or what is missing where it threw; why it failed goes to the log.
template <class Record, class Table, class Compute>
Record record_or_missing(FailureLog& log, WorkKind kind, std::int64_t index, const GridPoint& at,
                         const Table& table, Compute compute) {
    std::string reason;
    try {
        const auto [state, solved] = compute(at.parameters);
        if (!solved)
            log.add(kind, index, fmt::format("{}: the gap equation was not solved", text_of(at.parameters)));
        return record_of<Record>(index, table, state, at.unit);
    } catch (const std::bad_alloc&) {
        throw;  // says nothing about this point
    } catch (const std::exception& error) {
        log.add(kind, index, fmt::format("{}: {}", text_of(at.parameters), error.what()));
        return missing_record<Record>(index, table);
    }
}

/// Of one point or line: as a record in two vectors, one of which has just grown, and on its way, and in the
/// block that is written.
constexpr double bytes_per_point = 4.0 * sizeof(PointRecord) + bytes_per_row(point_quantities),
                 bytes_per_line =
                     4.0 * sizeof(LineRecord) + bytes_per_row(line_quantities) + 2.0 * sizeof(WorkItem);

double bytes_per_point_of(const Grid& grid) {
    return bytes_per_point + bytes_per_line / static_cast<double>(grid.B());
}

/// How many rows have the flags 0, 1, 2; fill values and what a damaged journal may hold are left out.
std::array<std::int64_t, 3> count_flags(const std::vector<std::int8_t>& flags) {
    std::array<std::int64_t, 3> counts{};
    for (const std::int8_t flag : flags)
        if (flag >= 0 && flag < 3) ++counts[static_cast<std::size_t>(flag)];
    return counts;
}

void add(std::array<std::int64_t, 3>& sum, const std::array<std::int64_t, 3>& more) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += more[i];
}

/// Points, lines and planes as work of sweep_slabs.
class GridWork {
public:
    using Records = GridRecords;
    struct Thread {
        GridRecords records;
    };

    GridWork(const SweepRun& run, std::string file)
        : run_(run), grid_(run.plan.grid), file_(std::move(file)) {}

    std::vector<GridSlab> slabs(double bytes) const {
        return grid_slabs(grid_, bytes / bytes_per_point_of(grid_), run_.plan.grid_cost);
    }
    std::vector<WorkItem> partition(const GridSlab& slab) const {
        return mirage::partition(grid_, slab, run_.plan.grid_cost);
    }
    WorkRange range(const GridSlab& slab) const { return range_of(grid_, slab); }

    void compute(const WorkItem& item, Thread& thread) const {
        for (std::int64_t i = item.first; i < item.first + item.count; ++i) {
            if (item.kind == WorkKind::points) thread.records.points.push_back(point(i));
            if (item.kind == WorkKind::lines) thread.records.lines.push_back(line(i));
            if (item.kind == WorkKind::planes) thread.records.planes.push_back(plane(i));
        }
    }

    void write(const GridSlab& slab, GridRecords records) {
        if (slab.planes) gather_planes(std::move(records.planes));
        const std::int64_t first = slab.first_line + share_begin(slab.lines, run_.mpi, run_.mpi.rank),
                           end = slab.first_line + share_begin(slab.lines, run_.mpi, run_.mpi.rank + 1);
        const RowSelection rows = rows_of_points(slab);
        const RowBlock points = gather_points(slab, rows, std::move(records.points)),
                       lines = gather_lines(slab, first, end, std::move(records.lines));
        add(results.counts.phases, count_flags(points.flags[place_of(point_quantities, "phase")]));
        add(results.counts.statuses, count_flags(points.flags[place_of(point_quantities, "status")]));
        add(results.counts.lines, count_flags(lines.flags[place_of(line_quantities, "line_status")]));
        open(slab);
        const std::size_t dimensions = grid_.axes.size() - 1;
        collectively(run_.mpi, [&] {
            write_block(*writer_, point_quantities, rows, points);
            write_block(*writer_, line_quantities, {dimensions, first, end - first, 1}, lines);
        });
    }

    void close() {
        if (writer_) close_on_all_ranks(*writer_, run_.mpi);
    }

    PointResults results;

private:
    PointRecord point(std::int64_t index) const {
        return record_or_missing<PointRecord>(
            *run_.failures, WorkKind::points, index, grid_point(grid_, index), point_quantities,
            [&](const Parameters& p) {
                const Configuration& c = run_.plan.configuration;
                const PointState s = run_.solvers.point(p, {c.tolerance}, detail_of(c));
                return std::pair(s, s.status != Status::failed);
            });
    }
    LineRecord line(std::int64_t index) const {
        return record_or_missing<LineRecord>(*run_.failures, WorkKind::lines, index, grid_line(grid_, index),
                                             line_quantities, [&](const Parameters& p) {
                                                 const CriticalFields f = run_.solvers.line(p);
                                                 return std::pair(f, f.status == LineStatus::converged);
                                             });
    }
    PlaneRecord plane(std::int64_t index) const {
        const GridPoint at = grid_plane(grid_, index);
        const double lowest = lowest_temperature(grid_, at.unit);
        return record_or_missing<PlaneRecord>(*run_.failures, WorkKind::planes, index, at, plane_quantities,
                                              [&](const Parameters& p) {
                                                  const PlaneState s = plane_state(p, lowest);
                                                  return std::pair(s, s.status == LineStatus::converged);
                                              });
    }

    /// Points that are written as one row: those of a line, or one where the lines are few and long.
    std::int64_t points_per_row(const GridSlab& slab) const {
        return slab.lines < 4 * std::int64_t{run_.mpi.size} ? 1 : grid_.B();
    }
    /// What this rank writes.
    RowSelection rows_of_points(const GridSlab& slab) const {
        const std::int64_t per_row = points_per_row(slab), per_line = grid_.B() / per_row,
                           rows = slab.lines * per_line, first = share_begin(rows, run_.mpi, run_.mpi.rank);
        return {grid_.axes.size() - (per_row == 1 ? 0 : 1), slab.first_line * per_line + first,
                share_begin(rows, run_.mpi, run_.mpi.rank + 1) - first, per_row};
    }
    /// Every record to the rank that writes its row.
    RowBlock gather_points(const GridSlab& slab, const RowSelection& rows,
                           std::vector<PointRecord> records) const {
        RowBlock block = missing_rows(point_quantities, rows.first * rows.per_row, rows.count * rows.per_row);
        const std::int64_t begin = slab.first_line * grid_.B(), all = slab.lines * grid_.B() / rows.per_row;
        const auto writer = [&](const PointRecord& r) {
            return share_owner(all, run_.mpi, (r.index - begin) / rows.per_row);
        };
        for (const PointRecord& r : exchange(std::move(records), run_.mpi, writer)) put(block, r);
        return block;
    }
    RowBlock gather_lines(const GridSlab& slab, std::int64_t first, std::int64_t end,
                          std::vector<LineRecord> records) const {
        RowBlock block = missing_rows(line_quantities, first, end - first);
        const auto writer = [&](const LineRecord& r) {
            return share_owner(slab.lines, run_.mpi, r.index - slab.first_line);
        };
        for (const LineRecord& r : exchange(std::move(records), run_.mpi, writer)) put(block, r);
        return block;
    }
    /// The few values of the planes, on rank 0.
    void gather_planes(std::vector<PlaneRecord> records) {
        results.planes = missing_rows(plane_quantities, 0, grid_.planes());
        for (const PlaneRecord& r :
             exchange(std::move(records), run_.mpi, [](const PlaneRecord&) { return 0; }))
            put(results.planes, r);
    }

    /// The file is made once something is to be written; later slabs see to it that there is room.
    void open(const GridSlab& slab) {
        const Communicator& mpi = run_.mpi;
        collectively(mpi, [&] {
            if (mpi.rank != 0) return;
            check_space(file_,
                        writer_ ? grid_size(slab.lines * grid_.B(), slab.lines)
                                : grid_size(grid_.points(), grid_.lines()) + spectra_size(run_.plan.spectra));
            if (!writer_) create_result_file(file_, run_.plan.configuration, run_.information);
        });
        if (!writer_) collectively(mpi, [&] { writer_.emplace(file_, mpi.comm); });
    }

    const SweepRun& run_;
    const Grid& grid_;
    std::string file_;
    std::optional<ResultWriter> writer_;
};

}  // namespace

double points_memory(const Grid& grid, int ranks) {
    const double per_point = bytes_per_point_of(grid) / ranks;
    return std::min(std::max(points_memory_per_rank, static_cast<double>(grid.B()) * per_point),
                    static_cast<double>(grid.points()) * per_point);
}

PointResults sweep_points(const SweepRun& run, const std::string& file, const Report& report,
                          double memory_per_rank) {
    GridWork work(run, file);
    work.results.run_status = sweep_slabs(run, work, memory_per_rank, report);
    PointCounts& counts = work.results.counts;
    for (auto* flags : {&counts.phases, &counts.statuses, &counts.lines})
        MPI_Allreduce(MPI_IN_PLACE, flags->data(), 3, MPI_INT64_T, MPI_SUM, run.mpi.comm);
    return std::move(work.results);
}

}  // namespace mirage
