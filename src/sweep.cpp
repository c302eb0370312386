#include "mirage/sweep.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "mirage/critical_lines.hpp"
#include "mirage/hdf5_handle.hpp"
#include "mirage/kernel.hpp"
#include "mirage/progress.hpp"
#include "mirage/result_file.hpp"
#include "mirage/scheduler.hpp"
#include "mirage/spectrum_sweep.hpp"

namespace mirage {
namespace {

namespace fs = std::filesystem;
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
        record.value = {fields.B_c2, fields.B_supercooling, fields.B_superheating, fields.B_jump, fields.B_collapse};
        for (double& value : record.value) value *= unit_system(c).field;
        record.transition_order = static_cast<std::int8_t>(fields.order);
    } catch (const std::exception&) {  // NaN in the file; the run goes on
    }
    return record;
}

/// Tricritical and critical points whatever the temperatures of the grid; the upturn down to the lowest of them.
PlaneRecord compute_plane(const Configuration& c, const Grid& grid, std::int64_t index) {
    PlaneRecord record{index};
    try {
        const Parameters p = plane_parameters(c, grid, index);
        const double unit = unit_system(c).temperature;
        const std::vector<double> tricritical = tricritical_temperatures(p, 1e-3),
                                  ends = critical_point_temperatures(p, 1e-3);
        if (!tricritical.empty()) record.value[T_tricritical] = tricritical.back() * unit;
        if (!ends.empty()) record.value[T_critical_point] = ends.back() * unit;
        if (c.T.values.front() < 0.9 * unit)
            record.value[T_upturn] = upturn_temperature(p, c.T.values.front() / unit) * unit;
    } catch (const std::exception&) {  // NaN in the file; the run goes on
    }
    return record;
}

void compute_item(const SweepRun& run, const WorkItem& item, Records& mine) {
    for (std::int64_t i = item.first; i < item.first + item.count; ++i) {
        if (item.kind == WorkKind::points) mine.points.push_back(compute_point(run.configuration, run.grid, i, run.solve));
        if (item.kind == WorkKind::lines) mine.lines.push_back(compute_line(run.configuration, run.grid, i));
        if (item.kind == WorkKind::planes) mine.planes.push_back(compute_plane(run.configuration, run.grid, i));
    }
    if (item.kind == WorkKind::points) run.safekeeping.keep(finished_item(item, mine.points));
    if (item.kind == WorkKind::lines) run.safekeeping.keep(finished_item(item, mine.lines));
    if (item.kind == WorkKind::planes) run.safekeeping.keep(finished_item(item, mine.planes));
}

bool take_item(const FinishedItem& finished, Records& mine) {
    if (finished.item.kind == WorkKind::points) return append_records(mine.points, finished);
    if (finished.item.kind == WorkKind::lines) return append_records(mine.lines, finished);
    return append_records(mine.planes, finished);
}

double cost_of(const std::vector<WorkItem>& items) {
    return std::accumulate(items.begin(), items.end(), 0.0, [](double sum, const WorkItem& w) { return sum + w.cost; });
}

/// Computes `items`, which are what is left of all that costs `total`; adds to `all`.
Ending compute_all(const SweepRun& run, const std::vector<WorkItem>& items, double total, Records& all) {
    std::vector<Records> of_thread(static_cast<std::size_t>(run.team.threads));
    const double before = total - cost_of(items);
    Progress progress(total, stderr, isatty(STDERR_FILENO) != 0, before);
    ScheduleOptions options;
    options.threads = run.team.threads;
    options.report = [&](double done) { progress.update(before + done); };
    options.stop = run.safekeeping.stop;
    const Ending ending = run_items(
        items,
        [&](const WorkItem& item, int thread) { compute_item(run, item, of_thread[static_cast<std::size_t>(thread)]); },
        run.team.comm, options);
    if (run.team.rank == 0) progress.finish();
    for (Records& records : of_thread) {
        all.points.insert(all.points.end(), records.points.begin(), records.points.end());
        all.lines.insert(all.lines.end(), records.lines.begin(), records.lines.end());
        all.planes.insert(all.planes.end(), records.planes.begin(), records.planes.end());
        records = {};
    }
    return ending;
}

ResultBlock gather(Records records, const Grid& grid, const Team& team) {
    ResultBlock block;
    block.first_line = share_begin(grid.lines(), team, team.rank);
    block.lines = share_begin(grid.lines(), team, team.rank + 1) - block.first_line;
    const auto points = static_cast<std::size_t>(block.lines * grid.B), lines = static_cast<std::size_t>(block.lines);
    for (auto& values : block.point_value) values.assign(points, nan);
    for (auto& flags : block.point_flag) flags.assign(points, 0);
    for (auto& values : block.line_value) values.assign(lines, nan);
    block.transition_order.assign(lines, 0);
    // every record to the rank that writes its line
    const auto writer_of_point = [&](const PointRecord& p) { return share_owner(grid.lines(), team, p.index / grid.B); };
    const auto writer_of_line = [&](const LineRecord& l) { return share_owner(grid.lines(), team, l.index); };
    for (const PointRecord& r : exchange(std::move(records.points), team, writer_of_point)) {
        const auto at = static_cast<std::size_t>(r.index - block.first_line * grid.B);
        for (std::size_t i = 0; i < point_values; ++i) block.point_value[i][at] = r.value[i];
        for (std::size_t i = 0; i < point_flags; ++i) block.point_flag[i][at] = r.flag[i];
    }
    for (const LineRecord& r : exchange(std::move(records.lines), team, writer_of_line)) {
        const auto at = static_cast<std::size_t>(r.index - block.first_line);
        for (std::size_t i = 0; i < line_values; ++i) block.line_value[i][at] = r.value[i];
        block.transition_order[at] = r.transition_order;
    }
    return block;
}

/// The few values of the planes, on rank 0.
PlaneValues gather_planes(std::vector<PlaneRecord> records, const Grid& grid, const Team& team) {
    PlaneValues planes;
    for (auto& values : planes) values.assign(static_cast<std::size_t>(grid.planes()), nan);
    for (const PlaneRecord& r : exchange(std::move(records), team, [](const PlaneRecord&) { return 0; }))
        for (std::size_t i = 0; i < plane_values; ++i) planes[i][static_cast<std::size_t>(r.index)] = r.value[i];
    return planes;
}

/// Free bytes on the disk of a file; infinity where nobody tells.
double free_space(const std::string& file) {
    std::error_code failed;
    const fs::path folder = fs::absolute(file, failed).parent_path();
    const auto available = static_cast<double>(fs::space(folder, failed).available);
    return failed ? std::numeric_limits<double>::infinity() : available;
}

/// HDF5 does not take a full disk well.
void check_space(const std::string& file, double needed) {
    const double available = free_space(file);
    if (available < needed)
        throw std::runtime_error(fmt::format("cannot write '{}': No space left on device ({} needed, {} free)", file,
                                             size_text(needed), size_text(available)));
}

/// All of the result but its name.
Ending write_file(const SweepRun& run, const std::string& file, const ResultBlock& block, const PlaneValues& planes,
                  const RunInformation& information, double start) {
    const Team& team = run.team;
    try {
        together(team, [&] {
            if (team.rank == 0) check_space(file, file_size(run.grid) + spectra_size(spectrum_part(run.configuration)));
        });
        together(team, [&] {
            if (team.rank == 0) create_result_file(file, run.configuration, information, planes);
        });
        together(team, [&] { write_result_block(file, run.grid, block, team.comm); });
        Ending ending = Ending::done;
        if (!run.configuration.energy.values.empty()) ending = sweep_spectra(run, file);
        together(team, [&] {
            if (team.rank != 0 || ending == Ending::stopped) return;
            finish_result_file(file, MPI_Wtime() - start);
            sync_to_disk(file);
        });
        return ending;
    } catch (const RunError&) {
        if (team.rank == 0) std::remove(file.c_str());
        throw;
    }
}

/// The kernels of all ranks must be of one instruction set, or results would depend on who computed what.
void check_instruction_sets(const Team& team) {
    std::array<char, 16> mine{}, first{};
    kernel().instruction_set.copy(mine.data(), mine.size() - 1);
    first = mine;
    MPI_Bcast(first.data(), static_cast<int>(first.size()), MPI_CHAR, 0, team.comm);
    together(team, [&] {
        if (mine != first)
            throw std::runtime_error(
                fmt::format("ranks differ in instruction set ({}, {}): set MIRAGE_INSTRUCTION_SET=avx2 or plain",
                            first.data(), mine.data()));
    });
}

/// A full disk is better known before.
std::string free_space_text(const Configuration& c, double needed) {
    const double available = free_space(c.output);
    return available > needed ? "" : fmt::format("; only {} free for it and its checkpoint", size_text(available));
}

void print_start(const Configuration& c, const Grid& grid, std::size_t items, const Team& team) {
    const double bytes = file_size(grid) + spectra_size(spectrum_part(c));
    const double records =
        static_cast<double>(grid.points()) * sizeof(PointRecord) + static_cast<double>(grid.lines()) * sizeof(LineRecord);
    fmt::print(stderr, "{} points (alpha {} x gamma {} x T {} x B {}) in {} items, {} ranks x {} threads\n", grid.points(),
               grid.alpha, grid.gamma, grid.T, grid.B, items, team.size, team.threads);
    if (const SpectrumPart part = spectrum_part(c); part.spectra() > 0)
        fmt::print(stderr, "then {} spectra of {} energies\n", part.spectra(), part.energies);
    fmt::print(stderr, "memory: about {} per rank; file: {} -> {}{}\n",
               size_text(60e6 + (3.0 * records + file_size(grid)) / team.size + spectra_memory(spectrum_part(c), team.size) +
                         static_cast<double>(items) * sizeof(WorkItem)),
               size_text(bytes), c.output, free_space_text(c, 2.5 * bytes));
}

/// Counts over all ranks: phases, then statuses.
std::array<std::int64_t, 6> count_points(const ResultBlock& block, const Team& team) {
    std::array<std::int64_t, 6> counts{};
    const auto at = [](std::int8_t flag) { return static_cast<std::size_t>(std::clamp<int>(flag, 0, 2)); };  // of a journal
    for (const std::int8_t flag : block.point_flag[phase]) ++counts[at(flag)];
    for (const std::int8_t flag : block.point_flag[status]) ++counts[3 + at(flag)];
    MPI_Allreduce(MPI_IN_PLACE, counts.data(), 6, MPI_INT64_T, MPI_SUM, team.comm);
    return counts;
}

/// `before`: the share of the work that earlier starts did.
void print_summary(const Configuration& c, const Grid& grid, const std::array<std::int64_t, 6>& counts,
                   const RunInformation& information, double before) {
    const auto points = static_cast<double>(grid.points());
    const std::int64_t failed = counts[5];
    const std::string speed = before > 0.0 ? fmt::format("the last {:.1f} % of the work", 100.0 * (1.0 - before))
                                           : fmt::format("{:.0f} points/s", points / information.wall_time);
    fmt::print("{} points in {}: {} on {} ranks x {} threads ({})\n", grid.points(), duration_text(information.wall_time),
               speed, information.ranks, information.threads, information.instruction_set);
    fmt::print("normal {}, gapped {}, gapless {}; tolerance missed {}, failed {}\n", counts[0] - failed, counts[1],
               counts[2], counts[4], failed);
    fmt::print("{} ({})\n", c.output, size_text(file_size(grid) + spectra_size(spectrum_part(c))));
}

/// What an earlier start left: told once.
void print_going_on(const EarlierJournals& earlier, double share, const Team& team) {
    std::int64_t valid = earlier.valid();
    MPI_Allreduce(MPI_IN_PLACE, &valid, 1, MPI_INT64_T, MPI_SUM, team.comm);
    if (team.rank != 0 || earlier.size() == 0) return;
    fmt::print(stderr, "going on: {:.1f} % was done\n", 100.0 * share);
    if (const std::int64_t damaged = earlier.size() - valid; damaged > 0)
        fmt::print(stderr, "checkpoint: {} damaged or cut off; what they held is computed again\n",
                   size_text(static_cast<double>(damaged)));
}

double sum_over_ranks(double value, const Team& team) {
    MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_DOUBLE, MPI_SUM, team.comm);
    return value;
}

/// Everything goes to disk before any rank leaves; whether that went well on all of them, in words.
std::string keep_all(Keeper& keeper, const CheckpointFolder& folder, const Team& team) {
    int kept = keeper.flush() ? 1 : 0;
    MPI_Allreduce(MPI_IN_PLACE, &kept, 1, MPI_INT, MPI_MIN, team.comm);
    return kept ? fmt::format("kept in '{}': the same command goes on", folder.path)
                : fmt::format("'{}' cannot be written: the last of the work is lost", folder.path);
}

}  // namespace

Ending run_sweep(const Configuration& c, MPI_Comm comm, const SweepOptions& options) {
    silence_hdf5();
    const double start = MPI_Wtime();
    const Team team = team_of(comm, c.threads);
    check_instruction_sets(team);
    const Grid grid = grid_of(c);
    const std::vector<WorkItem> items = partition(c);
    const OpenCheckpoint checkpoint = open_checkpoint(c, items, options.start, team);
    if (team.rank == 0) print_start(c, grid, items.size(), team);
    EarlierJournals earlier(checkpoint.journals, checkpoint.identity, team);
    Keeper keeper(checkpoint.folder.journal(checkpoint.start, team.rank), checkpoint.identity, c.checkpoint,
                  options.launcher);
    Safekeeping safekeeping{
        [&](const FinishedItem& finished) { keeper.add(finished); },
        [&](std::int64_t first, std::int64_t end, const auto& use) { earlier.read_spectra(first, end, use); },
        [&] { return keeper.stopped() || options.stop(); }};
    const SweepRun run{c, grid, team, options.solve, std::move(safekeeping)};

    Records records;
    const std::vector<WorkItem> left = unfinished(
        items, [&](const auto& take) { earlier.read(take); },
        [&](const FinishedItem& finished) { return take_item(finished, records); }, team);
    const double points_cost = cost_of(items), all_cost = points_cost + expected_spectra_cost(c, spectrum_part(c));
    const double before = points_cost - cost_of(left) + sum_over_ranks(earlier.spectra_cost(), team);
    print_going_on(earlier, before / all_cost, team);
    const auto leave = [&] {
        const std::string kept = keep_all(keeper, checkpoint.folder, team);
        const double done = before + sum_over_ranks(keeper.cost(), team);
        if (team.rank == 0)
            fmt::print(stderr, "mirage: stopped at {:.1f} %, {}\n", 100.0 * std::min(1.0, done / all_cost), kept);
        return Ending::stopped;
    };
    try {
        if (compute_all(run, left, points_cost, records) == Ending::stopped) return leave();
        const PlaneValues planes = gather_planes(std::move(records.planes), grid, team);
        const ResultBlock block = gather(std::move(records), grid, team);
        RunInformation information{team.size, team.threads, 0.0, std::string(kernel().instruction_set)};
        if (write_file(run, checkpoint.folder.result, block, planes, information, start) == Ending::stopped) return leave();
        keeper.close();
        together(team, [&] {
            if (team.rank == 0) checkpoint.held->complete(c.output);
        });
        information.wall_time = MPI_Wtime() - start;
        const auto counts = count_points(block, team);
        if (team.rank == 0) print_summary(c, grid, counts, information, before / all_cost);
        return Ending::done;
    } catch (const RunError& error) {
        throw RunError(fmt::format("{}; {}", error.what(), keep_all(keeper, checkpoint.folder, team)));
    }
}

}  // namespace mirage
