#pragma once
// The items that a rank holds, what its threads are at, and when it is time to ask the master for more. Not
// for several threads at once: the scheduler locks around it. Times are seconds of any clock.

#include <cstdint>
#include <deque>
#include <vector>

#include "parallel/chunk_scheduler.hpp"

namespace mirage {

class LocalQueue {
public:
    LocalQueue(const std::vector<WorkItem>& items, int threads);

    void add(ItemRange range);
    void clear();
    bool empty() const { return waiting_.empty(); }

    /// The number of an item that the thread now begins, or -1.
    std::int64_t draw(int thread, double now);
    /// The thread ends what it began.
    void finish(int thread, double now);

    /// Threads without an item.
    int idle() const { return idle_; }
    /// Time until more is needed [s]; 0: now.
    double until_request(double now) const;
    /// Of the items finished since the last call.
    ClassTimes take_times();

private:
    struct Thread {
        std::int64_t item = -1;
        double start = 0.0, end = 0.0;  ///< the latter expected
    };

    const std::vector<WorkItem>* items_;
    std::deque<std::int64_t> waiting_;
    std::array<double, cost_classes> expected_{};  ///< of those that wait [s]
    std::vector<Thread> threads_;
    int idle_;
    CostModel costs_;
    ClassTimes times_;
};

}  // namespace mirage
