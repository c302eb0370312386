#include "input/decimal.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(Decimal, NumbersAndWhatFollowsThem) {
    for (const auto& [text, value, rest] : {std::tuple{"1.5", 1.5, ""},
                                            {"-2e-3 K", -2e-3, " K"},
                                            {".5", 0.5, ""},
                                            {"7.", 7.0, ""},
                                            {"1e", 1.0, "e"},
                                            {"1.2.3", 1.2, ".3"},
                                            {"0x10", 0.0, "x10"},
                                            {"3,5", 3.0, ",5"},
                                            {"1e400x", 0.0, "x"}}) {
        const Decimal number = leading_decimal(text);
        EXPECT_EQ(number.error, std::string(text) == "1e400x" ? std::errc::result_out_of_range : std::errc())
            << text;
        EXPECT_EQ(number.value, value) << text;
        EXPECT_EQ(number.rest, rest) << text;
    }
}

TEST(Decimal, WhatIsNoNumber) {
    for (const char* text : {"", "-", "+1", " 1", "e5", "--1", ".", "x"})
        EXPECT_EQ(leading_decimal(text).error, std::errc::invalid_argument) << text;
}

TEST(Decimal, InfiniteAndNone) {
    EXPECT_EQ(leading_decimal("inf").value, std::numeric_limits<double>::infinity());
    EXPECT_EQ(leading_decimal("-inf").value, -std::numeric_limits<double>::infinity());
    EXPECT_TRUE(std::isnan(leading_decimal("nan").value));
}

TEST(Decimal, RoundedCorrectly) {
    EXPECT_EQ(leading_decimal("9007199254740993").value, 9007199254740992.0) << "halfway: to even";
    EXPECT_EQ(leading_decimal("0.1").value, 0.1);
    EXPECT_EQ(leading_decimal("4.9406564584124654e-324").value, 0x1p-1074);
}

}  // namespace
