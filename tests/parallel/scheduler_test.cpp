// Under mpirun with 1, 2, 3 and 5 ranks.

#include "parallel/scheduler.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "item_list.hpp"

namespace {

using namespace mirage;
using mirage_test::items_of;

/// Runs `count` items on all ranks and returns how often each was computed, over all ranks.
std::vector<int> computed(int count, int threads, std::chrono::microseconds duration) {
    const auto items = items_of(std::vector<double>(static_cast<std::size_t>(count), 1e-4));
    std::vector<std::atomic<int>> times(static_cast<std::size_t>(count));
    ScheduleOptions options;
    options.threads = threads;
    run_items(
        items,
        [&](const WorkItem& item, int) {
            std::this_thread::sleep_for(duration);
            ++times[static_cast<std::size_t>(item.first)];
        },
        MPI_COMM_WORLD, options);
    std::vector<int> sum(times.begin(), times.end());
    MPI_Allreduce(MPI_IN_PLACE, sum.data(), count, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    return sum;
}

TEST(Scheduler, EveryItemOnceOnSomeRank) {
    for (const int threads : {1, 2, 4})
        for (const int count : {1, 2, 7, 400}) {
            const std::vector<int> times = computed(count, threads, std::chrono::microseconds(50));
            EXPECT_TRUE(std::all_of(times.begin(), times.end(), [](int n) { return n == 1; }))
                << threads << ' ' << count;
        }
}

TEST(Scheduler, StoppedByAnyRankAtAnyTimeItEndsAndLeavesNoMessageBehind) {
    int rank = 0, size = 1;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const auto items = items_of(std::vector<double>(300, 1e-4));
    for (const int threads : {1, 3})
        for (int who = -1; who < size; ++who)  // -1: all of them
            for (const int after : {0, 1, 20, 100000}) {
                std::vector<int> times(300, 0);
                std::atomic<int> mine = 0;
                std::mutex counting;
                ScheduleOptions options;
                options.threads = threads;
                options.stop = [&] { return (who < 0 || who == rank) && mine >= after; };
                const auto compute = [&](const WorkItem& item, int) {
                    std::this_thread::sleep_for(std::chrono::microseconds(50));
                    const std::lock_guard lock(counting);
                    ++times[static_cast<std::size_t>(item.first)];
                    ++mine;
                };
                const RunStatus run_status = run_items(items, compute, MPI_COMM_WORLD, options);
                MPI_Allreduce(MPI_IN_PLACE, times.data(), 300, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
                const auto done = std::count(times.begin(), times.end(), 1);
                EXPECT_EQ(done + std::count(times.begin(), times.end(), 0), 300) << "no item twice";
                if (after == 0) {
                    EXPECT_EQ(run_status, RunStatus::stopped) << who;
                }
                if (after > 300) {
                    EXPECT_EQ(run_status, RunStatus::finished);
                }
                if (run_status == RunStatus::finished) {
                    EXPECT_EQ(done, 300);
                }
                if (after == 0 && who <= 0) {
                    EXPECT_LT(done, 300);
                }
                const std::vector<int> next = computed(40, threads, std::chrono::microseconds(10));
                EXPECT_TRUE(std::all_of(next.begin(), next.end(), [](int n) { return n == 1; }));
            }
}

/// Items of two classes: one takes ten times what is expected of it.
TEST(Scheduler, LearnsWhatItemsTakeFromAllRanks) {
    std::vector<WorkItem> items;
    for (int i = 0; i < 300; ++i)
        items.push_back({WorkKind::points, i, 1, 1e-4, static_cast<std::int8_t>(i / 150)});
    const auto compute = [](const WorkItem& item, int) {
        std::this_thread::sleep_for(std::chrono::microseconds(item.cost_class == 1 ? 2000 : 200));
    };
    int rank = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (const int threads : {1, 3}) {
        CostModel costs;
        ScheduleOptions options;
        options.threads = threads;
        options.costs = &costs;
        EXPECT_EQ(run_items(items, compute, MPI_COMM_WORLD, options), RunStatus::finished);
        EXPECT_EQ(costs.knows(1), rank == 0);
        if (rank == 0) {
            EXPECT_GT(costs.factor(1), 10.0);
            EXPECT_GT(costs.factor(1), 1.5 * costs.factor(0));
        }
    }
}

TEST(Scheduler, NothingToDo) { EXPECT_TRUE(computed(0, 1, std::chrono::microseconds(0)).empty()); }

TEST(Scheduler, ALongItemOnTheMasterDoesNotStarveTheOthers) {
    int rank = 0, size = 1;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const auto items = items_of(std::vector<double>(200, 1e-3));
    std::atomic<int> mine = 0;
    run_items(items,
              [&](const WorkItem&, int) {
                  std::this_thread::sleep_for(std::chrono::milliseconds(rank == 0 ? 20 : 2));
                  ++mine;
              },
              MPI_COMM_WORLD, {});
    int total = mine;
    MPI_Allreduce(MPI_IN_PLACE, &total, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    EXPECT_EQ(total, 200);
    if (size > 1 && rank == 0) {
        EXPECT_LT(mine, 150) << "the others took their share";
    }
}

TEST(Scheduler, ReportsWhatIsDone) {
    int rank = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    const auto items = items_of(std::vector<double>(300, 1e-3));
    double last = 0.0;
    bool grows = true;
    ScheduleOptions options;
    options.report = [&](double done) {
        grows = grows && done >= last - 1e-12;
        last = done;
    };
    run_items(
        items, [](const WorkItem&, int) { std::this_thread::sleep_for(std::chrono::microseconds(100)); },
        MPI_COMM_WORLD, options);
    EXPECT_TRUE(grows);
    EXPECT_LE(last, 0.3 + 1e-9);
    if (rank == 0) {
        EXPECT_GT(last, 0.0);
    }
}

}  // namespace
