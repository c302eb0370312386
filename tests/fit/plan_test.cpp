#include "fit/plan.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "fit_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Points of a clean Ising superconductor between 0.5 Tc0 and Tc0, fitted.
struct Fitted {
    FitTask task;
    FitResult result;
};
Fitted ising(const std::vector<std::string>& free) {
    Random random(17);
    const auto points = synthetic(FitModel::ising, {3.0, 4.1}, 0.5, 16, 0.01, random);
    Fitted f{task_of(FitModel::ising, {3.05, 4.5}, points, free), {}};
    f.result = fit(f.task);
    return f;
}

TEST(FitPlan, LowTemperaturesTellDisorder) {
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

TEST(FitPlan, PointsLieOnTheFittedCurveDownToTwoPercentOfTc0) {
    const Fitted f = ising({"tc0", "beta"});
    const double tc0 = f.result.values[0].tc0;
    const ModelCurve curve(FitModel::ising, f.result.values[0], 0.01 * tc0);
    const auto list = plan(f.task, f.result, infinity);
    EXPECT_EQ(list.size(), 98u) << "0.02 to 0.99 Tc0";
    double lowest = infinity;
    for (const PlannedPoint& p : list) {
        EXPECT_NEAR(p.B, curve.field_at(p.T), 1e-5 * p.B);
        EXPECT_LT(p.T, tc0);
        lowest = std::min(lowest, p.T);
    }
    EXPECT_NEAR(lowest, 0.02 * tc0, 1e-12);
}

/// The point is measured, exactly on the curve, and the fit repeated: its errors are those that were planned.
TEST(FitPlan, TheErrorsComeTrue) {
    const Fitted f = ising({"tc0", "beta"});
    const auto list = plan(f.task, f.result, infinity);
    const Measurement error = median_errors(f.task.samples[0]);
    for (const std::size_t i : {std::size_t{0}, list.size() / 2, list.size() - 1}) {
        FitTask task = f.task;
        task.samples[0].points.push_back({list[i].T, list[i].B, error.sigma_T, error.sigma_B});
        const FitResult r = fit(task);
        ASSERT_EQ(list[i].errors.size(), 2u);
        EXPECT_NEAR(list[i].errors[0] / of(r, "tc0").error, 1.0, 0.01);
        EXPECT_NEAR(list[i].errors[1] / of(r, "beta").error, 1.0, 0.01);
        EXPECT_NEAR(of(r, "beta").value, of(f.result, "beta").value, 1e-4) << "it agrees with the curve";
    }
}

/// Of beta alone: tc0 is known roughly before.
TEST(FitPlan, TheGainIsThatOfTheCouplings) {
    const Fitted f = ising({"tc0", "beta"});
    for (const PlannedPoint& p : plan(f.task, f.result, infinity)) {
        EXPECT_NEAR(p.gain, std::log(of(f.result, "beta").error / p.errors[1]), 0.01);
        EXPECT_GE(p.gain, 0.0) << "a point never harms";
    }
    const Fitted bare = ising({"tc0"});  // no coupling is free: of all that are
    for (const PlannedPoint& p : plan(bare.task, bare.result, infinity))
        EXPECT_NEAR(p.gain, std::log(of(bare.result, "tc0").error / p.errors[0]), 0.01);
}

TEST(FitPlan, OfTwoSamplesEachHasPointsOfItsOwnCurve) {
    Random random(19);
    FitTask task{FitModel::ising, {}, {}};
    for (const double tc0 : {3.0, 2.0})
        task.samples.push_back(
            {"", {tc0, 5.0}, synthetic(FitModel::ising, {tc0, 4.1}, 0.3, 12, 0.01, random)});
    task.parameters = {{"beta", &FitParameters::beta, true, 0.0, 60.0}};
    const FitResult r = fit(task);
    std::size_t of_second = 0;
    const auto list = plan(task, r, infinity);
    for (const PlannedPoint& p : list) {
        const ModelCurve curve(FitModel::ising, r.values[p.sample], 0.01 * r.values[p.sample].tc0);
        EXPECT_NEAR(p.B, curve.field_at(p.T), 1e-5 * p.B);
        of_second += p.sample;
    }
    EXPECT_EQ(list.size(), 2 * 98u);
    EXPECT_EQ(of_second, 98u);
}

TEST(FitPlan, NothingToPlanWhereNothingIsFree) {
    const Fitted f = ising({});
    EXPECT_TRUE(plan(f.task, f.result, infinity).empty());
}

TEST(FitPlan, MedianErrorsAreThoseOfTheMiddle) {
    FitSample sample;
    sample.points = {{1.0, 9.0, 0.5, 3.0}, {2.0, 8.0, 0.1, 1.0}, {3.0, 7.0, 0.2, 50.0}};
    EXPECT_EQ(median_errors(sample).sigma_T, 0.2);
    EXPECT_EQ(median_errors(sample).sigma_B, 3.0);
    sample.points.resize(1);
    EXPECT_EQ(median_errors(sample).sigma_T, 0.5);
}

}  // namespace
