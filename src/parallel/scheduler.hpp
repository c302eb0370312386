#pragma once
// Who computes which work item: rank 0 hands out ranges of the list, OpenMP threads compute in every rank.
// Where there are several ranks, each has one thread more, which talks to the others and sleeps in between.

#include <mpi.h>

#include <functional>
#include <vector>

#include "parallel/cost_model.hpp"
#include "parallel/hold.hpp"

namespace mirage {

struct ScheduleOptions {
    int threads = 1;  ///< of this rank that compute, the same on all ranks
    /// On rank 0, called often: what is finished so far, as a share of the expected cost of all items [s].
    std::function<void(double done)> report = [](double) {};
    std::function<bool()> stop = [] {
        return false;
    };                           ///< asked by all threads between items; once true, always
    CostModel* costs = nullptr;  ///< on rank 0: what was learned before, and is by this call
    Hold* hold = nullptr;        ///< of rank 0, for tests; nullptr: none
};

enum class RunStatus { finished, stopped };

/// Calls compute(item, thread) once for every item on some rank and thread; collective, returns when all are
/// done. Where `stop` is true on any rank, all of them finish the items in hand and return
/// RunStatus::stopped. The list is sorted by class and the same on all ranks. Needs MPI_THREAD_FUNNELED and
/// is called by the main thread. compute must not throw.
RunStatus run_items(const std::vector<WorkItem>& items,
                    const std::function<void(const WorkItem&, int thread)>& compute, MPI_Comm comm,
                    const ScheduleOptions& options);

}  // namespace mirage
