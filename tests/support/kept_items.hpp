#pragma once
// Finished items kept in memory instead of on disk, and a stop after some of them.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

#include "checkpoint/resume.hpp"

namespace mirage_test {

class KeptItems {
public:
    /// Everything that this rank finishes is kept and recalled later; a start is stopped once it finished
    /// `limit` of them.
    mirage::CheckpointHooks hooks() {
        return {[this](const mirage::FinishedItem& finished) {
                    const std::lock_guard lock(mutex_);
                    items_.emplace_back(finished.item,
                                        mirage::Bytes(finished.records.begin(), finished.records.end()));
                    ++finished_;
                },
                [this](const mirage::WorkRange& wanted, const auto& use) {
                    for (const auto& [item, records] : items_)
                        if (wanted.overlaps(mirage::range_of(item.kind, item.first, item.first + item.count)))
                            use({item, records});
                },
                [this] { return finished_ >= limit_; }};
    }
    void next_start(std::size_t limit) {
        limit_ = limit;
        finished_ = 0;
    }

    /// Points, lines or segments in all items.
    std::int64_t count() const {
        std::int64_t count = 0;
        for (const auto& [item, records] : items_) count += item.count;
        return count;
    }

private:
    std::mutex mutex_;
    std::vector<std::pair<mirage::WorkItem, mirage::Bytes>> items_;
    std::atomic<std::size_t> finished_ = 0, limit_ = 0;
};

}  // namespace mirage_test
