#include "parallel/progress.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "program.hpp"
#include "table.hpp"

namespace {

using namespace mirage;

/// What is printed by a run of 100 that does `pace` in a second, for some seconds, looked at every
/// millisecond.
std::string printed(bool terminal, double seconds, double pace, double before = 0.0) {
    const mirage_test::Folder folder;
    std::FILE* file = std::fopen((folder / "log").c_str(), "w");
    double now = 1e6;
    Progress progress(100.0, file, terminal, before, [&now] { return now; });
    for (int i = 1; i <= static_cast<int>(1000.0 * seconds); ++i) {
        now = 1e6 + 1e-3 * i;
        progress.update(before + pace * 1e-3 * i);
    }
    progress.finish();
    std::fclose(file);
    return mirage_test::read_file(folder / "log");
}

std::vector<std::string> lines_of(const std::string& text) { return mirage_test::split(text, '\n'); }

TEST(Progress, ALogHasALineAfterFiveSecondsAndThenFewer) {
    EXPECT_EQ(printed(false, 4.9, 1.0), "");
    EXPECT_EQ(printed(false, 5.1, 1.0), "  5.0 %  5.0 s elapsed, about 1 min 35 s left\n");
    // every 5 s until 20 s, then each time a quarter later
    std::vector<std::string> expected{"  5.0 %", " 10.0 %", " 15.0 %", " 20.0 %", " 25.0 %", " 31.2 %",
                                      " 39.1 %", " 48.8 %", " 61.0 %", " 76.3 %", " 95.4 %"};
    std::vector<std::string> lines = lines_of(printed(false, 100.0, 1.0));
    ASSERT_EQ(lines.size(), expected.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const double share = std::stod(lines[i]);
        EXPECT_NEAR(share, std::stod(expected[i]), 0.11) << lines[i];
    }
    EXPECT_LT(lines_of(printed(false, 36000.0, 100.0 / 36000.0)).size(), 50u) << "ten hours";
}

TEST(Progress, ATerminalHasOneLineThatIsClearedAtTheEnd) {
    const std::string text = printed(true, 10.0, 10.0);
    EXPECT_EQ(text.find('\n'), std::string::npos);
    EXPECT_NEAR(static_cast<double>(std::count(text.begin(), text.end(), '%')), 10.0 / 0.2, 1.0);
    EXPECT_EQ(text.substr(text.size() - 62), '\r' + std::string(60, ' ') + '\r');
    for (const std::string& line : mirage_test::split(text, '\r')) EXPECT_LE(line.size(), 60u) << line;
}

TEST(Progress, WhatEarlierStartsDidIsNoPaceOfThisOne) {
    EXPECT_EQ(printed(false, 5.1, 1.0, 50.0), " 55.0 %  5.0 s elapsed, about 45.0 s left\n");
    EXPECT_EQ(printed(false, 5.1, 0.01, 50.0), " 50.0 %  5.0 s elapsed\n") << "too little to say";
    EXPECT_EQ(printed(false, 5.1, 100.0), "100.0 %  5.0 s elapsed\n");
}

TEST(Progress, ATotalOfNothingIsSilent) {
    const mirage_test::Folder folder;
    std::FILE* file = std::fopen((folder / "log").c_str(), "w");
    double now = 0.0;
    Progress progress(0.0, file, false, 0.0, [&now] { return now; });
    now = 100.0;
    progress.update(0.0);
    progress.finish();
    std::fclose(file);
    EXPECT_EQ(mirage_test::read_file(folder / "log"), "");
}

}  // namespace
