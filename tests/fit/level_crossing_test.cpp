#include "fit/level_crossing.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(LevelCrossing, OfAParabolaIsFoundInFewSteps) {
    int calls = 0;
    const auto parabola = [&](double x) { return ++calls, 2.0 + 400.0 * x * x; };
    const auto found = level_crossing(parabola, 2.0, 6.0, 0.03);
    ASSERT_TRUE(found);
    EXPECT_NEAR(*found, 0.1, 3e-4);
    EXPECT_LE(calls, 5);
}

TEST(LevelCrossing, OfACurveThatIsNone) {
    const auto curve = [](double x) { return std::pow(x, 6) * 1e3; };
    const auto found = level_crossing(curve, 0.0, 4.0, 1e-4);
    ASSERT_TRUE(found);
    EXPECT_NEAR(*found, std::pow(4e-3, 1.0 / 6.0), 2e-3);
}

TEST(LevelCrossing, NothingWhereTheLevelIsNotReached) {
    EXPECT_FALSE(level_crossing([](double x) { return x; }, 0.0, 1.5, 0.2));
}

TEST(LevelCrossing, AStepOfTheCurveIsFound) {
    const auto found = level_crossing([](double x) { return x > 0.37 ? 1e9 : 0.0; }, 0.0, 4.0, 0.1);
    ASSERT_TRUE(found);
    EXPECT_NEAR(*found, 0.37, 0.03);
}

}  // namespace
