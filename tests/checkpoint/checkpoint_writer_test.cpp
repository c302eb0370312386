#include "checkpoint/checkpoint_writer.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include <gtest/gtest.h>

#include "eventually.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::eventually;
using mirage_test::Folder;

constexpr std::uint64_t identity = 7;

void add_item(CheckpointWriter& writer, std::int64_t first) {
    const std::vector<double> record{static_cast<double>(first)};
    writer.add({{WorkKind::planes, first, 1, 0.5}, std::as_bytes(std::span(record))});
}

std::size_t items_in(const std::string& journal) {
    std::size_t items = 0;
    scan_journal(journal, identity, 0, std::int64_t{1} << 30,
                 [&](std::int64_t, std::span<const std::byte> payload) {
                     for_each_item(payload, [&](const FinishedItem&) { ++items; });
                 });
    return items;
}

/// Time goes by: another writer finds `times` of its intervals due, one after the other. Half a second on an
/// idle machine, in which whoever writes unasked would have.
void wait_for_writes(int times = 10) {
    const Folder folder;
    CheckpointWriter clock(folder / "journal", identity, 0.05);
    for (int i = 1; i <= times; ++i) {
        add_item(clock, i);
        ASSERT_TRUE(eventually([&] { return items_in(folder / "journal") == static_cast<std::size_t>(i); }));
    }
}

TEST(CheckpointWriter, WritesAtItsInterval) {
    const Folder folder;
    CheckpointWriter writer(folder / "journal", identity, 0.02);
    add_item(writer, 0);
    EXPECT_TRUE(eventually([&] { return items_in(folder / "journal") == 1; }));
    EXPECT_FALSE(writer.stopped());
    EXPECT_DOUBLE_EQ(writer.cost(), 0.5);
}

TEST(CheckpointWriter, WritesWhenToldAlone) {
    const Folder folder;
    CheckpointWriter writer(folder / "journal", identity, 0.0);
    add_item(writer, 0);
    wait_for_writes();
    EXPECT_EQ(folder.files(), 0);
    EXPECT_TRUE(writer.flush());
    EXPECT_EQ(items_in(folder / "journal"), 1u);
}

TEST(CheckpointWriter, WritesBeforeTooMuchHasComeTogether) {
    const Folder folder;
    CheckpointWriter writer(folder / "journal", identity, 0.0);
    const std::vector<std::byte> records(std::size_t{256} << 10);
    const auto add = [&](std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            writer.add({{WorkKind::points, static_cast<std::int64_t>(i), 1, 0.5}, records});
    };
    add(max_pending / records.size() / 2);
    wait_for_writes();
    EXPECT_EQ(folder.files(), 0) << "not yet";
    add(max_pending / records.size());
    EXPECT_TRUE(eventually([&] { return folder.files() == 1; }));
}

TEST(CheckpointWriter, EveryItemOfManyThreadsOnce) {
    const Folder folder;
    {
        CheckpointWriter writer(folder / "journal", identity, 0.001);
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&writer] {
                for (int i = 0; i < 20000; ++i) add_item(writer, i);
            });
        for (std::thread& thread : threads) thread.join();
        writer.close();
        EXPECT_TRUE(writer.flush());
    }
    EXPECT_EQ(items_in(folder / "journal"), 80000u);
}

TEST(CheckpointWriter, WhatCannotBeWrittenIsKeptAndSaidOnce) {
    const Folder folder;
    CheckpointWriter writer(folder / "later/journal", identity, 0.0);
    testing::internal::CaptureStderr();
    for (int i = 0; i < 3; ++i) {
        add_item(writer, i);
        EXPECT_FALSE(writer.flush());
    }
    const std::string text = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
    std::filesystem::create_directory(folder / "later");
    EXPECT_TRUE(writer.flush());
    EXPECT_EQ(items_in(folder / "later/journal"), 3u);
}

TEST(CheckpointWriter, AFullDiskLosesNothing) {
    const Folder folder;
    JournalWriter journal(folder / "journal", identity);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto old = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{1000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    const std::vector<Bytes> payloads{Bytes(300), Bytes(300)};
    journal.append(payloads);
    EXPECT_THROW(journal.append(payloads), std::system_error);
    EXPECT_EQ(std::filesystem::file_size(folder / "journal"), 664u) << "as it was before";
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, old);
    journal.append(payloads);
    EXPECT_EQ(std::filesystem::file_size(folder / "journal"), 1328u);
}

/// A process of its own with a writer; `body` decides the exit status.
template <class Body>
pid_t in_child(Body body) {
    const pid_t child = fork();
    if (child == 0) {
        block_stop_signals();
        _exit(body());
    }
    return child;
}

int status_of(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

TEST(CheckpointWriter, ASignalStopsAndWritesAtOnce) {
    for (const int signal : {SIGTERM, SIGUSR1, SIGINT}) {
        const Folder folder;
        const pid_t child = in_child([&] {
            CheckpointWriter writer(folder / "journal", identity, 0.0);
            add_item(writer, 0);
            kill(getpid(), signal);
            if (!eventually([&] { return writer.stopped(); })) return 1;
            kill(getpid(), signal);  // a second one is harmless
            if (!eventually([&] { return items_in(folder / "journal") == 1; })) return 2;
            return 0;
        });
        EXPECT_EQ(status_of(child), 0) << signal;
    }
}

TEST(CheckpointWriter, WorkThatDoesNotEndIsLeftAtTheDeadline) {
    const Folder folder;
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = in_child([&] {
        CheckpointWriter writer(folder / "journal", identity, 0.0);
        kill(getpid(), SIGTERM);
        if (!eventually([&] { return writer.stopped(); })) return 1;
        add_item(writer, 0);
        for (;;) pause();
    });
    EXPECT_EQ(status_of(child), stopped_status);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_GE(took.count(), stop_deadline) << "not before";
    EXPECT_EQ(items_in(folder / "journal"), 1u);
}

TEST(CheckpointWriter, TheEndOfTheLauncherIsASignal) {
    const Folder folder;
    const pid_t child = in_child([&] {
        CheckpointWriter writer(folder / "journal", identity, 0.0, getppid() + 1);
        return eventually([&] { return writer.stopped(); }) ? 0 : 1;
    });
    EXPECT_EQ(status_of(child), 0);
}

bool is_pending(int signal) {
    sigset_t signals;
    sigpending(&signals);
    return sigismember(&signals, signal) == 1;
}

/// The writer's thread takes the signal, then writes an item: what it makes of the signal lies in between.
TEST(CheckpointWriter, AnIgnoredSignalStaysIgnored) {
    for (const bool ignored : {true, false}) {
        const Folder folder;
        const pid_t child = in_child([&] {
            if (ignored) std::signal(SIGINT, SIG_IGN);
            CheckpointWriter writer(folder / "journal", identity, 0.02);
            kill(getpid(), SIGINT);
            if (!eventually([&] { return !is_pending(SIGINT); })) return 1;
            add_item(writer, 0);
            if (!eventually([&] { return items_in(folder / "journal") == 1; })) return 2;
            return writer.stopped() == ignored ? 3 : 0;
        });
        EXPECT_EQ(status_of(child), 0) << ignored;
    }
}

}  // namespace
