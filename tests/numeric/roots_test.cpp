#include "numeric/roots.hpp"

#include <cmath>
#include <numbers>
#include <utility>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(Bracket, NarrowsBySign) {
    Bracket rising{1.0, 3.0}, falling{1.0, 3.0, Bracket::Function::falling};
    EXPECT_TRUE(rising.narrow(2.0, -0.1));
    EXPECT_EQ(rising.low, 2.0);
    EXPECT_TRUE(rising.narrow(2.5, 0.0));
    EXPECT_EQ(rising.high, 2.5) << "0 counts as positive";
    EXPECT_TRUE(falling.narrow(2.0, -0.1));
    EXPECT_EQ(falling.high, 2.0);
    EXPECT_FALSE(falling.narrow(1.5, quiet_nan));
    EXPECT_EQ(falling.low, 1.0);
    EXPECT_EQ(falling.high, 2.0);
}

TEST(Bracket, StepsStayInside) {
    const Bracket bracket{1.0, 3.0};
    EXPECT_EQ(bracket.middle(), 2.0);
    EXPECT_EQ(bracket.safeguarded(2.5, bracket.middle()), 2.5);
    for (const double outside : {0.0, 1.0, 3.0, 1e300, -HUGE_VAL, quiet_nan})
        EXPECT_EQ(bracket.safeguarded(outside, bracket.middle()), 2.0);
}

TEST(Bracket, NewtonInsideItFindsARootWhereNewtonAloneRunsAway) {
    // atan from 3: Newton alone diverges
    Bracket bracket{-1.0, 3.0};
    double x = 3.0;
    for (int step = 0; step < 60; ++step) {
        ASSERT_TRUE(bracket.narrow(x, std::atan(x)));
        x = bracket.safeguarded(x - std::atan(x) * (1.0 + x * x), bracket.middle());
    }
    EXPECT_NEAR(x, 0.0, 1e-15);
}

TEST(RootBetween, ToItsDigits) {
    const auto f = [](double x) { return x * x - 2.0; };
    const Root root = root_between(f, 0.0, 2.0, 50);
    EXPECT_EQ(root.status, RootStatus::found);
    EXPECT_NEAR(root.at, std::numbers::sqrt2, 1e-14);
    EXPECT_NEAR(root_between(f, {0.0, -2.0}, {2.0, 2.0}, 20).at, std::numbers::sqrt2, 1e-6);
}

TEST(RootBetween, AnEndMayBeTheRoot) {
    const auto f = [](double x) { return x - 1.0; };
    EXPECT_EQ(root_between(f, 1.0, 2.0, 44).at, 1.0);
    EXPECT_EQ(root_between(f, 0.0, 1.0, 44).at, 1.0);
}

TEST(RootBetween, ANumberOnlyWhereTheSignChanges) {
    const auto square = [](double x) { return x * x + 1.0; };
    const Root none = root_between(square, -1.0, 1.0, 44);
    EXPECT_EQ(none.status, RootStatus::no_sign_change);
    EXPECT_TRUE(std::isnan(none.at));
    const auto line = [](double x) { return x; };
    EXPECT_EQ(root_between(line, 1.0, -1.0, 44).status, RootStatus::no_sign_change) << "ends in wrong order";
}

TEST(RootBetween, ANaNAnywhereIsReported) {
    for (const auto& [from, to] : {std::pair{-1.1, -0.9}, std::pair{0.9, 1.1}, std::pair{-0.2, 0.9}}) {
        int calls = 0;
        const auto f = [&, a = from, b = to](double x) {
            ++calls;
            return x > a && x < b ? quiet_nan : std::expm1(x) - 0.1 * x + 1e-3;
        };
        const Root root = root_between(f, -1.0, 1.0, 50);
        EXPECT_EQ(root.status, RootStatus::not_a_number) << from;
        EXPECT_TRUE(std::isnan(root.at));
        EXPECT_LT(calls, 100);
    }
}

TEST(RootBetween, NextToZeroToDigitsOfTheInterval) {
    // noise around 0: no relative accuracy to be had
    const auto f = [](double x) { return x - 1e-200; };
    const Root root = root_between(f, {0.0, -1e-200}, {1.0, 1.0}, 50);
    EXPECT_EQ(root.status, RootStatus::found);
    EXPECT_LT(std::fabs(root.at), 1e-15);
}

TEST(Bisect, EitherOrder) {
    const auto narrow = [](double a, double b) { return std::fabs(a - b) < 1e-9; };
    const auto f = [](double x) { return 0.3 - x; };
    EXPECT_NEAR(bisect(f, 0.0, 1.0, narrow).middle(), 0.3, 1e-9);
    const Bisection other = bisect([](double x) { return x > 0.3 ? 5.0 : -1.0; }, 1.0, 0.0, narrow);
    EXPECT_EQ(other.status, RootStatus::found);
    EXPECT_GT(other.positive, 0.3);
    EXPECT_LE(other.other, 0.3);
}

TEST(Bisect, EndsWhereNothingIsBetween) {
    const auto never = [](double, double) { return false; };
    const Bisection ends = bisect([](double x) { return x - 1.0; }, 2.0, 0.5, never);
    EXPECT_EQ(ends.other, 1.0);
    EXPECT_EQ(ends.positive, std::nextafter(1.0, 2.0));
    EXPECT_EQ(bisect([](double) { return quiet_nan; }, 0.0, 1.0, never).status, RootStatus::not_a_number);
}

}  // namespace
