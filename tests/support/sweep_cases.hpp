#pragma once
// A small sweep, and what two results must have in common.

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "program.hpp"
#include "table.hpp"

namespace mirage_test {

inline constexpr const char* small_deck = R"([material]
units = si
tc0 = 3.0
beta = 4.1
[grid]
T = 0.1:3:4
B = 0:60:7
gamma = 0,0.1
alpha = 0,0.2
)";

/// All datasets of two files are the same byte by byte, and there are the same.
inline void expect_equal_data(const std::string& a, const std::string& b) {
    const Outcome names = shell("h5ls " + a + " | awk '{ print $1 }'");
    EXPECT_EQ(names.out, shell("h5ls " + b + " | awk '{ print $1 }'").out);
    EXPECT_NE(names.out.find("order_parameter\n"), std::string::npos);
    for (const std::string& name : split(names.out, '\n')) {
        const Folder folder;
        for (const auto& [file, raw] : {std::pair{a, "a"}, std::pair{b, "b"}})
            ASSERT_EQ(shell("h5dump -d /" + name + " -b LE -o " + folder / raw + " " + file).status, 0);
        const std::string bytes = read_file(folder / "a");
        EXPECT_FALSE(bytes.empty()) << name;
        EXPECT_EQ(bytes == read_file(folder / "b"), true) << name;
    }
}

/// A sweep that is held after so many items (parallel/hold.hpp); once it is, `then` is run, where $pid is the
/// sweep or its launcher and $go the file that lets it go on. The status is that of the sweep.
inline Outcome held_sweep(const std::string& launcher, long items, const std::string& arguments,
                          const std::string& then) {
    const Folder folder;
    return shell("go=" + folder / "go" + "; MIRAGE_TEST_HOLD=" + std::to_string(items) + ":$go " + launcher +
                 " " + MIRAGE_PROGRAM + " sweep " + arguments +
                 " & pid=$!; until [ -e $go.held ] || ! kill -0 $pid; do sleep 0.01; done; " + then +
                 "; wait $pid; exit $?");
}

}  // namespace mirage_test
