#include "fit/goodness.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "fit_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct Fitted {
    FitTask task;
    FitResult result;
    Goodness good;
};

Fitted fitted(FitModel model, const FitParameters& start, const std::vector<Measurement>& points,
              const std::vector<std::string>& free) {
    Fitted f{task_of(model, start, points, free), {}, {}};
    f.result = fit(f.task);
    f.good = goodness(f.task, f.result);
    return f;
}

std::vector<Measurement> without_errors(std::vector<Measurement> points) {
    for (Measurement& m : points) m.sigma_T = m.sigma_B = nan;
    return points;
}

TEST(FitGoodness, RightModelDescribes) {
    Random random(3);
    const auto points = synthetic(FitModel::ising, {3.0, 4.1}, 0.1, 20, 0.01, random);
    const Fitted f = fitted(FitModel::ising, {3.1, 5.0}, points, {"tc0", "beta"});
    EXPECT_TRUE(f.good.describes);
    EXPECT_GT(f.good.p_value, 1e-3);
    EXPECT_TRUE(std::isnan(f.good.scatter));
    EXPECT_EQ(f.good.statement.rfind("the model describes the data (p = 0.", 0), 0u) << f.good.statement;
    EXPECT_EQ(f.good.status[1], FitStatus::determined);
    const Fitted g = fitted(FitModel::ising, {3.1, 5.0}, without_errors(points), {"tc0", "beta"});
    EXPECT_TRUE(g.good.describes);
    EXPECT_TRUE(std::isnan(g.good.p_value));
    EXPECT_NEAR(g.good.scatter, 1.0, 0.5);
}

TEST(FitGoodness, WrongModelIsSaidAndDeterminesNothing) {
    Random random(5);
    const auto points = synthetic(FitModel::exact, {3.0, 4.1, 0.3}, 0.05, 20, 0.003, random);
    for (const bool stated : {true, false}) {
        const Fitted f =
            fitted(FitModel::ising, {3.0, 4.0}, stated ? points : without_errors(points), {"tc0", "beta"});
        EXPECT_FALSE(f.good.describes) << f.good.statement;
        EXPECT_NE(f.good.statement.find("does not describe"), std::string::npos);
        EXPECT_EQ(f.good.status[0], FitStatus::undetermined);
        EXPECT_EQ(f.good.status[1], FitStatus::undetermined);
        EXPECT_EQ(f.good.status[2], FitStatus::fixed);
        ASSERT_EQ(f.good.worst.size(), 3u);
        EXPECT_GE(std::fabs(f.good.worst[0].residual), std::fabs(f.good.worst[1].residual));
    }
}

TEST(FitGoodness, OneOutlierIsNamed) {
    Random random(7);
    auto points = synthetic(FitModel::ising, {3.0, 4.1}, 0.1, 20, 0.01, random);
    points[8].B *= 1.5;
    const Fitted f = fitted(FitModel::ising, {3.0, 4.0}, points, {"tc0", "beta"});
    EXPECT_FALSE(f.good.describes);
    EXPECT_EQ(f.good.worst[0].point.B, points[8].B);
    EXPECT_GT(f.good.worst[0].residual, 10.0);
}

TEST(FitGoodness, NothingFreeIsHeldAgainstThePointsToo) {
    Random random(9);
    const auto points = synthetic(FitModel::ising, {3.0, 4.1}, 0.1, 20, 0.01, random);
    const Fitted f = fitted(FitModel::ising, {3.0, 2.0}, points, {});
    EXPECT_GT(f.result.chi2, 1000.0);
    EXPECT_FALSE(f.good.describes);
    EXPECT_LT(f.good.p_value, 1e-99);
    EXPECT_NE(f.good.statement.find("p < 1e-99"), std::string::npos) << f.good.statement;
}

TEST(FitGoodness, BoundsThatHoldDoNotCount) {
    Random random(11);
    auto points = synthetic(FitModel::ising, {3.0, 4.1}, 0.1, 12, 0.01, random);
    const Fitted all = fitted(FitModel::ising, {3.0, 4.0}, points, {"tc0", "beta"});
    for (int i = 0; i < 20; ++i) {  // far below the curve
        points.push_back({1.0, 5.0, 0.03, 0.5});
        points.back().bound = Bound::lower;
    }
    const Fitted f = fitted(FitModel::ising, {3.0, 4.0}, points, {"tc0", "beta"});
    EXPECT_NEAR(f.result.chi2, all.result.chi2, 1e-6);
    EXPECT_NEAR(f.good.p_value, all.good.p_value, 1e-6);
    EXPECT_NEAR(f.result.reduced_chi2, all.result.reduced_chi2, 1e-6);
    EXPECT_NEAR(of(f.result, "beta").value, of(all.result, "beta").value, 1e-4);
    points.back().B = 60.0;  // above it
    EXPECT_FALSE(fitted(FitModel::ising, {3.0, 4.0}, points, {"tc0", "beta"}).good.describes);
}

TEST(FitGoodness, AnIntervalKeptByTheBoundOfAnotherIsOpen) {
    // beta and gamma go together; gamma may not become as large as it is
    Random random(13);
    const auto points = synthetic(FitModel::exact, {3.0, 6.0, 0.8}, 0.3, 15, 0.01, random);
    FitTask task = task_of(FitModel::exact, {3.0, 5.0, 0.1}, points, {"tc0", "beta", "gamma"});
    for (FitParameter& p : task.parameters)
        if (p.name == "gamma") p.high = 0.6;
    const FitResult result = fit(task);
    ASSERT_TRUE(of(result, "gamma").at_bound);
    const Goodness g = goodness(task, result);
    ASSERT_TRUE(g.describes) << g.statement;
    const auto r = correlation_without_bounds(task, result);
    EXPECT_GT(r[1][2], 0.9);
    EXPECT_EQ(g.status[1], FitStatus::lower_bound);
}

TEST(FitGoodness, ChancesAsText) {
    EXPECT_EQ(chance_text(0.3217), "p = 0.32");
    EXPECT_EQ(chance_text(2.3e-7), "p = 2e-07");
    EXPECT_EQ(chance_text(0.0), "p < 1e-99");
}

}  // namespace
