#include "parallel/chunk_scheduler.hpp"

#include <algorithm>
#include <utility>

namespace mirage {
namespace {

// A request costs the master a few microseconds [s] and its answer takes a millisecond or two: what each
// thread of all ranks and what each thread of the one gets is worth that at least.
constexpr double service = 20e-6, answer = 5e-3;

// Parts of what is left for each rank, where all is known and where not.
constexpr double coarse = 8.0, fine = 16.0;

}  // namespace

ChunkScheduler::ChunkScheduler(const std::vector<WorkItem>& items, int ranks, int threads, CostModel costs)
    : items_(&items), ranks_(ranks), smallest_(threads * std::max(service * ranks, answer)), costs_(costs) {
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(items.size()); ++i) {
        const WorkItem& item = items[static_cast<std::size_t>(i)];
        if (groups_.empty() || groups_.back().cost_class != item.cost_class)
            groups_.push_back({i, i, item.cost_class, 0.0, true});
        groups_.back().end = i + 1;
        groups_.back().left += item.cost;
        expected_[static_cast<std::size_t>(item.cost_class)] += item.cost;
    }
}

void ChunkScheduler::learn(const ClassTimes& times) {
    costs_.learn(times);
    finished_.add(times);
}

/// A group that nothing was taken from yet, to learn of every class early; else the one whose next item takes
/// longest.
std::size_t ChunkScheduler::next_group() const {
    const auto unknown = std::find_if(groups_.begin(), groups_.end(), [&](const Group& group) {
        return group.untouched && !costs_.knows(group.cost_class);
    });
    if (unknown != groups_.end()) return static_cast<std::size_t>(unknown - groups_.begin());
    const auto next = [&](const Group& group) {
        return costs_.seconds((*items_)[static_cast<std::size_t>(group.next)]);
    };
    const auto shorter = [&](const Group& a, const Group& b) { return next(a) < next(b); };
    return static_cast<std::size_t>(std::max_element(groups_.begin(), groups_.end(), shorter) -
                                    groups_.begin());
}

ItemRange ChunkScheduler::take(std::int64_t least) {
    if (empty()) return {};
    double left = 0.0, part = coarse;
    for (const Group& group : groups_) {
        left += group.left * costs_.factor(group.cost_class);
        if (!costs_.knows(group.cost_class)) part = fine;
    }
    return take(next_group(), least,
                std::max(left / (part * ranks_), std::min(smallest_, left / (2.0 * ranks_))));
}

ItemRange ChunkScheduler::take_one() { return empty() ? ItemRange{} : take(next_group(), 1, 0.0); }

ItemRange ChunkScheduler::take(std::size_t index, std::int64_t least, double share) {
    Group& group = groups_[index];
    if (std::exchange(group.untouched, false) && !costs_.knows(group.cost_class)) least = 1, share = 0.0;
    ItemRange range{group.next, group.next};
    for (double seconds = 0.0;
         group.next < group.end && (range.end - range.begin < least || seconds < share);) {
        const WorkItem& item = (*items_)[static_cast<std::size_t>(group.next)];
        seconds += costs_.seconds(item);
        group.left -= item.cost;
        range.end = ++group.next;
    }
    if (group.next == group.end) groups_.erase(groups_.begin() + static_cast<std::ptrdiff_t>(index));
    return range;
}

double ChunkScheduler::done() const {
    double expected = 0.0, done = 0.0, all = 0.0;
    for (std::size_t i = 0; i < expected_.size(); ++i) {
        const double factor = costs_.factor(static_cast<int>(i));
        expected += expected_[i];
        done += factor * finished_.expected[i];
        all += factor * expected_[i];
    }
    return all > 0.0 ? expected * std::min(1.0, done / all) : 0.0;
}

}  // namespace mirage
