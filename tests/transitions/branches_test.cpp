#include "transitions/branches.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

MeasuredCurve curve(Measurand swept, const std::vector<double>& x) {
    MeasuredCurve c;
    c.swept = swept;
    c.x = x;
    for (std::size_t i = 0; i < x.size(); ++i) c.y.push_back(static_cast<double>(i));
    return c;
}
/// From each value to the next in steps of 0.1, with a little wobble.
std::vector<double> way(const std::vector<double>& ends) {
    std::vector<double> x;
    for (std::size_t k = 0; k + 1 < ends.size(); ++k) {
        const int n = static_cast<int>(std::lround(std::abs(ends[k + 1] - ends[k]) / 0.1));
        for (int i = 0; i < n; ++i)
            x.push_back(ends[k] + (ends[k + 1] - ends[k]) * i / n + 0.08 * std::sin(7.0 * i));
    }
    return x;
}

TEST(Branches, UpAndDownWhateverTheWobble) {
    const auto branches = branches_of(curve(Measurand::temperature, way({1, 5, 1, 5})));
    ASSERT_EQ(branches.size(), 3u);
    EXPECT_EQ(branches[0].turn, Turn::up);
    EXPECT_EQ(branches[1].turn, Turn::down);
    EXPECT_EQ(branches[2].turn, Turn::up);
    for (const SweepBranch& b : branches) EXPECT_TRUE(std::is_sorted(b.x.begin(), b.x.end()));
}

TEST(Branches, AStepBackBeginsAnotherSweepTheSameWay) {
    std::vector<double> x = way({1, 5});
    const std::vector<double> again = x;
    x.insert(x.end(), again.begin(), again.end());
    const auto branches = branches_of(curve(Measurand::temperature, x));
    ASSERT_EQ(branches.size(), 2u);
    EXPECT_EQ(branches[0].turn, Turn::up);
    EXPECT_EQ(branches[1].turn, Turn::up);
    EXPECT_NEAR(static_cast<double>(branches[0].x.size()), 40.0, 2.0);
}

TEST(Branches, AFieldThroughZeroIsTwoSweeps) {
    const auto branches = branches_of(curve(Measurand::field, way({-6, 6})));
    ASSERT_EQ(branches.size(), 2u);
    EXPECT_EQ(branches[0].turn, Turn::up) << "away from zero";
    EXPECT_EQ(branches[1].turn, Turn::down);
    EXPECT_GE(branches[1].x.front(), 0.0);
    EXPECT_EQ(branches_of(curve(Measurand::field, way({-0.2, 6}))).size(), 1u) << "an overshoot";
    EXPECT_EQ(branches_of(curve(Measurand::field, way({0, -6}))).at(0).turn, Turn::up);
    EXPECT_EQ(branches_of(curve(Measurand::temperature, way({0, 6}))).size(), 1u);
}

TEST(Branches, RowsInNoOrderAreOne) {
    std::vector<double> x;
    for (int i = 0; i < 60; ++i) x.push_back(std::fmod(i * 0.37, 1.0));
    const auto branches = branches_of(curve(Measurand::temperature, x));
    ASSERT_EQ(branches.size(), 1u);
    EXPECT_EQ(branches[0].turn, Turn::none);
    EXPECT_EQ(branches[0].x.size(), 60u);
}

}  // namespace
