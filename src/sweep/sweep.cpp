#include "sweep/sweep.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include <fmt/format.h>

#include "checkpoint/disk_space.hpp"
#include "file/hdf5_handle.hpp"
#include "parallel/progress.hpp"
#include "propagator/kernel.hpp"
#include "sweep/point_sweep.hpp"
#include "sweep/spectrum_sweep.hpp"

namespace mirage {
namespace {

/// Bytes of the whole result.
double result_size(const Configuration& c) { return file_size(grid_of(c)) + spectra_size(spectrum_grid(c)); }

/// The kernels of all ranks must be of one instruction set, or results would depend on who computed what.
void check_instruction_sets(const Communicator& mpi) {
    std::array<char, 16> mine{}, first{};
    kernel().instruction_set.copy(mine.data(), mine.size() - 1);
    first = mine;
    MPI_Bcast(first.data(), static_cast<int>(first.size()), MPI_CHAR, 0, mpi.comm);
    collectively(mpi, [&] {
        if (mine != first)
            throw std::runtime_error(fmt::format(
                "ranks differ in instruction set ({}, {}): set MIRAGE_INSTRUCTION_SET=avx2 or plain",
                first.data(), mine.data()));
    });
}

/// A full disk is better known before.
std::string free_space_text(const Configuration& c, double needed) {
    const double available = free_space(c.output);
    return available > needed ? ""
                              : fmt::format("; only {} free for it and its checkpoint", size_text(available));
}

void print_start(const Configuration& c, const Grid& grid, const Communicator& mpi) {
    const double bytes = result_size(c);
    fmt::print(stderr, "{} points (alpha {} x gamma {} x T {} x B {}), {} ranks x {} threads\n",
               grid.points(), grid.alpha, grid.gamma, grid.T, grid.B, mpi.size, mpi.threads);
    const SpectrumGrid part = spectrum_grid(c);
    if (part.spectra() > 0)
        fmt::print(stderr, "then {} spectra of {} energies\n", part.spectra(), part.energies);
    const double memory = std::max(points_memory(grid, mpi.size), spectra_memory(part, mpi.size));
    fmt::print(stderr, "memory: about {} per rank; file: {} -> {}{}\n", size_text(60e6 + memory),
               size_text(bytes), c.output, free_space_text(c, 2.5 * bytes));
}

/// `before`: the share of the work that earlier starts did.
void print_summary(const Configuration& c, const Grid& grid, const PointCounts& counts,
                   const RunInformation& information, double before) {
    const auto points = static_cast<double>(grid.points());
    const std::int64_t failed = counts.statuses[2];
    const std::string speed = before > 0.0
                                  ? fmt::format("the last {:.1f} % of the work", 100.0 * (1.0 - before))
                                  : fmt::format("{:.0f} points/s", points / information.wall_time);
    fmt::print("{} points in {}: {} on {} ranks x {} threads ({})\n", grid.points(),
               duration_text(information.wall_time), speed, information.ranks, information.threads,
               information.instruction_set);
    fmt::print("normal {}, gapped {}, gapless {}; tolerance missed {}, failed {}\n",
               counts.phases[0] - failed, counts.phases[1], counts.phases[2], counts.statuses[1], failed);
    fmt::print("{} ({})\n", c.output, size_text(result_size(c)));
}

/// What an earlier start left: told once.
void print_going_on(const PreviousJournals& previous, double share, const Communicator& mpi) {
    std::int64_t valid = previous.valid();
    MPI_Allreduce(MPI_IN_PLACE, &valid, 1, MPI_INT64_T, MPI_SUM, mpi.comm);
    if (mpi.rank != 0 || previous.size() == 0) return;
    fmt::print(stderr, "resuming: {:.1f} % already done\n", 100.0 * share);
    if (const std::int64_t damaged = previous.size() - valid; damaged > 0)
        fmt::print(stderr, "checkpoint: {} damaged or cut off; what they held is computed again\n",
                   size_text(static_cast<double>(damaged)));
}

double sum_over_ranks(double value, const Communicator& mpi) {
    MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_DOUBLE, MPI_SUM, mpi.comm);
    return value;
}

/// Everything goes to disk before any rank leaves; whether that went well on all of them, in words.
std::string keep_all(CheckpointWriter& writer, const CheckpointFolder& folder, const Communicator& mpi) {
    int kept = writer.flush() ? 1 : 0;
    MPI_Allreduce(MPI_IN_PLACE, &kept, 1, MPI_INT, MPI_MIN, mpi.comm);
    return kept ? fmt::format("kept in '{}': run the same command again to resume", folder.path)
                : fmt::format("'{}' cannot be written: the last of the work is lost", folder.path);
}

struct Written {
    RunStatus run_status = RunStatus::finished;
    PointCounts counts;
};

/// All of the result but its name. `before`: the cost of what earlier starts did.
Written write_file(const SweepRun& run, const std::string& file, const RunInformation& information,
                   double before, double start) {
    const Configuration& c = run.configuration;
    const Communicator& mpi = run.mpi;
    try {
        Progress progress(run.grid_cost, stderr, isatty(STDERR_FILENO) != 0, before);
        const PointSweep points = sweep_points(
            run, file, [&](double done) { progress.update(done); },
            [&] {
                collectively(mpi, [&] {
                    if (mpi.rank != 0) return;
                    check_space(file, result_size(c));
                    create_result_file(file, c, information);
                });
            });
        if (mpi.rank == 0) progress.finish();
        if (points.run_status == RunStatus::stopped) return {points.run_status, {}};
        if (!c.energy.values.empty() && sweep_spectra(run, file) == RunStatus::stopped)
            return {RunStatus::stopped, {}};
        collectively(mpi, [&] {
            if (mpi.rank != 0) return;
            finish_result_file(file, points.planes, MPI_Wtime() - start);
            sync_to_disk(file);
        });
        return {RunStatus::finished, points.counts};
    } catch (const RunError&) {
        if (mpi.rank == 0) std::remove(file.c_str());
        throw;
    }
}

}  // namespace

RunStatus run_sweep(const Configuration& c, MPI_Comm comm, const SweepOptions& options) {
    silence_hdf5();
    const double start = MPI_Wtime();
    const Communicator mpi = communicator_of(comm, c.threads);
    check_instruction_sets(mpi);
    const Grid grid = grid_of(c);
    const OpenCheckpoint checkpoint = open_checkpoint(c, options.start, mpi);
    if (mpi.rank == 0) print_start(c, grid, mpi);
    const PreviousJournals previous(checkpoint.journals, checkpoint.identity, mpi);
    CheckpointWriter writer(checkpoint.folder.journal(checkpoint.start, mpi.rank), checkpoint.identity,
                            c.checkpoint, options.launcher);
    CheckpointHooks hooks{[&](const FinishedItem& finished) { writer.add(finished); },
                          [&](const WorkRange& wanted, const auto& use) { previous.read(wanted, use); },
                          [&] { return writer.stopped() || options.stop(); }};
    const SweepRun run{c, grid, mpi, options.solve, std::move(hooks)};
    const double cost = run.grid_cost + expected_spectra_cost(c, spectrum_grid(c));
    const double before = std::min(cost, sum_over_ranks(previous.cost(), mpi));
    print_going_on(previous, before / cost, mpi);

    RunInformation information{mpi.size, mpi.threads, 0.0, std::string(kernel().instruction_set)};
    try {
        const Written written = write_file(run, checkpoint.folder.result, information, before, start);
        if (written.run_status == RunStatus::stopped) {
            const std::string kept = keep_all(writer, checkpoint.folder, mpi);
            const double done = before + sum_over_ranks(writer.cost(), mpi);
            if (mpi.rank == 0)
                fmt::print(stderr, "mirage: stopped at {:.1f} %, {}\n", 100.0 * std::min(1.0, done / cost),
                           kept);
            return RunStatus::stopped;
        }
        writer.close();
        collectively(mpi, [&] {
            if (mpi.rank == 0) checkpoint.held->complete(c.output);
        });
        information.wall_time = MPI_Wtime() - start;
        if (mpi.rank == 0) print_summary(c, grid, written.counts, information, before / cost);
        return RunStatus::finished;
    } catch (const RunError& error) {
        throw RunError(fmt::format("{}; {}", error.what(), keep_all(writer, checkpoint.folder, mpi)));
    }
}

}  // namespace mirage
