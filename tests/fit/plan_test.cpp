#include "fit/plan.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "fit_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(FitPlan, PlanSaysLowTemperaturesTellDisorder) {
    // the upturn is where beta and gamma part: with a large magnet the next point belongs to low T, with a
    // small one to the largest field that it reaches
    Random random(13);
    const FitParameters truth{3.0, 4.1, 0.1, 0.0};
    const auto points = synthetic(FitModel::exact, truth, 0.5, 12, 0.01, random);
    const FitTask task = task_of(FitModel::exact, {3.0, 4.0, 0.1}, points, {"beta", "gamma"});
    const FitResult r = fit(task);
    const auto far = plan(task, r, 1000.0), near = plan(task, r, 25.0);
    ASSERT_FALSE(far.empty());
    ASSERT_FALSE(near.empty());
    EXPECT_LT(far.front().T, 0.1 * truth.tc0);
    for (const PlannedPoint& p : near) EXPECT_LE(p.B, 25.0);
    EXPECT_GT(far.front().gain, near.front().gain);
    EXPECT_LT(far.front().errors[1], of(r, "gamma").error);
    for (std::size_t i = 1; i < far.size(); ++i) EXPECT_LE(far[i].gain, far[i - 1].gain);
    EXPECT_TRUE(plan(task, r, 1e-6).empty());
}

}  // namespace
