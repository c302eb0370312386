#include "parallel/chunk_scheduler.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "simulated_run.hpp"

namespace {

using namespace mirage;
using mirage_test::Machine;
using mirage_test::simulate;

/// `count` items of each cost, a class for each.
std::vector<WorkItem> classes_of(const std::vector<double>& costs, int count) {
    std::vector<WorkItem> items;
    for (std::size_t c = 0; c < costs.size(); ++c)
        for (int i = 0; i < count; ++i)
            items.push_back({WorkKind::points, static_cast<std::int64_t>(items.size()), 1, costs[c],
                             static_cast<std::int8_t>(c)});
    return items;
}

ClassTimes times_of(const WorkItem& item, int count, double factor) {
    ClassTimes times;
    for (int i = 0; i < count; ++i) times.add(item, factor * item.cost);
    return times;
}

double cost_of(const std::vector<WorkItem>& items, ItemRange range) {
    return std::accumulate(items.begin() + range.begin, items.begin() + range.end, 0.0,
                           [](double sum, const WorkItem& item) { return sum + item.cost; });
}

TEST(ChunkScheduler, EveryItemOnceInOrderAndChunksShrink) {
    const auto items = classes_of({1.0}, 10000);
    ChunkScheduler chunks(items, 8);
    chunks.learn(times_of(items[0], 100, 1.0));
    std::int64_t next = 0, last_size = 1 << 30;
    for (ItemRange range = chunks.take(); range.begin != range.end; range = chunks.take()) {
        EXPECT_EQ(range.begin, next);
        EXPECT_LE(range.end - range.begin, last_size);
        if (next == 0) {
            EXPECT_NEAR(static_cast<double>(range.end), 10000 / 64.0, 1.0) << "1/(8 ranks)";
        }
        last_size = range.end - range.begin;
        next = range.end;
    }
    EXPECT_EQ(next, 10000);
    EXPECT_EQ(last_size, 1);
    EXPECT_TRUE(chunks.empty());
}

TEST(ChunkScheduler, EveryItemOnceWhateverIsLearned) {
    const auto items = classes_of({0.5, 0.001, 0.02, 0.001}, 500);
    for (const double factor : {0.0, 1e-6, 0.3, 3.0, 1e6}) {
        ChunkScheduler chunks(items, 7);
        std::vector<int> times(items.size(), 0);
        for (int turn = 0; !chunks.empty(); ++turn) {
            const ItemRange range = turn % 3 == 0 ? chunks.take_one() : chunks.take(turn % 4);
            ASSERT_LT(range.begin, range.end);
            for (std::int64_t i = range.begin; i < range.end; ++i) {
                const WorkItem& item = items[static_cast<std::size_t>(i)];
                ++times[static_cast<std::size_t>(i)];
                chunks.learn(times_of(item, 1, item.cost_class % 2 ? factor : 1.0));
            }
        }
        EXPECT_EQ(times, std::vector<int>(items.size(), 1)) << factor;
        const ItemRange none = chunks.take(5);
        EXPECT_EQ(none.begin, none.end);
    }
}

TEST(ChunkScheduler, TheClassWhoseItemsTakeLongestIsFirst) {
    const auto items = classes_of({0.01, 0.02, 0.04}, 100);
    ChunkScheduler chunks(items, 100);
    for (const std::int64_t first : {0, 100, 200}) {
        const ItemRange range = chunks.take(3);
        EXPECT_EQ(range.begin, first) << "one of each";
        EXPECT_EQ(range.end, first + 1);
    }
    EXPECT_EQ(chunks.take_one().begin, 201) << "as expected";
    chunks.learn(times_of(items[200], 50, 0.1));
    chunks.learn(times_of(items[100], 50, 0.1));
    chunks.learn(times_of(items[0], 50, 2.0));
    EXPECT_EQ(chunks.take_one().begin, 1) << "20 ms against 2 and 4";
    EXPECT_EQ(chunks.take().begin, 2);
    chunks.learn(times_of(items[200], 5000, 1.0));
    EXPECT_EQ(chunks.take_one().begin, 202) << "40 ms after all";
}

TEST(ChunkScheduler, WhatWasLearnedBeforeCountsFromTheStart) {
    const auto items = classes_of({0.01, 0.02}, 100);
    CostModel costs;
    costs.learn(times_of(items[0], 1000, 3.0));
    costs.learn(times_of(items[100], 1000, 1.0));
    EXPECT_EQ(ChunkScheduler(items, 100, 1, costs).take_one().begin, 0);
    EXPECT_EQ(ChunkScheduler(items, 1, 1, costs).take().end, 21) << "5 s in 8 parts, 30 ms each";
}

TEST(ChunkScheduler, SmallerChunksUntilAllClassesAreKnown) {
    const auto items = classes_of({0.01, 0.0001}, 100000);
    ChunkScheduler unknown(items, 10), known(items, 10);
    known.learn(times_of(items[0], 50, 1.0));
    known.learn(times_of(items[100000], 50, 1.0));
    for (ChunkScheduler* chunks : {&unknown, &known})
        EXPECT_EQ(cost_of(items, chunks->take()) > 1.0, chunks == &known);
    unknown.take();
    EXPECT_NEAR(cost_of(items, unknown.take()) * 2.0, cost_of(items, known.take()), 0.3);
}

TEST(ChunkScheduler, ChunksAreWorthAMessageExceptTowardsTheEnd) {
    const auto items = classes_of({1e-6}, 1000000);
    for (const int ranks : {2, 1000}) {
        ChunkScheduler chunks(items, ranks);
        chunks.learn(times_of(items[0], 1000, 1.0));
        double least = 1.0, left = 1.0;
        std::int64_t last = 0;
        for (ItemRange range = chunks.take(); range.begin != range.end; range = chunks.take()) {
            last = range.end - range.begin;
            const double cost = cost_of(items, range);
            if (left > 0.04 * ranks) least = std::min(least, cost);
            left -= cost;
        }
        EXPECT_EQ(last, 1) << "to the end";
        if (ranks == 2) {
            EXPECT_GE(least, 5e-3 - 1e-9);
        }
    }
}

TEST(ChunkScheduler, AsManyItemsAsThreadsAreIdle) {
    const auto items = classes_of({1.0}, 20);
    ChunkScheduler chunks(items, 100);
    chunks.learn(times_of(items[0], 5, 1.0));
    EXPECT_EQ(chunks.take(8).end, 8);
    EXPECT_EQ(chunks.take(1).end, 9);
    EXPECT_EQ(chunks.take(0).end, 10) << "one at least";
    EXPECT_EQ(chunks.take(100).end, 20);
}

TEST(ChunkScheduler, DoneIsTheShareOfTheTimeNotOfTheExpectedCost) {
    const auto items = classes_of({0.01, 0.01}, 1000);
    ChunkScheduler chunks(items, 2);
    EXPECT_EQ(chunks.done(), 0.0);
    chunks.learn(times_of(items[0], 1000, 3.0));
    chunks.learn(times_of(items[1000], 500, 1.0));
    EXPECT_NEAR(chunks.done() / 20.0, 3.5 / 4.0, 0.01);
    chunks.learn(times_of(items[1000], 500, 1.0));
    EXPECT_NEAR(chunks.done(), 20.0, 1e-9);
}

/// Items of three classes as a grid has them: few long ones, many short ones; in truth off by `wrong` each
/// way, and spread.
struct Work {
    std::vector<WorkItem> items;
    std::vector<double> seconds;
};
Work work_of(double scale, int count, double wrong) {
    Work work;
    const auto add = [&](int cost_class, int n, double cost, double factor) {
        for (int i = 0; i < n; ++i) {
            work.items.push_back({WorkKind::points, i, 1, cost * scale * (1.0 - 0.5 * i / n),
                                  static_cast<std::int8_t>(cost_class)});
            work.seconds.push_back(work.items.back().cost * factor * (1.0 + 0.6 * std::sin(2.4 * i)));
        }
    };
    add(0, count, 2e-3, 1.0 / wrong);
    add(1, count / 5, 5e-3, wrong);
    add(2, count / 500, 0.02, wrong);
    return work;
}

TEST(SimulatedRun, EveryItemOnce) {
    const Work work = work_of(1.0, 5000, 3.0);
    for (const int ranks : {1, 2, 17, 1000})
        for (const int threads : {1, 3}) {
            const auto run = simulate(work.items, work.seconds, {.ranks = ranks, .threads = threads});
            EXPECT_EQ(run.times, std::vector<int>(work.items.size(), 1)) << ranks;
            EXPECT_NEAR(run.work, std::accumulate(work.seconds.begin(), work.seconds.end(), 0.0), 1e-6);
            EXPECT_LE(run.efficiency(), 1.0 + 1e-12);
        }
}

TEST(SimulatedRun, ManyRanksAreBusyToTheEnd) {
    for (const int ranks : {1, 2, 10, 100, 1000, 10000}) {
        const Work work = ranks <= 1000 ? work_of(1.0, 200 * ranks, 3.0) : work_of(100.0, 60 * ranks, 3.0);
        const auto run = simulate(work.items, work.seconds, {.ranks = ranks, .latency = 1e-3});
        RecordProperty("ranks_" + std::to_string(ranks), std::to_string(run.efficiency()));
        EXPECT_GT(run.efficiency(), ranks == 10000 ? 0.90 : 0.95) << ranks;
        EXPECT_LT(run.busy, 0.2 * run.end) << ranks;
    }
}

TEST(SimulatedRun, LearningPays) {
    const Work work = work_of(1.0, 20000, 4.0);
    const auto learned = simulate(work.items, work.seconds, {.ranks = 200, .latency = 1e-3}),
               fixed = simulate(work.items, work.seconds, {.ranks = 200, .latency = 1e-3, .learning = false});
    EXPECT_LT(learned.end, fixed.end);
}

}  // namespace
