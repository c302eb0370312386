#include "parallel/local_queue.hpp"

#include <algorithm>

namespace mirage {
namespace {

constexpr double lookahead = 5e-3;  // [s] that a request and its answer may take
// An item goes on for at least this part of its age: a long one may go on for long, and what is asked for
// meanwhile waits while others are idle.
constexpr double min_remaining = 1.0 / 16.0;

}  // namespace

LocalQueue::LocalQueue(const std::vector<WorkItem>& items, int threads)
    : items_(&items), threads_(static_cast<std::size_t>(threads)), idle_(threads) {}

void LocalQueue::add(ItemRange range) {
    for (std::int64_t i = range.begin; i < range.end; ++i) {
        const WorkItem& item = (*items_)[static_cast<std::size_t>(i)];
        waiting_.push_back(i);
        expected_[static_cast<std::size_t>(item.cost_class)] += item.cost;
    }
}

void LocalQueue::clear() {
    waiting_.clear();
    expected_.fill(0.0);
}

std::int64_t LocalQueue::draw(int thread, double now) {
    if (waiting_.empty()) return -1;
    const std::int64_t number = waiting_.front();
    const WorkItem& item = (*items_)[static_cast<std::size_t>(number)];
    waiting_.pop_front();
    expected_[static_cast<std::size_t>(item.cost_class)] -= item.cost;
    threads_[static_cast<std::size_t>(thread)] = {number, now, now + costs_.seconds(item)};
    --idle_;
    return number;
}

void LocalQueue::finish(int thread, double now) {
    Thread& run_status = threads_[static_cast<std::size_t>(thread)];
    ClassTimes one;
    one.add((*items_)[static_cast<std::size_t>(run_status.item)], now - run_status.start);
    costs_.learn(one);
    times_.add(one);
    run_status.item = -1;
    ++idle_;
}

double LocalQueue::until_request(double now) const {
    if (waiting_.empty() && idle_ > 0) return 0.0;
    double left = 0.0;  // in all threads together
    for (std::size_t i = 0; i < expected_.size(); ++i)
        left += expected_[i] * costs_.factor(static_cast<int>(i));
    for (const Thread& thread : threads_)
        if (thread.item >= 0) left += std::max(thread.end - now, min_remaining * (now - thread.start));
    return std::max(0.0, left / static_cast<double>(threads_.size()) - lookahead);
}

ClassTimes LocalQueue::take_times() {
    const ClassTimes times = times_;
    times_ = {};
    return times;
}

}  // namespace mirage
