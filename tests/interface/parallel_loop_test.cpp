#include "interface/parallel_loop.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

/// Something that takes long enough for the others to begin.
void take_a_while() { std::this_thread::sleep_for(std::chrono::microseconds(300)); }

TEST(ParallelLoop, EveryRowIsDoneOnceWhateverTheThreads) {
    for (const int threads : {0, 1, 2, 7}) {
        const mirage_run run{threads, nullptr, nullptr};
        std::vector<std::atomic<int>> times(2000);
        const LoopEnd end = parallel_loop(2000, &run, [&](std::int64_t i) {
            if (i % 500 == 0) take_a_while();
            ++times[static_cast<std::size_t>(i)];
            return 1;
        });
        EXPECT_EQ(end, LoopEnd::finished);
        for (const auto& count : times) ASSERT_EQ(count, 1);
    }
}

/// Every thread waits for the others, which come or the test fails.
TEST(ParallelLoop, ManyThreadsShareTheRows) {
    const mirage_run run{3, nullptr, nullptr};
    std::mutex mutex;
    std::condition_variable came;
    std::set<std::thread::id> seen;
    parallel_loop(60, &run, [&](std::int64_t i) {
        if (i == 0) take_a_while();
        std::unique_lock lock(mutex);
        seen.insert(std::this_thread::get_id());
        came.notify_all();
        if (i > 0) came.wait_for(lock, std::chrono::seconds(20), [&] { return seen.size() == 3; });
        return 1;
    });
    EXPECT_EQ(seen.size(), 3u);
}

TEST(ParallelLoop, AStoppedLoopEndsAndSaysSo) {
    for (const int threads : {1, 3}) {
        std::int32_t stop = 0;
        std::int64_t done = 0;
        const mirage_run run{threads, &stop, &done};
        const LoopEnd end = parallel_loop(1000000, &run, [&](std::int64_t i) {
            if (i == 10) __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
            return 1;
        });
        EXPECT_EQ(end, LoopEnd::stopped);
        EXPECT_LT(done, 1000000);
        EXPECT_GT(done, 0);
    }
}

TEST(ParallelLoop, ProgressCountsWhatTheBodySays) {
    std::int64_t done = 0;
    const mirage_run run{2, nullptr, &done};
    parallel_loop(100, &run, [](std::int64_t) { return 3; });
    EXPECT_EQ(done, 300);
}

TEST(ParallelLoop, WhatIsThrownEndsIt) {
    for (const int threads : {1, 3}) {
        const mirage_run run{threads, nullptr, nullptr};
        EXPECT_THROW(parallel_loop(1000, &run,
                                   [](std::int64_t i) -> std::int64_t {
                                       take_a_while();
                                       if (i == 20) throw std::runtime_error("no");
                                       return 1;
                                   }),
                     std::runtime_error);
    }
}

TEST(ParallelLoop, NoRowsAreNoWork) {
    EXPECT_EQ(parallel_loop(0, nullptr, [](std::int64_t) -> std::int64_t { throw 1; }), LoopEnd::finished);
}

}  // namespace
