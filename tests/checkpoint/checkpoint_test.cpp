// The folder of an unfinished run: whose it is, who holds it, what is left of it.

#include "checkpoint/checkpoint.hpp"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <limits>

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;
using mirage_test::read_file;
namespace fs = std::filesystem;

const Fingerprint mine{{{"grid.T", "0.1"}, {"program", "1"}}, 10.0};
const Fingerprint other{{{"grid.T", "0.2"}, {"program", "1"}}, 10.0};

/// One finished item of cost 4 in the journal of a start.
void write_item(const CheckpointFolder& folder, const Fingerprint& fingerprint, int start) {
    const std::vector<double> records{1.0, 2.0};
    Bytes payload;
    append_item(payload, {{WorkKind::lines, 3, 2, 4.0}, std::as_bytes(std::span(records))});
    JournalWriter(folder.journal(start, 0), identity_of(fingerprint)).append({payload});
}

std::string refusal(const std::string& output, const Fingerprint& fingerprint) {
    try {
        const Checkpoint checkpoint(output, fingerprint, Start::resume);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(Checkpoint, ItemsGoThroughAPayload) {
    const std::vector<double> a{1.0, 2.0}, b{3.0};
    Bytes payload;
    append_item(payload, {{WorkKind::lines, 3, 2, 4.0}, std::as_bytes(std::span(a))});
    append_item(payload, {{WorkKind::spectra, std::int64_t{1} << 40, 1, 0.5}, std::as_bytes(std::span(b))});
    std::vector<std::size_t> sizes;
    std::vector<std::int64_t> first;
    for_each_item(payload, [&](const FinishedItem& finished) {
        sizes.push_back(finished.records.size());
        first.push_back(finished.item.first);
    });
    EXPECT_EQ(sizes, (std::vector<std::size_t>{16, 8}));
    EXPECT_EQ(first, (std::vector<std::int64_t>{3, std::int64_t{1} << 40}));
    for (std::size_t length = 0; length < payload.size(); ++length)
        for_each_item(std::span(payload).first(length),
                      [&](const FinishedItem& finished) { EXPECT_EQ(finished.item.first, 3) << length; });
}

TEST(Checkpoint, ItemsThatCannotBeEndAPayload) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const WorkItem& item :
         {WorkItem{WorkKind::lines, most, 1, 1.0}, WorkItem{WorkKind::lines, -1, 1, 1.0},
          WorkItem{WorkKind::lines, 0, 0, 1.0}, WorkItem{WorkKind::lines, 0, -1, 1.0},
          WorkItem{static_cast<WorkKind>(4), 0, 1, 1.0}, WorkItem{WorkKind::lines, 0, 1, nan}}) {
        Bytes payload;
        append_item(payload, {item, {}});
        for_each_item(payload,
                      [&](const FinishedItem&) { ADD_FAILURE() << item.first << ' ' << item.count; });
    }
}

TEST(Checkpoint, NamesOfHostileJournals) {
    const Folder folder;
    const std::string output = folder / "a.h5";
    const CheckpointFolder names(output);
    {
        const Checkpoint checkpoint(output, mine, Start::resume);
        write_item(names, mine, 0);
    }
    for (const char* name : {"journal.99999999999999999999.000000", "journal.-5.000000", "journal.x"})
        std::ofstream(names.path + "/" + name) << "x";
    const Checkpoint checkpoint(output, mine, Start::resume);
    EXPECT_GT(checkpoint.start(), 0);
}

TEST(Checkpoint, AFolderWithoutAnythingComputedGoes) {
    const Folder folder;
    { const Checkpoint checkpoint(folder / "a.h5", mine, Start::resume); }
    EXPECT_EQ(folder.files(), 0);
}

TEST(Checkpoint, GoesOnUnderTheSameFingerprintAlone) {
    const Folder folder;
    const std::string output = folder / "a.h5";
    const CheckpointFolder names(output);
    for (int start = 0; start < 3; ++start) {
        const Checkpoint checkpoint(output, mine, Start::resume);
        EXPECT_EQ(checkpoint.start(), start);
        EXPECT_EQ(names.journals().size(), static_cast<std::size_t>(start));
        write_item(names, mine, start);
    }
    const std::string text = refusal(output, other);
    EXPECT_NE(text.find("grid.T: 0.1 -> 0.2"), std::string::npos) << text;
    EXPECT_NE(text.find("--restart"), std::string::npos) << text;
    EXPECT_EQ(names.journals().size(), 3u) << "a refusal changes nothing";
    const Checkpoint anew(output, other, Start::restart);
    EXPECT_TRUE(names.journals().empty());
    EXPECT_EQ(parse_fingerprint(read_file(names.fingerprint))->lines, other.lines);
}

TEST(Checkpoint, ADamagedFingerprintIsRefused) {
    const Folder folder;
    const std::string output = folder / "a.h5";
    const CheckpointFolder names(output);
    {
        const Checkpoint checkpoint(output, mine, Start::resume);
        write_item(names, mine, 0);
    }
    fs::resize_file(names.fingerprint, 20);
    EXPECT_NE(refusal(output, mine).find("--restart"), std::string::npos);
    EXPECT_THROW(checkpoint_status(output), InputError);
    fs::remove(names.fingerprint);
    EXPECT_NE(refusal(output, mine).find("--restart"), std::string::npos);
    EXPECT_EQ(names.journals().size(), 1u);
}

TEST(Checkpoint, OneRunAtATime) {
    const Folder folder;
    const std::string output = folder / "a.h5";
    {
        const Checkpoint first(output, mine, Start::resume);
        const std::string text = refusal(output, mine);
        EXPECT_NE(text.find(std::to_string(getpid())), std::string::npos) << text;
        EXPECT_THROW(Checkpoint(output, mine, Start::restart), InputError);
        EXPECT_NE(checkpoint_status(output)->holder, "");
    }
    EXPECT_EQ(refusal(output, mine), "");
}

TEST(Checkpoint, CompleteGivesTheResultItsName) {
    const Folder folder;
    const std::string output = folder / "a.h5";
    {
        Checkpoint checkpoint(output, mine, Start::resume);
        write_item(checkpoint.folder(), mine, 0);
        std::ofstream(checkpoint.folder().result) << "data";
        checkpoint.complete(output);
        EXPECT_EQ(folder.files(), 1);
    }
    EXPECT_EQ(read_file(output), "data");
    EXPECT_EQ(folder.files(), 1);
}

TEST(Checkpoint, StatusTellsHowFarARunIs) {
    const Folder folder;
    const std::string output = folder / "a.h5";
    EXPECT_FALSE(checkpoint_status(output));
    const CheckpointFolder names(output);
    {
        const Checkpoint checkpoint(output, mine, Start::resume);
        EXPECT_EQ(checkpoint_status(output)->size, 0);
        write_item(names, mine, 0);
    }
    const CheckpointStatus status = *checkpoint_status(output);
    EXPECT_DOUBLE_EQ(status.share, 0.4);
    EXPECT_GE(status.age, 0.0);
    EXPECT_LT(status.age, 60.0);
    EXPECT_EQ(status.damaged, 0);
    EXPECT_EQ(status.holder, "");
    std::ofstream(names.journal(0, 0), std::ios::app) << "cut off";
    EXPECT_EQ(checkpoint_status(output)->damaged, 7);
    EXPECT_DOUBLE_EQ(checkpoint_status(output)->share, 0.4);
}

TEST(Checkpoint, StatusTellsThatTheClockWasSetBack) {
    const Folder folder;
    const std::string output = folder / "a.h5";
    const Checkpoint checkpoint(output, mine, Start::resume);
    const std::string journal = CheckpointFolder(output).journal(0, 0);
    write_item(CheckpointFolder(output), mine, 0);
    std::filesystem::last_write_time(journal,
                                     std::filesystem::last_write_time(journal) + std::chrono::hours(2));
    const CheckpointStatus status = *checkpoint_status(output);
    EXPECT_NEAR(status.age, -7200.0, 600.0);
    EXPECT_DOUBLE_EQ(status.share, 0.4);
}

}  // namespace
