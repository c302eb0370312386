#include "sweep/sweep.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <new>
#include <utility>

#include <fmt/format.h>

#include "checkpoint/disk_space.hpp"
#include "file/hdf5_handle.hpp"
#include "input/text.hpp"
#include "parallel/instruction_sets.hpp"
#include "parallel/progress.hpp"
#include "propagator/kernel.hpp"
#include "results/disk.hpp"
#include "sweep/plan_text.hpp"
#include "sweep/point_sweep.hpp"
#include "sweep/spectrum_sweep.hpp"

namespace mirage {
namespace {

/// `before`: the share of the work that earlier starts did.
void print_summary(const SweepPlan& plan, const PointCounts& counts, const RunInformation& information,
                   double before) {
    const std::int64_t points = plan.grid.points();
    const std::string speed =
        before > 0.0 ? fmt::format("the last {:.1f} % of the work", 100.0 * (1.0 - before))
                     : fmt::format("{:.0f} points/s", static_cast<double>(points) / information.wall_time);
    const auto number = [](auto count, const char* what) {
        return counted(static_cast<std::uint64_t>(count), what);
    };
    fmt::print("{} in {}: {} on {} x {} ({})\n", number(points, "point"),
               duration_text(information.wall_time), speed, number(information.ranks, "rank"),
               number(information.threads, "thread"), information.instruction_set);
    fmt::print("normal {}, gapped {}, gapless {}; tolerance missed {}, failed {}\n", counts.phases[0],
               counts.phases[1], counts.phases[2], counts.statuses[1], counts.statuses[2]);
    if (counts.lines[1] + counts.lines[2] > 0)
        fmt::print("critical lines: not converged {}, not computed {} of {}\n", counts.lines[1],
                   counts.lines[2], number(plan.grid.lines(), "temperature"));
    std::error_code unknown;
    const auto bytes = std::filesystem::file_size(plan.configuration.output, unknown);
    fmt::print("{} ({})\n", plan.configuration.output,
               unknown ? "of unknown size" : size_text(static_cast<double>(bytes)));
}

/// What an earlier start left: told once.
void print_resumed(const PreviousJournals& previous, double share, const Communicator& mpi) {
    std::int64_t valid = previous.valid();
    MPI_Allreduce(MPI_IN_PLACE, &valid, 1, MPI_INT64_T, MPI_SUM, mpi.comm);
    if (mpi.rank != 0 || previous.size() == 0) return;
    fmt::print(stderr, "resuming: {:.1f} % already done\n", 100.0 * share);
    if (const std::int64_t damaged = previous.size() - valid; damaged > 0)
        fmt::print(stderr, "checkpoint: {} damaged or cut off; what they held is computed again\n",
                   size_text(static_cast<double>(damaged)));
}

/// What failed in this start, and why. Collective.
void print_failures(const FailureLog& log, const Communicator& mpi) {
    for (const std::string& line : failure_lines(log, mpi))
        if (mpi.rank == 0) fmt::print(stderr, "mirage: {}\n", printable(line));
}

double sum_over_ranks(double value, const Communicator& mpi) {
    MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_DOUBLE, MPI_SUM, mpi.comm);
    return value;
}

/// Everything goes to disk before any rank leaves; whether that went well on all of them, in words.
std::string save_all(CheckpointWriter& writer, const CheckpointFolder& folder, const Communicator& mpi) {
    int saved = writer.flush() ? 1 : 0;
    MPI_Allreduce(MPI_IN_PLACE, &saved, 1, MPI_INT, MPI_MIN, mpi.comm);
    return saved ? fmt::format("kept in '{}': run the same command again to resume", folder.path)
                 : fmt::format("'{}' cannot be written: the last of the work is lost", folder.path);
}

/// All of the result but its name. `before`: the cost of what earlier starts did; `start`: of this one [s].
PointResults write_file(const SweepRun& run, const std::string& file, double before, double start) {
    const Communicator& mpi = run.mpi;
    try {
        Progress progress(run.plan.cost(), stderr, isatty(STDERR_FILENO) != 0, before);
        PointResults results = sweep_points(run, file, [&](double done) { progress.update(done); });
        if (results.run_status == RunStatus::finished && run.plan.spectra.spectra() > 0)
            results.run_status =
                sweep_spectra(run, file, [&](double done) { progress.update(run.plan.grid_cost + done); });
        if (mpi.rank == 0) progress.finish();
        if (results.run_status == RunStatus::stopped) return results;
        collectively(mpi, [&] {
            if (mpi.rank != 0) return;
            finish_result_file(file, results.planes, MPI_Wtime() - start);
            sync_to_disk(file);
        });
        return results;
    } catch (const RunError&) {
        if (mpi.rank == 0) std::remove(file.c_str());
        throw;
    }
}

CheckpointHooks hooks_of(CheckpointWriter& writer, const PreviousJournals& previous,
                         const SweepOptions& options) {
    return {[&](const FinishedItem& finished) { writer.add(finished); },
            [&](const WorkRange& wanted, const auto& use) { previous.read(wanted, use); },
            [&] { return writer.stopped() || options.stop(); }};
}

}  // namespace

RunStatus run_sweep(const Configuration& c, MPI_Comm comm, const SweepOptions& options) {
    silence_hdf5();
    const double start = MPI_Wtime();
    const Communicator mpi = communicator_of(comm, c.threads);
    check_instruction_sets(kernel().instruction_set, mpi);
    Hold hold;
    collectively(mpi, [&] { hold = Hold::from_environment(); });
    const SweepPlan plan = sweep_plan(c);
    const OpenCheckpoint checkpoint = open_checkpoint(
        c.output, [&] { return fingerprint_of(plan); }, options.start, mpi);
    if (mpi.rank == 0) fmt::print(stderr, "{}", plan_text(plan, {mpi.size, mpi.threads}));
    const PreviousJournals previous(checkpoint.journals, checkpoint.identity, mpi);
    CheckpointWriter writer(checkpoint.folder.journal(checkpoint.start, mpi.rank), checkpoint.identity,
                            c.checkpoint, options.launcher);
    RunInformation information{mpi.size, mpi.threads, 0.0, kernel().instruction_set};
    SweepRun run{plan, mpi, options.solvers, hooks_of(writer, previous, options), information};
    run.hold = &hold;
    const double before = std::min(plan.cost(), sum_over_ranks(previous.cost(), mpi));
    print_resumed(previous, before / plan.cost(), mpi);
    try {
        const PointResults results = write_file(run, checkpoint.folder.result, before, start);
        print_failures(*run.failures, mpi);
        if (results.run_status == RunStatus::stopped) {
            const std::string saved = save_all(writer, checkpoint.folder, mpi);
            const double done = before + sum_over_ranks(writer.cost(), mpi);
            if (mpi.rank == 0)
                fmt::print(stderr, "mirage: stopped at {:.1f} %, {}\n",
                           100.0 * std::min(1.0, done / plan.cost()), saved);
            return RunStatus::stopped;
        }
        writer.close();
        collectively(mpi, [&] {
            if (mpi.rank == 0) checkpoint.held->complete(c.output);
        });
        information.wall_time = MPI_Wtime() - start;
        if (mpi.rank == 0) print_summary(plan, results.counts, information, before / plan.cost());
        return RunStatus::finished;
    } catch (const RunError& error) {
        throw RunError(fmt::format("{}; {}", error.what(), save_all(writer, checkpoint.folder, mpi)));
    } catch (const std::bad_alloc&) {  // of this rank alone
        writer.flush();
        throw;
    }
}

}  // namespace mirage
