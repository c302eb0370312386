#include "interface/calculation.hpp"

#include <set>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(Calculation, EachIsDescribedOnce) {
    std::set<std::string> names;
    for (const Calculation& c : calculations()) {
        EXPECT_TRUE(names.insert(c.name).second) << c.name;
        EXPECT_STRNE(c.summary, "");
        std::set<std::string> outputs;
        for (const OutputName& output : c.outputs) {
            EXPECT_TRUE(outputs.insert(output.name).second) << c.name << ' ' << output.name;
            EXPECT_NE(output.long_name, "") << c.name << ' ' << output.name;
        }
        for (const NumberInput& number : c.inputs.numbers) EXPECT_STRNE(number.help, "") << number.name;
    }
}

TEST(Calculation, ConsecutiveRowsOfOneStateAreAGroup) {
    const double B[] = {1.0, 1.0, 2.0, 1.0}, eta[] = {0.1, 0.2, 0.2, 0.2};
    const mirage_input in[] = {{"B", B, 4, nullptr}, {"eta", eta, 4, nullptr}};
    const OwnInputs own{{{"eta"}}};
    const Request request = read_request(4, in, own);
    EXPECT_EQ(groups_of(request).size(), 3u);
    EXPECT_EQ(groups_of(request)[0].end, 2);
    EXPECT_EQ(groups_of(request, {"eta"}).size(), 4u);
}

TEST(Calculation, WhatIsThrownMarksItsRow) {
    std::int64_t marked = -1;
    row_or_missing(
        3, [](std::int64_t) { throw std::runtime_error("no"); }, [&](std::int64_t row) { marked = row; });
    EXPECT_EQ(marked, 3);
    EXPECT_THROW(row_or_missing(
                     3, [](std::int64_t) { throw std::bad_alloc(); }, [](std::int64_t) {}),
                 std::bad_alloc);
}

}  // namespace
