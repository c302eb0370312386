// A journal cut or damaged at any byte: what is left of it is read, nothing wrong is.

#include "checkpoint/journal.hpp"

#include <algorithm>
#include <cstring>
#include <random>

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;
using mirage_test::read_file;

constexpr std::uint64_t identity = 42;

Bytes payload_of(const std::string& text) {
    Bytes bytes(text.size());
    std::transform(text.begin(), text.end(), bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
    return bytes;
}

struct Found {
    std::vector<std::string> payloads;
    std::int64_t valid = 0;
};

Found scan(const std::string& name, std::int64_t begin, std::int64_t end, std::uint64_t of = identity) {
    Found found;
    found.valid = scan_journal(name, of, begin, end, [&](std::int64_t, std::span<const std::byte> payload) {
        found.payloads.emplace_back(reinterpret_cast<const char*>(payload.data()), payload.size());
    });
    return found;
}
Found scan(const std::string& name) {
    return scan(name, 0, static_cast<std::int64_t>(read_file(name).size()));
}

const std::vector<std::string> texts{"one", "", std::string(100, '\xb1'), "the fourth block\n"};

std::string write_journal(const Folder& folder) {
    JournalWriter journal(folder / "journal", identity);
    journal.append({payload_of(texts[0]), payload_of(texts[1])});
    journal.append({});
    journal.append({payload_of(texts[2])});
    journal.append({payload_of(texts[3])});
    return read_file(folder / "journal");
}

/// Whether `part` is what is left of `whole` after some were taken out.
bool is_part(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
    std::size_t at = 0;
    for (const std::string& text : whole) at += at < part.size() && part[at] == text ? 1 : 0;
    return at == part.size();
}

TEST(Journal, GivesBackWhatWasWritten) {
    const Folder folder;
    const std::string bytes = write_journal(folder);
    const Found found = scan(folder / "journal");
    EXPECT_EQ(found.payloads, texts);
    EXPECT_EQ(found.valid, static_cast<std::int64_t>(bytes.size()));
}

TEST(Journal, AnEmptyAndAMissingFileHaveNoBlocks) {
    const Folder folder;
    EXPECT_TRUE(scan(folder.write("empty", "")).payloads.empty());
    EXPECT_TRUE(scan(folder / "missing", 0, 1000).payloads.empty());
}

TEST(Journal, CutAnywhereTheWholeBlocksBeforeSurvive) {
    const Folder folder;
    const std::string bytes = write_journal(folder);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        const Found found = scan(folder.write("cut", bytes.substr(0, length)));
        std::size_t whole = 0, end = 0;
        while (whole < texts.size() && end + 32 + texts[whole].size() <= length)
            end += 32 + texts[whole++].size();
        EXPECT_EQ(found.payloads,
                  std::vector<std::string>(texts.begin(), texts.begin() + static_cast<long>(whole)))
            << length;
        EXPECT_EQ(found.valid, static_cast<std::int64_t>(end)) << length;
    }
}

TEST(Journal, EveryByteFlippedCostsOneBlock) {
    const Folder folder;
    const std::string bytes = write_journal(folder);
    for (std::size_t at = 0; at < bytes.size(); ++at)
        for (const int bits : {0x01, 0x80, 0xff}) {
            std::string damaged = bytes;
            damaged[at] = static_cast<char>(damaged[at] ^ bits);
            const Found found = scan(folder.write("damaged", damaged));
            EXPECT_EQ(found.payloads.size(), texts.size() - 1) << at;
            EXPECT_TRUE(is_part(found.payloads, texts)) << at;
        }
}

TEST(Journal, RandomDamageNeverGivesAWrongBlock) {
    const Folder folder;
    const std::string bytes = write_journal(folder);
    std::mt19937 random(1);
    for (int trial = 0; trial < 300; ++trial) {
        std::string damaged = bytes;
        for (unsigned i = 0; i < 1 + random() % 20; ++i)
            damaged[random() % damaged.size()] = static_cast<char>(random());
        if (trial % 3 == 0) damaged.insert(random() % damaged.size(), std::string(random() % 50, '\xb1'));
        if (trial % 3 == 1) damaged.erase(random() % damaged.size(), random() % 50);
        EXPECT_TRUE(is_part(scan(folder.write("damaged", damaged)).payloads, texts)) << trial;
    }
}

TEST(Journal, ALengthIsNotTrusted) {
    const Folder folder;
    const std::string bytes = write_journal(folder);
    for (const std::uint64_t length :
         {std::uint64_t{0}, std::uint64_t{4}, std::uint64_t{max_payload}, std::uint64_t{max_payload} + 1,
          ~std::uint64_t{0}, ~std::uint64_t{0} - 31}) {
        std::string damaged = bytes;
        std::memcpy(damaged.data() + 16, &length, sizeof length);
        EXPECT_EQ(scan(folder.write("damaged", damaged)).payloads,
                  std::vector<std::string>(texts.begin() + 1, texts.end()));
    }
}

TEST(Journal, BlocksOfAnotherRunAreNotTaken) {
    const Folder folder;
    const std::string bytes = write_journal(folder);
    EXPECT_TRUE(
        scan(folder / "journal", 0, static_cast<std::int64_t>(bytes.size()), identity + 1).payloads.empty());
}

TEST(Journal, PartsOfAFileTogetherAreTheWhole) {
    const Folder folder;
    const std::string bytes = write_journal(folder);
    for (std::int64_t size = 1; size < 120; size += 7) {
        std::vector<std::string> all;
        for (std::int64_t begin = 0; begin < static_cast<std::int64_t>(bytes.size()); begin += size) {
            const Found found = scan(folder / "journal", begin, begin + size);
            all.insert(all.end(), found.payloads.begin(), found.payloads.end());
        }
        EXPECT_EQ(all, texts) << size;
    }
}

TEST(Journal, LongBlocksAreReadToo) {
    const Folder folder;
    JournalWriter journal(folder / "journal", identity);
    std::vector<std::string> long_texts;
    std::vector<Bytes> payloads;
    for (const std::size_t size : {std::size_t{5} << 20, std::size_t{3}, max_payload, std::size_t{1} << 20}) {
        long_texts.emplace_back(size, static_cast<char>('a' + long_texts.size()));
        payloads.push_back(payload_of(long_texts.back()));
    }
    journal.append(payloads);
    EXPECT_EQ(scan(folder / "journal").payloads, long_texts);
    EXPECT_THROW(journal.append({Bytes(max_payload + 1)}), std::length_error);
}

TEST(Journal, AFolderThatIsMissingIsSaid) {
    const Folder folder;
    JournalWriter journal(folder / "missing/journal", identity);
    EXPECT_THROW(journal.append({payload_of("x")}), std::system_error);
    std::filesystem::create_directory(folder / "missing");
    journal.append({payload_of("x")});
    EXPECT_EQ(scan(folder / "missing/journal").payloads, std::vector<std::string>{"x"});
}

}  // namespace
