#include "sweep/sweep.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include <fmt/format.h>

#include "checkpoint/disk_space.hpp"
#include "file/hdf5_handle.hpp"
#include "propagator/kernel.hpp"
#include "sweep/point_sweep.hpp"
#include "parallel/progress.hpp"
#include "sweep/spectrum_sweep.hpp"

namespace mirage {
namespace {

/// Bytes of the whole result.
double result_size(const Configuration& c) { return file_size(grid_of(c)) + spectra_size(spectrum_part(c)); }

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

void print_start(const Configuration& c, const Grid& grid, const Team& team) {
    const double bytes = result_size(c);
    fmt::print(stderr, "{} points (alpha {} x gamma {} x T {} x B {}), {} ranks x {} threads\n", grid.points(), grid.alpha,
               grid.gamma, grid.T, grid.B, team.size, team.threads);
    const SpectrumPart part = spectrum_part(c);
    if (part.spectra() > 0) fmt::print(stderr, "then {} spectra of {} energies\n", part.spectra(), part.energies);
    const double memory = std::max(points_memory(grid, team.size), spectra_memory(part, team.size));
    fmt::print(stderr, "memory: about {} per rank; file: {} -> {}{}\n", size_text(60e6 + memory), size_text(bytes), c.output,
               free_space_text(c, 2.5 * bytes));
}

/// `before`: the share of the work that earlier starts did.
void print_summary(const Configuration& c, const Grid& grid, const PointCounts& counts,
                   const RunInformation& information, double before) {
    const auto points = static_cast<double>(grid.points());
    const std::int64_t failed = counts.statuses[2];
    const std::string speed = before > 0.0 ? fmt::format("the last {:.1f} % of the work", 100.0 * (1.0 - before))
                                           : fmt::format("{:.0f} points/s", points / information.wall_time);
    fmt::print("{} points in {}: {} on {} ranks x {} threads ({})\n", grid.points(), duration_text(information.wall_time),
               speed, information.ranks, information.threads, information.instruction_set);
    fmt::print("normal {}, gapped {}, gapless {}; tolerance missed {}, failed {}\n", counts.phases[0] - failed,
               counts.phases[1], counts.phases[2], counts.statuses[1], failed);
    fmt::print("{} ({})\n", c.output, size_text(result_size(c)));
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

struct Written {
    Ending ending = Ending::done;
    PointCounts counts;
};

/// All of the result but its name. `before`: the cost of what earlier starts did.
Written write_file(const SweepRun& run, const std::string& file, const RunInformation& information, double before,
                   double start) {
    const Configuration& c = run.configuration;
    const Team& team = run.team;
    try {
        Progress progress(run.grid_cost, stderr, isatty(STDERR_FILENO) != 0, before);
        const PointSweep points = sweep_points(
            run, file, [&](double done) { progress.update(done); },
            [&] {
                together(team, [&] {
                    if (team.rank != 0) return;
                    check_space(file, result_size(c));
                    create_result_file(file, c, information);
                });
            });
        if (team.rank == 0) progress.finish();
        if (points.ending == Ending::stopped) return {points.ending, {}};
        if (!c.energy.values.empty() && sweep_spectra(run, file) == Ending::stopped) return {Ending::stopped, {}};
        together(team, [&] {
            if (team.rank != 0) return;
            finish_result_file(file, points.planes, MPI_Wtime() - start);
            sync_to_disk(file);
        });
        return {Ending::done, points.counts};
    } catch (const RunError&) {
        if (team.rank == 0) std::remove(file.c_str());
        throw;
    }
}

}  // namespace

Ending run_sweep(const Configuration& c, MPI_Comm comm, const SweepOptions& options) {
    silence_hdf5();
    const double start = MPI_Wtime();
    const Team team = team_of(comm, c.threads);
    check_instruction_sets(team);
    const Grid grid = grid_of(c);
    const OpenCheckpoint checkpoint = open_checkpoint(c, options.start, team);
    if (team.rank == 0) print_start(c, grid, team);
    const EarlierJournals earlier(checkpoint.journals, checkpoint.identity, team);
    Keeper keeper(checkpoint.folder.journal(checkpoint.start, team.rank), checkpoint.identity, c.checkpoint,
                  options.launcher);
    Safekeeping safekeeping{[&](const FinishedItem& finished) { keeper.add(finished); },
                            [&](const WorkStretch& wanted, const auto& use) { earlier.read(wanted, use); },
                            [&] { return keeper.stopped() || options.stop(); }};
    const SweepRun run{c, grid, team, options.solve, std::move(safekeeping)};
    const double cost = run.grid_cost + expected_spectra_cost(c, spectrum_part(c));
    const double before = std::min(cost, sum_over_ranks(earlier.cost(), team));
    print_going_on(earlier, before / cost, team);

    RunInformation information{team.size, team.threads, 0.0, std::string(kernel().instruction_set)};
    try {
        const Written written = write_file(run, checkpoint.folder.result, information, before, start);
        if (written.ending == Ending::stopped) {
            const std::string kept = keep_all(keeper, checkpoint.folder, team);
            const double done = before + sum_over_ranks(keeper.cost(), team);
            if (team.rank == 0)
                fmt::print(stderr, "mirage: stopped at {:.1f} %, {}\n", 100.0 * std::min(1.0, done / cost), kept);
            return Ending::stopped;
        }
        keeper.close();
        together(team, [&] {
            if (team.rank == 0) checkpoint.held->complete(c.output);
        });
        information.wall_time = MPI_Wtime() - start;
        if (team.rank == 0) print_summary(c, grid, written.counts, information, before / cost);
        return Ending::done;
    } catch (const RunError& error) {
        throw RunError(fmt::format("{}; {}", error.what(), keep_all(keeper, checkpoint.folder, team)));
    }
}

}  // namespace mirage
