#include "transitions/crossing.hpp"

#include <gtest/gtest.h>

#include "synthetic_curves.hpp"

namespace {

using namespace mirage;
using mirage_test::curve_of;
using mirage_test::Synthetic;

Crossing crossing(const Synthetic& s, const Criterion& c, const KnownLevels& known = {}) {
    const SweepBranch branch = branches_of(curve_of(s, Measurand::temperature, 0.0)).at(0);
    return crossing_of(branch, find_levels(branch, known).value(), c);
}

TEST(Crossing, EveryShareIsWithinItsError) {
    Synthetic s;
    s.noise = 0.5;
    s.count = 1200;
    for (const double share : {0.1, 0.3, 0.5, 0.7, 0.9}) {
        const Crossing c = crossing(s, {ReadAt::share, share});
        const double truth = s.middle + s.width * std::log(share / (1.0 - share));
        EXPECT_NEAR(c.x, truth, 3.0 * c.sigma) << share;
        EXPECT_LT(c.sigma, 0.1 * s.width) << share;
        EXPECT_EQ(c.bound, Bound::none);
    }
}

TEST(Crossing, OnsetZeroAndSlope) {
    Synthetic s;
    s.noise = 0.01;
    s.count = 1200;
    const double w = s.width;
    EXPECT_NEAR(crossing(s, {ReadAt::onset, 1.0}).x, 3.0 + w * std::log(0.98 / 0.02), 0.2 * w);
    EXPECT_NEAR(crossing(s, {ReadAt::zero, 0.0}).x, 3.0 - w * std::log(0.98 / 0.02), 0.2 * w);
    // 30 and 70 % of a logistic function are 0.8473 widths from its middle
    EXPECT_NEAR(crossing(s, {ReadAt::slope, 1.0}).x, 3.0 + 1.25 * 2.0 * 0.8473 * w, 0.05 * w);
}

TEST(Crossing, AStepBetweenTwoPointsHasTheErrorOfTheirDistance) {
    Synthetic s;
    s.width = 1e-4;
    s.middle = 3.03;
    s.count = 56;  // every 0.1 K
    const Crossing c = crossing(s, {});
    EXPECT_NEAR(c.sigma, 0.1 / std::sqrt(12.0), 0.002);
    EXPECT_NEAR(c.x, 3.03, 0.06);
}

TEST(Crossing, BoundsWhereItIsNotReached) {
    Synthetic s;
    s.low = 3.05;  // 73 % at the lowest point
    s.count = 400;
    const Crossing c = crossing(s, {});
    EXPECT_EQ(c.bound, Bound::upper);
    EXPECT_EQ(c.x, 3.05);
    EXPECT_EQ(crossing(s, {ReadAt::share, 0.9}).bound, Bound::none);
    s.low = 0.5, s.high = 2.95;  // 27 % at the highest
    const Crossing low = crossing(s, {}, {100.0, 0.0});
    EXPECT_EQ(low.bound, Bound::lower);
    EXPECT_EQ(low.x, 2.95);
}

}  // namespace
