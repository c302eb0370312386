#pragma once
// Who computes which work item: a master that hands out ranges of the list and computes too, OpenMP threads in every rank.

#include <mpi.h>

#include <cstdint>
#include <functional>
#include <vector>

#include "mirage/work.hpp"

namespace mirage {

/// Items [begin, end) of the list; empty when begin == end.
struct ItemRange {
    std::int64_t begin = 0, end = 0;
};

/// Hands out the list from its front (the costliest items) in chunks that shrink towards the end: each about
/// 1/(4 workers) of the cost that is left, at least one item (guided self-scheduling).
class Dispenser {
public:
    Dispenser(const std::vector<WorkItem>& items, int workers);

    ItemRange take();
    /// The next items up to `count`, whatever they cost: what the master takes for itself.
    ItemRange take_items(int count);
    bool empty() const { return next_ == static_cast<std::int64_t>(items_->size()); }

private:
    const std::vector<WorkItem>* items_;
    int workers_;
    std::int64_t next_ = 0;
    double remaining_ = 0.0;
};

struct ScheduleOptions {
    int threads = 1;                                          ///< OpenMP threads of this rank
    std::function<void(double done)> report = [](double) {};  ///< rank 0: expected cost [s] finished so far, called often
    std::function<bool()> stop = [] { return false; };        ///< asked by all threads between items; once true, always
};

enum class Ending { done, stopped };

/// Calls compute(item, thread) once for every item on some rank and thread; collective, returns when all are done. Where
/// `stop` is true on any rank, all of them finish the items in hand and return Ending::stopped. Needs MPI_THREAD_FUNNELED
/// and is called by the main thread. compute must not throw.
Ending run_items(const std::vector<WorkItem>& items, const std::function<void(const WorkItem&, int thread)>& compute,
                 MPI_Comm comm, const ScheduleOptions& options);

/// Waits for all ranks without burning a core.
void quiet_barrier(MPI_Comm comm);

}  // namespace mirage
