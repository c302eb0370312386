#include "transitions/criterion.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(Criterion, PercentagesAndWords) {
    EXPECT_EQ(criteria_of("50")[0].share, 0.5);
    EXPECT_DOUBLE_EQ(criteria_of("33.3%")[0].share, 0.333);
    const auto all = criteria_of("all");
    ASSERT_EQ(all.size(), 6u);
    EXPECT_EQ(all[2].name(), "90");
    EXPECT_EQ(all[5].at, ReadAt::slope);
    EXPECT_EQ(criteria_of("onset,10")[0].name(), "onset");
}

TEST(Criterion, OthersAreRefused) {
    for (const char* text : {"0", "100", "-5", "half", "50,50", "50,", "nan"})
        EXPECT_THROW(criteria_of(text), InputError) << text;
}

}  // namespace
