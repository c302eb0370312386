#include "parallel/cost_model.hpp"

#include <random>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

WorkItem item_of(int cost_class, double cost) {
    return {WorkKind::points, 0, 1, cost, static_cast<std::int8_t>(cost_class)};
}

/// `count` items of that class that take `factor` times what was expected.
ClassTimes times_of(int cost_class, int count, double factor) {
    ClassTimes times;
    for (int i = 0; i < count; ++i) times.add(item_of(cost_class, 0.01), 0.01 * factor);
    return times;
}

TEST(CostModel, ExpectedCostsHoldUntilSomethingIsMeasured) {
    const CostModel costs;
    EXPECT_EQ(costs.seconds(item_of(0, 0.3)), 0.3);
    EXPECT_FALSE(costs.knows(0));
}

TEST(CostModel, AFewItemsCountAndManyDecide) {
    CostModel costs;
    costs.learn(times_of(1, 6, 3.0));
    EXPECT_TRUE(costs.knows(1));
    EXPECT_FALSE(costs.knows(2));
    EXPECT_GT(costs.factor(1), 2.5);
    EXPECT_LT(costs.factor(1), 3.0);
    costs.learn(times_of(1, 1000, 3.0));
    EXPECT_NEAR(costs.factor(1), 3.0, 0.01);
    EXPECT_NEAR(costs.seconds(item_of(1, 2.0)), 6.0, 0.02);
}

TEST(CostModel, AClassWithoutItemsGoesByTheOthers) {
    CostModel costs;
    costs.learn(times_of(1, 1000, 3.0));
    EXPECT_NEAR(costs.factor(2), 3.0, 0.01) << "a slow machine is slow at everything";
    costs.learn(times_of(2, 1000, 0.5));
    EXPECT_NEAR(costs.factor(2), 0.5, 0.01);
    EXPECT_NEAR(costs.factor(1), 3.0, 0.01);
}

TEST(CostModel, WholeTimesCountNotSingleFactors) {
    std::mt19937 random(1);
    std::lognormal_distribution<double> noise(0.0, 1.0);
    ClassTimes times;
    double measured = 0.0, expected = 0.0;
    for (int i = 0; i < 20000; ++i) {
        const double cost = 1e-3 * (1 + i % 7), seconds = cost * noise(random);
        times.add(item_of(3, cost), seconds);
        measured += seconds;
        expected += cost;
    }
    CostModel costs;
    costs.learn(times);
    EXPECT_NEAR(costs.factor(3), measured / expected, 1e-3);
}

TEST(CostModel, ItemsThatWereToCostNothingDoNoHarm) {
    CostModel costs;
    ClassTimes times;
    times.add(item_of(0, 0.0), 1.0);
    costs.learn(times);
    EXPECT_EQ(costs.factor(0), 1.0);
    EXPECT_EQ(costs.factor(5), 1.0);
}

TEST(CostModel, TimesAddUp) {
    ClassTimes sum = times_of(1, 2, 3.0);
    sum.add(times_of(1, 3, 1.0));
    EXPECT_EQ(sum.items[1], 5.0);
    EXPECT_NEAR(sum.expected[1], 0.05, 1e-12);
    EXPECT_NEAR(sum.measured[1], 0.09, 1e-12);
}

}  // namespace
