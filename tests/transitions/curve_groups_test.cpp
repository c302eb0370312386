#include "transitions/curve_groups.hpp"

#include <random>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

struct Rows {
    std::vector<double> T, B;
};

/// T up and down at three fields, with noise in both and the field ramped in between.
Rows stepped(double noise) {
    std::mt19937 random(1);
    std::normal_distribution<double> normal;
    Rows rows;
    for (const double B : {0.0, 0.5, 2.0}) {
        for (int i = 0; i < 200; ++i) {
            rows.T.push_back(1.0 + 0.04 * (i < 100 ? i : 200 - i) + noise * normal(random));
            rows.B.push_back(B + noise * normal(random));
        }
        for (int i = 1; i < 4 && B < 2.0; ++i) rows.T.push_back(1.0), rows.B.push_back(B + 0.11 * i);
    }
    return rows;
}

TEST(CurveGroups, RampsBetweenTheCurvesAreLeftOut) {
    for (const double noise : {0.0, 1e-4, 2e-3}) {
        const Rows rows = stepped(noise);
        const auto groups = steady_groups(rows.B, Measurand::field);
        ASSERT_EQ(groups.size(), 3u) << noise;
        for (const RowGroup& group : groups) EXPECT_EQ(group.size(), 200u);
        EXPECT_EQ(groups[1][0], 203u) << "in the order of the file";
    }
}

TEST(CurveGroups, TheSweptQuantityMoves) {
    const Rows rows = stepped(1e-3);
    EXPECT_EQ(swept_quantity(rows.T, rows.B), Measurand::temperature);
    EXPECT_EQ(swept_quantity(rows.B, rows.T), Measurand::field);
    EXPECT_TRUE(steady_groups(rows.T, Measurand::temperature).size() < 3);
}

TEST(CurveGroups, OfAMapTheFasterOneIsSwept) {
    Rows map;
    for (int i = 0; i < 10; ++i)
        for (int j = 0; j < 30; ++j) map.T.push_back(1.0 + 0.5 * i), map.B.push_back(0.3 * j);
    EXPECT_EQ(swept_quantity(map.T, map.B), Measurand::field);
    EXPECT_EQ(swept_quantity(map.B, map.T), Measurand::temperature);
}

TEST(CurveGroups, BothMovingTellNothing) {
    std::vector<double> x, y;
    for (int i = 0; i < 100; ++i) x.push_back(1.0 + 0.05 * i), y.push_back(0.1 * i);
    EXPECT_FALSE(swept_quantity(x, y).has_value());
    EXPECT_FALSE(swept_quantity({1, 1, 1, 1, 1, 1}, {2, 2, 2, 2, 2, 2}).has_value()) << "nothing moves";
}

}  // namespace
