// Under mpirun with 1, 2, 3 and 5 ranks.

#include "parallel/communicator.hpp"

#include <new>

#include <gtest/gtest.h>

#include "shared_counter.hpp"

namespace {

using namespace mirage;

struct Record {
    std::int64_t index;
    double value;
};

TEST(Communicator, SharesAreConsecutiveAndCoverEverything) {
    Communicator mpi = communicator_of(MPI_COMM_WORLD, 3);
    EXPECT_EQ(mpi.threads, 3);
    for (const int size : {1, 2, 3, 7, 64})
        for (const std::int64_t count :
             {std::int64_t{1}, std::int64_t{5}, std::int64_t{64}, std::int64_t{1001}}) {
            mpi.size = size;
            EXPECT_EQ(share_begin(count, mpi, 0), 0);
            EXPECT_EQ(share_begin(count, mpi, size), count);
            for (std::int64_t i = 0; i < count; ++i) {
                const int owner = share_owner(count, mpi, i);
                EXPECT_LE(share_begin(count, mpi, owner), i);
                EXPECT_LT(i, share_begin(count, mpi, owner + 1));
            }
        }
}

TEST(Communicator, EveryRecordArrivesOnceWhereItBelongs) {
    const Communicator mpi = communicator_of(MPI_COMM_WORLD, 1);
    for (const std::int64_t count : {std::int64_t{1}, std::int64_t{3}, std::int64_t{1000}}) {
        // record i starts on rank i mod size, the last ones first
        std::vector<Record> mine;
        for (std::int64_t i = count - 1; i >= 0; --i)
            if (i % mpi.size == mpi.rank) mine.push_back({i, 0.5 * static_cast<double>(i)});
        const auto owner = [&](const Record& r) { return share_owner(count, mpi, r.index); };
        std::vector<Record> arrived = exchange(mine, mpi, owner);
        std::sort(arrived.begin(), arrived.end(),
                  [](const Record& a, const Record& b) { return a.index < b.index; });
        const std::int64_t first = share_begin(count, mpi, mpi.rank),
                           end = share_begin(count, mpi, mpi.rank + 1);
        ASSERT_EQ(static_cast<std::int64_t>(arrived.size()), end - first);
        for (std::int64_t i = first; i < end; ++i) {
            EXPECT_EQ(arrived[static_cast<std::size_t>(i - first)].index, i);
            EXPECT_EQ(arrived[static_cast<std::size_t>(i - first)].value, 0.5 * static_cast<double>(i));
        }
    }
}

TEST(Communicator, EveryRankHasTheTextOfRankZero) {
    const Communicator mpi = communicator_of(MPI_COMM_WORLD, 1);
    for (const std::size_t length : {std::size_t{0}, std::size_t{1}, std::size_t{100000}}) {
        const std::string text = std::string(length, 'x') + std::string(1, '\0') + "end";
        EXPECT_EQ(broadcast(mpi.rank == 0 ? text : "another", mpi.comm), text);
    }
    EXPECT_EQ(broadcast(mpi.rank == 0 ? "" : "another", mpi.comm), "");
}

TEST(Communicator, NobodyLeavesTheBarrierBeforeAllAreThere) {
    const Communicator mpi = communicator_of(MPI_COMM_WORLD, 1);
    mirage_test::SharedCounter there;
    for (int round = 1; round <= 50; ++round) {
        ++there;
        quiet_barrier(mpi.comm);
        EXPECT_GE(there, round * mpi.size);
    }
}

TEST(Communicator, AFailureOnOneRankIsThrownOnAll) {
    const Communicator mpi = communicator_of(MPI_COMM_WORLD, 1);
    EXPECT_NO_THROW(collectively(mpi, [] {}));
    const int guilty = mpi.size - 1;
    try {
        collectively(mpi, [&] {
            if (mpi.rank == guilty) throw std::runtime_error("the disk is full");
        });
        ADD_FAILURE() << "nothing thrown on rank " << mpi.rank;
    } catch (const RunError& error) {
        EXPECT_STREQ(error.what(), "the disk is full");
    }
    try {
        collectively(mpi, [&] {
            if (mpi.rank == guilty) throw std::bad_alloc();
        });
        ADD_FAILURE() << "nothing thrown on rank " << mpi.rank;
    } catch (const RunError& error) {
        EXPECT_STREQ(error.what(), "out of memory");
    }
}

TEST(Communicator, ListsOfAllRanksComeInOrder) {
    const Communicator mpi = communicator_of(MPI_COMM_WORLD, 1);
    int drawn = 0;
    const auto lists = drawn_by_all(7, 2, mpi, [&](std::size_t i) {
        ++drawn;
        return std::vector<double>{1.0 + static_cast<double>(i), -static_cast<double>(i)};
    });
    EXPECT_LE(drawn, 7 / mpi.size + 1) << "shared";
    if (mpi.rank != 0) return;
    ASSERT_EQ(lists.size(), 7u);
    for (std::size_t i = 0; i < 7; ++i)
        EXPECT_EQ(lists[i], (std::vector<double>{1.0 + static_cast<double>(i), -static_cast<double>(i)}));
}

}  // namespace
