// Under mpirun with 1, 2, 3 and 5 ranks. Items that have to last wait for an event, so that nothing depends
// on how fast they are.

#include "parallel/scheduler.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "eventually.hpp"
#include "item_list.hpp"
#include "shared_counter.hpp"
#include "together.hpp"

namespace {

using namespace mirage;
using mirage_test::eventually;
using mirage_test::items_of;
using mirage_test::rank_of;
using mirage_test::SharedCounter;
using mirage_test::SharedFile;
using mirage_test::size_of;

/// How often each item was computed, counted on one rank by all threads.
class Times {
public:
    explicit Times(std::size_t items) : times_(items) {}
    void count(const WorkItem& item) { ++times_[static_cast<std::size_t>(item.first)]; }
    /// Over all ranks.
    std::vector<int> sum() const {
        std::vector<int> sum(times_.begin(), times_.end());
        MPI_Allreduce(MPI_IN_PLACE, sum.data(), static_cast<int>(sum.size()), MPI_INT, MPI_SUM,
                      MPI_COMM_WORLD);
        return sum;
    }

private:
    std::vector<std::atomic<int>> times_;
};

/// Runs `count` items on all ranks and returns how often each was computed, over all ranks.
std::vector<int> computed(std::size_t count, int threads) {
    Times times(count);
    ScheduleOptions options;
    options.threads = threads;
    run_items(
        items_of(std::vector<double>(count, 1e-4)), [&](const WorkItem& item, int) { times.count(item); },
        MPI_COMM_WORLD, options);
    return times.sum();
}

bool all_once(const std::vector<int>& times) {
    return std::all_of(times.begin(), times.end(), [](int n) { return n == 1; });
}

TEST(Scheduler, EveryItemOnceOnSomeRank) {
    for (const int threads : {1, 2, 4})
        for (const std::size_t count : {1, 2, 7, 400, 20000})
            EXPECT_TRUE(all_once(computed(count, threads))) << threads << ' ' << count;
}

TEST(Scheduler, NothingToDo) { EXPECT_TRUE(computed(0, 1).empty()); }

/// All threads of all ranks have an item in hand at once; none of them ends before. The items are expected to
/// be long, so that nobody lays in a stock of them.
TEST(Scheduler, AllThreadsOfAllRanksWorkAtOnce) {
    for (const int threads : {1, 3}) {
        const int all = threads * size_of();
        const auto items = items_of(std::vector<double>(static_cast<std::size_t>(10 * all), 1.0));
        SharedCounter begun;
        std::atomic<bool> together = true;
        ScheduleOptions options;
        options.threads = threads;
        run_items(
            items,
            [&](const WorkItem&, int) {
                ++begun;
                if (!eventually([&] { return begun >= all; })) together = false;
            },
            MPI_COMM_WORLD, options);
        EXPECT_TRUE(together) << threads;
        EXPECT_EQ(begun, 10 * all);
    }
}

TEST(Scheduler, StoppedByAnyRankAtAnyTimeItEndsAndLeavesNoMessageBehind) {
    const auto items = items_of(std::vector<double>(300, 1e-4));
    for (const int threads : {1, 3})
        for (int who = -1; who < size_of(); ++who)  // -1: all of them
            for (const int after : {0, 1, 20, 100000}) {
                Times times(300);
                std::atomic<int> mine = 0;
                ScheduleOptions options;
                options.threads = threads;
                options.stop = [&] { return (who < 0 || who == rank_of()) && mine >= after; };
                const auto compute = [&](const WorkItem& item, int) {
                    std::this_thread::yield();
                    times.count(item);
                    ++mine;
                };
                const RunStatus run_status = run_items(items, compute, MPI_COMM_WORLD, options);
                const std::vector<int> sum = times.sum();
                const auto done = std::count(sum.begin(), sum.end(), 1);
                EXPECT_EQ(done + std::count(sum.begin(), sum.end(), 0), 300) << "no item twice";
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
                EXPECT_TRUE(all_once(computed(40, threads)));
            }
}

/// Those of rank 0 wait for all others, so that it learns of at least one of the classes by messages alone.
TEST(Scheduler, LearnsWhatItemsTakeFromAllRanks) {
    constexpr int count = 80;
    std::vector<WorkItem> items;  // take 20 times what is expected of them, at least
    for (int i = 0; i < count; ++i)
        items.push_back({WorkKind::points, i, 1, 1e-4, static_cast<std::int8_t>(i / (count / 2))});
    SharedCounter others;
    std::array<int, 2> mine{};
    bool in_time = true;
    CostModel costs;
    ScheduleOptions options;
    options.costs = &costs;
    const auto compute = [&](const WorkItem& item, int) {
        ++mine[static_cast<std::size_t>(item.cost_class)];
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        if (rank_of() > 0) ++others;
        if (rank_of() == 0 && size_of() > 1) in_time &= eventually([&] { return others >= count - 1; });
    };
    EXPECT_EQ(run_items(items, compute, MPI_COMM_WORLD, options), RunStatus::finished);
    EXPECT_TRUE(in_time);
    for (const int cost_class : {0, 1}) EXPECT_EQ(costs.knows(cost_class), rank_of() == 0);
    if (rank_of() == 0) {
        if (size_of() > 1) {
            EXPECT_EQ(std::min(mine[0], mine[1]), 0) << "learned from others";
        }
        for (const int cost_class : {0, 1}) EXPECT_GT(costs.factor(cost_class), 10.0);
    }
}

/// The others wait for its first item, which lasts until they have done all the rest.
TEST(Scheduler, ALongItemOnTheMasterDoesNotStarveTheOthers) {
    constexpr int count = 200;
    if (size_of() == 1) GTEST_SKIP() << "there are no others";
    SharedCounter of_master, of_others;
    bool in_time = true;
    const auto compute = [&](const WorkItem&, int) {
        if (rank_of() == 0) {
            ++of_master;
            in_time = in_time && eventually([&] { return of_others == count - 1; });
        } else {
            in_time = in_time && eventually([&] { return of_master > 0; });
            ++of_others;
        }
    };
    run_items(items_of(std::vector<double>(count, 1e-3)), compute, MPI_COMM_WORLD, {});
    EXPECT_TRUE(in_time);
    EXPECT_EQ(of_master, 1);
    EXPECT_EQ(of_others, count - 1);
}

TEST(Scheduler, ReportsWhatIsDone) {
    const auto items = items_of(std::vector<double>(300, 1e-3));
    double last = 0.0;
    bool grows = true;
    ScheduleOptions options;
    options.report = [&](double done) {
        grows = grows && done >= last - 1e-12;
        last = done;
    };
    const auto compute = [](const WorkItem&, int) {};
    run_items(items, compute, MPI_COMM_WORLD, options);
    EXPECT_TRUE(grows);
    EXPECT_LE(last, 0.3 + 1e-9);
    if (size_of() == 1) {
        EXPECT_NEAR(last, 0.3, 1e-9);
    }
    if (rank_of() > 0) {
        EXPECT_EQ(last, 0.0);
    }
}

/// A hold that ends by `end` on one rank, once its items are finished: computes what came out.
struct HeldRun {
    RunStatus run_status;
    int when_held;           ///< items begun and finished before the end of the hold
    std::vector<int> times;  ///< of each item, over all ranks
};
enum class End { release, stop };
HeldRun held_run(int count, int threads, int held, End end, int who) {
    const SharedFile file;
    SharedCounter begun, finished;
    Hold hold(held, file.name());
    Times times(static_cast<std::size_t>(count));
    std::atomic<bool> stopped = false;
    ScheduleOptions options;
    options.threads = threads;
    options.hold = rank_of() == 0 ? &hold : nullptr;
    options.stop = [&] { return stopped.load(); };
    int when_held = -1;
    std::thread disturber;
    if (rank_of() == who)
        disturber = std::thread([&] {
            const auto is_held = [&] {
                return std::filesystem::exists(file.name() + ".held") && finished >= held;
            };
            EXPECT_TRUE(eventually(is_held));
            when_held = begun;
            if (end == End::stop) stopped = true;
            if (end == End::release) std::ofstream(file.name()).flush();
        });
    const auto compute = [&](const WorkItem& item, int) {
        ++begun;
        times.count(item);
        ++finished;
    };
    const RunStatus run_status =
        run_items(items_of(std::vector<double>(static_cast<std::size_t>(count), 1e-4)), compute,
                  MPI_COMM_WORLD, options);
    if (disturber.joinable()) disturber.join();
    return {run_status, when_held, times.sum()};
}

TEST(Scheduler, AHeldRunWaitsAfterThatManyItemsAndGoesOnWhenReleased) {
    for (const int threads : {1, 3})
        for (const int held : {0, 1, 7, 59}) {
            const int who = held % size_of();
            const HeldRun run = held_run(60, threads, held, End::release, who);
            EXPECT_EQ(run.run_status, RunStatus::finished);
            EXPECT_TRUE(all_once(run.times));
            if (rank_of() == who) {
                EXPECT_EQ(run.when_held, held);
            }
        }
}

TEST(Scheduler, AHeldRunIsStoppedByAnyRankWithExactlyThoseItems) {
    for (const int threads : {1, 3})
        for (int who = 0; who < size_of(); ++who)
            for (const int held : {0, 1, 7}) {
                const HeldRun run = held_run(60, threads, held, End::stop, who);
                EXPECT_EQ(run.run_status, RunStatus::stopped);
                EXPECT_EQ(std::count(run.times.begin(), run.times.end(), 1), held);
                EXPECT_EQ(std::count(run.times.begin(), run.times.end(), 0), 60 - held);
                EXPECT_TRUE(all_once(computed(40, threads))) << "no message is left";
            }
}

}  // namespace
