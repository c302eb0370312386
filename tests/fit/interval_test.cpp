#include "fit/interval.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(Interval, TheEndsTellTheStatus) {
    const Threshold limit{1.0, 2.0};
    FittedParameter p{"beta", 3.0, 0.5, 0.0, 9.0, FitStatus::undetermined, 0.0, 9.0, false};
    set_interval(p, {2.0, true}, {4.0, true}, limit);
    EXPECT_EQ(p.status, FitStatus::determined);
    EXPECT_EQ(p.low, 2.0);
    EXPECT_EQ(p.high, 4.0);
    EXPECT_EQ(p.error, 0.5) << "of the covariance";
    set_interval(p, {0.0, false}, {4.0, true}, limit);
    EXPECT_EQ(p.status, FitStatus::upper_bound);
    set_interval(p, {2.0, true}, {9.0, false}, limit);
    EXPECT_EQ(p.status, FitStatus::lower_bound);
    set_interval(p, {0.0, false}, {9.0, false}, limit);
    EXPECT_EQ(p.status, FitStatus::undetermined);
}

TEST(Interval, AtABoundTheErrorIsThatOfTheProfile) {
    FittedParameter p{"gamma", 0.0, 0.1, 0.0, 9.0, FitStatus::undetermined, 0.0, 9.0, true};
    set_interval(p, {0.0, false}, {1.0, true}, {1.0, 2.0});
    EXPECT_EQ(p.error, 0.5);
    set_interval(p, {0.0, false}, {9.0, false}, {1.0, 2.0});
    EXPECT_TRUE(std::isnan(p.error));
}

TEST(Interval, WhatIsFixedHasNone) {
    const FittedParameter p = fixed_parameter("alpha", 0.3);
    EXPECT_EQ(p.status, FitStatus::fixed);
    EXPECT_EQ(p.low, 0.3);
    EXPECT_EQ(p.high, 0.3);
    EXPECT_EQ(p.error, 0.0);
}

}  // namespace
