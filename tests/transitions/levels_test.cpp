#include "transitions/levels.hpp"

#include <gtest/gtest.h>

#include "synthetic_curves.hpp"

namespace {

using namespace mirage;
using mirage_test::curve_of;
using mirage_test::Synthetic;

SweepBranch branch_of(const Synthetic& s) {
    return branches_of(curve_of(s, Measurand::temperature, 0.0)).at(0);
}

TEST(Levels, LineAboveAndOffsetBelow) {
    Synthetic s;
    s.slope = 4.0;
    s.offset = 7.0;
    s.noise = 0.3;
    const auto levels = find_levels(branch_of(s), {});
    ASSERT_TRUE(levels.has_value());
    EXPECT_TRUE(levels->normal_seen && levels->zero_seen);
    EXPECT_NEAR(levels->normal(3.0), 107.0, 4.0 * levels->normal.sigma(3.0) + 0.1);
    EXPECT_NEAR(levels->normal.slope, 4.0, 0.2);
    EXPECT_NEAR(levels->zero, 7.0, 4.0 * levels->sigma_zero);
    EXPECT_NEAR(levels->noise, 0.3, 0.05);
    EXPECT_NEAR(outermost(branch_of(s), *levels, 0.5), 3.0, 0.01);
}

TEST(Levels, TheNormalLineIsThatBesideTheTransition) {
    Synthetic s;
    s.high = 300.0;
    s.slope = 2.0;
    s.count = 6000;
    s.noise = 0.05;
    SweepBranch branch = branch_of(s);
    for (std::size_t i = 0; i < branch.x.size(); ++i)
        if (branch.x[i] > 100.0) branch.y[i] -= 0.002 * std::pow(branch.x[i] - 100.0, 2);  // saturates
    const auto levels = find_levels(branch, {});
    ASSERT_TRUE(levels.has_value());
    EXPECT_NEAR(levels->normal(3.0), 100.0, 1.0);
}

TEST(Levels, AStateThatIsNotSeenIsThatOfOthers) {
    Synthetic s;
    s.high = 3.0;  // up to the midpoint
    s.count = 200;
    EXPECT_FALSE(find_levels(branch_of(s), {}).has_value()) << "R_n is not known";
    const auto levels = find_levels(branch_of(s), {100.0, 0.0});
    ASSERT_TRUE(levels.has_value());
    EXPECT_FALSE(levels->normal_seen);
    EXPECT_EQ(levels->normal(3.0), 100.0);
    s.low = 3.0, s.high = 6.0;
    const auto upper = find_levels(branch_of(s), {});
    ASSERT_TRUE(upper.has_value());
    EXPECT_FALSE(upper->zero_seen);
    EXPECT_EQ(upper->zero, 0.0);
}

TEST(Levels, NoTransitionInFlatCurvesAndSmallSteps) {
    Synthetic s;
    s.middle = -100.0;
    s.noise = 0.5;
    EXPECT_FALSE(find_levels(branch_of(s), {}).has_value());
    EXPECT_TRUE(given_levels(branch_of(s), {100.0, 0.0}).has_value());
    EXPECT_FALSE(given_levels(branch_of(s), {}).has_value());
    s.middle = 3.0;
    s.offset = 600.0;  // the step is 14 % of the resistance
    EXPECT_FALSE(find_levels(branch_of(s), {}).has_value());
    s.offset = 0.0;
    EXPECT_FALSE(find_levels(branch_of(s), {1e5, 0.0}).has_value()) << "a wiggle beside the known levels";
}

}  // namespace
