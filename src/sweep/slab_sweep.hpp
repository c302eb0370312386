#pragma once
// A sweep in slabs that fit into memory: what is left of each is computed by all ranks, then written. Points
// and spectra are two kinds of work in this one script.

#include <atomic>
#include <functional>
#include <memory>
#include <new>
#include <numeric>
#include <string>
#include <vector>

#include "checkpoint/resume.hpp"
#include "file/result_file.hpp"
#include "file/result_writer.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "parallel/communicator.hpp"
#include "parallel/scheduler.hpp"
#include "sweep/failures.hpp"
#include "sweep/sweep_plan.hpp"

namespace mirage {

/// The solvers of one point and one line; tests put their own in.
struct Solvers {
    PointState (*point)(const Parameters&, const Accuracy&, Detail) = solve_point;
    CriticalFields (*line)(const Parameters&) = critical_fields;
};

/// What all ranks know of a sweep.
struct SweepRun {
    const SweepPlan& plan;
    Communicator mpi;
    Solvers solvers{};
    CheckpointHooks hooks{};
    RunInformation information{};
    std::shared_ptr<FailureLog> failures = std::make_shared<FailureLog>();
    Hold* hold = nullptr;  ///< for tests
};

/// Collective. Throws RunError.
inline void close_on_all_ranks(ResultWriter& writer, const Communicator& mpi) {
    collectively(mpi, [&] { writer.sync(); });
    collectively(mpi, [&] { writer.close(); });
}

/// Expected cost of what is finished [s], on rank 0.
using Report = std::function<void(double done)>;

inline double cost_of(const std::vector<WorkItem>& items) {
    return std::accumulate(items.begin(), items.end(), 0.0,
                           [](double sum, const WorkItem& w) { return sum + w.cost; });
}

/// Computes `items` with all ranks and threads; what this rank finished is added to `records`. Where memory
/// runs out, the items in hand are finished, and the run ends: what is missing then is no property of a
/// point. Collective. Throws RunError.
template <class Work>
RunStatus compute_items(const SweepRun& run, Work& work, const std::vector<WorkItem>& items,
                        const Report& report, CostModel& costs, typename Work::Records& records) {
    std::vector<typename Work::Thread> threads(static_cast<std::size_t>(run.mpi.threads));
    ScheduleOptions options;
    options.threads = run.mpi.threads;
    options.report = report;
    std::atomic<bool> no_memory{false};
    options.stop = [&] { return no_memory || run.hooks.stop(); };
    options.costs = &costs;
    options.hold = run.hold;
    const auto compute = [&](const WorkItem& item, int thread) {
        typename Work::Thread& own = threads[static_cast<std::size_t>(thread)];
        try {
            work.compute(item, own);
            run.hooks.save(own.records.finished(item));
        } catch (const std::bad_alloc&) {
            no_memory = true;
        }
    };
    const RunStatus run_status = run_items(items, compute, run.mpi.comm, options);
    collectively(run.mpi, [&] {
        if (no_memory) throw std::bad_alloc();
    });
    for (typename Work::Thread& thread : threads) {
        records.append(thread.records);
        thread = {};
    }
    return run_status;
}

/// Work offers: Records with append, finished(item) (its last records as those of the item) and
/// accept(finished item); Thread, with records and what else a thread keeps; slabs(bytes of all ranks),
/// partition(slab), range(slab), compute(item, thread), write(slab, records) and close(), both collective.
/// Collective; data are bitwise the same for every number of ranks, threads and slabs. Throws RunError.
template <class Work>
RunStatus sweep_slabs(const SweepRun& run, Work& work, double memory_per_rank, const Report& report) {
    CostModel costs;
    double before = 0.0;  // of the slabs before
    RunStatus run_status = RunStatus::finished;
    for (const auto& slab : work.slabs(memory_per_rank * run.mpi.size)) {
        const std::vector<WorkItem> items = work.partition(slab);
        typename Work::Records records;
        const std::vector<WorkItem> left = unfinished(
            items, [&](const auto& take) { run.hooks.restore(work.range(slab), take); },
            [&](const FinishedItem& finished) { return records.accept(finished); }, run.mpi);
        const double cost = cost_of(items), done = before + cost - cost_of(left);
        run_status = compute_items(
            run, work, left, [&](double more) { report(done + more); }, costs, records);
        if (run_status == RunStatus::stopped) break;
        before += cost;
        work.write(slab, std::move(records));
    }
    work.close();
    return run_status;
}

}  // namespace mirage
