#pragma once
// Which items are handed out next, decided by the master. No MPI here: tests/simulated_run.hpp runs it
// against a clock.

#include <cstdint>
#include <vector>

#include "parallel/cost_model.hpp"

namespace mirage {

/// Items [begin, end) of the list; empty when begin == end.
struct ItemRange {
    std::int64_t begin = 0, end = 0;
};

/// Hands out a list that is sorted by class, within a class by cost: one item of every class that nothing is
/// known of, then always from the class whose next item takes longest by what was learned. Chunks are about
/// 1/(8 ranks) of the time that is left (guided self-scheduling), half of that until all classes are known,
/// but worth what a message takes, of all ranks at the master and of one; towards the end they shrink to
/// single items.
class ChunkScheduler {
public:
    ChunkScheduler(const std::vector<WorkItem>& items, int ranks, int threads = 1, CostModel costs = {});

    void learn(const ClassTimes& times);
    /// A chunk of at least `least` items, if there are so many in the class.
    ItemRange take(std::int64_t least = 1);
    ItemRange take_one();
    bool empty() const { return groups_.empty(); }

    /// Expected cost of the whole list [s], times the share of its time that finished items stand for.
    double done() const;
    const CostModel& costs() const { return costs_; }

private:
    struct Group {
        std::int64_t next, end;
        int cost_class;
        double left;     ///< expected [s]
        bool untouched;  ///< nothing was taken from it yet
    };
    std::size_t next_group() const;
    ItemRange take(std::size_t group, std::int64_t least, double share);

    const std::vector<WorkItem>* items_;
    int ranks_;
    double smallest_;
    CostModel costs_;
    std::vector<Group> groups_;  ///< of one class each, none empty
    std::array<double, cost_classes> expected_{};
    ClassTimes finished_;
};

}  // namespace mirage
