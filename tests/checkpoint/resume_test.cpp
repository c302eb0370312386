// Under mpirun with 1, 2, 3 and 5 ranks: what the journals of any other number of ranks hold is found once,
// by somebody.

#include "checkpoint/resume.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "together.hpp"

namespace {

using namespace mirage;
using mirage_test::rank_of;
using mirage_test::SharedFile;

constexpr std::uint64_t identity = 11;

struct Record {
    std::int64_t index;
    double value;
};

WorkItem item_of(WorkKind kind, std::int64_t number) { return {kind, 2 * number, 2, 1.0}; }

/// Items with these numbers, in the journal of one start and rank.
void write_journal(const CheckpointFolder& folder, int start, int rank, WorkKind kind, std::int64_t begin,
                   std::int64_t end) {
    std::vector<Bytes> payloads;
    for (std::int64_t i = begin; i < end; ++i) {
        const std::vector<Record> records{{2 * i, 0.5}, {2 * i + 1, 1.5}};
        if (i % 3 == 0 || payloads.empty()) payloads.emplace_back();
        append_item(payloads.back(), finished_item(item_of(kind, i), records));
    }
    JournalWriter(folder.journal(start, rank), identity).append(payloads);
}

std::vector<WorkItem> items_of(WorkKind kind, std::int64_t count) {
    std::vector<WorkItem> items;
    for (std::int64_t i = count; i-- > 0;) items.push_back(item_of(kind, i));
    return items;
}

std::int64_t sum(std::int64_t value) {
    MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD);
    return value;
}

TEST(Resume, WhatIsLeftIsWhatNoJournalHolds) {
    const SharedFile file;
    const CheckpointFolder folder(file.name());
    if (rank_of() == 0) {
        std::filesystem::create_directory(folder.path);
        write_journal(folder, 0, 0, WorkKind::points, 0, 40);
        write_journal(folder, 0, 1, WorkKind::lines, 0, 5);
        write_journal(folder, 1, 0, WorkKind::points, 50, 60);
        write_journal(folder, 1, 3, WorkKind::spectra, 0, 30);
        write_journal(folder, 2, 0, WorkKind::points, 100, 200);  // none of the list
    }
    MPI_Barrier(MPI_COMM_WORLD);
    const Communicator mpi = communicator_of(MPI_COMM_WORLD, 1);
    const PreviousJournals previous(folder.journals(), identity, mpi);
    std::vector<Record> records;
    const std::vector<WorkItem> left = unfinished(
        items_of(WorkKind::points, 60),
        [&](const auto& take) { previous.read(range_of(WorkKind::points, 0, 120), take); },
        [&](const FinishedItem& finished) { return append_records(records, finished); }, mpi);
    ASSERT_EQ(left.size(), 10u);
    for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(left[i].first, 2 * (49 - static_cast<std::int64_t>(i)));
    EXPECT_EQ(sum(static_cast<std::int64_t>(records.size())), 100) << "each item on one rank";
    for (const Record& record : records) EXPECT_EQ(record.value, record.index % 2 == 0 ? 0.5 : 1.5);
    EXPECT_EQ(sum(previous.valid()), previous.size());
    EXPECT_EQ(sum(static_cast<std::int64_t>(previous.cost())), 40 + 5 + 10 + 30 + 100);

    std::vector<Record> spectra;
    const std::vector<WorkItem> more = unfinished(
        items_of(WorkKind::spectra, 40),
        [&](const auto& take) { previous.read(range_of(WorkKind::spectra, 20, 80), take); },
        [&](const FinishedItem& finished) { return append_records(spectra, finished); }, mpi);
    EXPECT_EQ(more.size(), 19u) << "blocks hold three items: one before the range comes along";
    MPI_Barrier(MPI_COMM_WORLD);
}

TEST(Resume, RecordsThatDoNotFitAreComputedAgain) {
    // too few, and such that belong elsewhere
    for (const auto& records : {std::vector<Record>{{0, 1.0}}, std::vector<Record>{{0, 1.0}, {1000, 1.0}},
                                std::vector<Record>{{-1, 1.0}, {0, 1.0}}}) {
        const FinishedItem finished{item_of(WorkKind::points, 0), std::as_bytes(std::span(records))};
        std::vector<Record> all;
        const std::vector<WorkItem> left = unfinished(
            items_of(WorkKind::points, 1), [&](const auto& take) { take(finished); },
            [&](const FinishedItem& f) { return append_records(all, f); },
            communicator_of(MPI_COMM_WORLD, 1));
        EXPECT_EQ(left.size(), 1u);
        EXPECT_TRUE(all.empty());
    }
}

TEST(Resume, AllRanksOpenTheSameCheckpoint) {
    const SharedFile file;
    const Communicator mpi = communicator_of(MPI_COMM_WORLD, 1);
    const auto open = [&](const char* beta) {
        return open_checkpoint(
            file.name(),
            [&] {
                return Fingerprint{{{"material.beta", beta}}, 1.0};
            },
            Start::resume, mpi);
    };
    std::uint64_t first = 0;
    {
        const OpenCheckpoint held = open("7");
        first = held.identity;
        EXPECT_EQ(held.start, 0);
        EXPECT_THROW(open("7"), InputError) << "on all ranks";
        JournalWriter(held.folder.journal(0, mpi.rank), held.identity).append({Bytes(8)});
        MPI_Barrier(MPI_COMM_WORLD);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    {
        const OpenCheckpoint held = open("7");
        EXPECT_EQ(held.identity, first);
        EXPECT_EQ(held.start, 1);
        EXPECT_EQ(held.journals.size(), static_cast<std::size_t>(mpi.size));
    }
    MPI_Barrier(MPI_COMM_WORLD);
    EXPECT_THROW(open("3"), InputError);
    MPI_Barrier(MPI_COMM_WORLD);
}

}  // namespace
