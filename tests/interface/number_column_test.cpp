#include "interface/number_column.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(NumberColumn, HoldsForAllRowsOrHasOneForEach) {
    const double values[] = {1.0, 2.0};
    EXPECT_EQ((NumberColumn{values, 0}.at(1)), 1.0);
    EXPECT_EQ((NumberColumn{values, 1}.at(1)), 2.0);
    EXPECT_EQ((NumberColumn{nullptr, 0, 0.5}.at(1)), 0.5);
}

TEST(NumberColumn, TheRangeIsThatOfAllNumbers) {
    const double values[] = {0.0, -3.0, 2.0};
    EXPECT_EQ(range_of("B", values, 3).least, -3.0);
    EXPECT_EQ(range_of("B", values, 3).most, 2.0);
}

TEST(NumberColumn, WhatIsNotFiniteIsRefused) {
    for (const double bad : {quiet_nan, std::numeric_limits<double>::infinity()}) {
        const double values[] = {0.0, bad};
        EXPECT_THROW(range_of("B", values, 2), InputError) << bad;
    }
}

}  // namespace
