#include "fit/threshold.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(Threshold, StatedErrorsAreNormal) {
    const Threshold limit = threshold(true, 1e9, 0.0);
    EXPECT_EQ(limit.scale, 1.0);
    EXPECT_NEAR(limit.quantile, 1.959963984540054, 1e-12);
}

TEST(Threshold, OtherwiseTheScatterSetsTheScale) {
    const Threshold limit = threshold(false, 12.0, 4.0);
    EXPECT_EQ(limit.scale, 3.0);
    EXPECT_NEAR(limit.quantile, 2.7764451051977987, 1e-10) << "Student's t of 4 degrees of freedom";
    EXPECT_TRUE(std::isnan(threshold(false, 12.0, 0.0).scale));
}

TEST(Threshold, AnEndIsLookedForWhereTheErrorPutsIt) {
    const Threshold limit = threshold(true, 1.0, 1.0);
    EXPECT_EQ(guess_of(0.1, limit), 0.1 * limit.quantile);
    for (const double unknown : {0.0, std::nan(""), HUGE_VAL}) EXPECT_EQ(guess_of(unknown, limit), 0.02);
}

}  // namespace
