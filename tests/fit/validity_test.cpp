#include "fit/validity.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "fit_cases.hpp"
#include "noted.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> beyond(const std::vector<Measurement>& points, double tc0) {
    const FitTask task = task_of(FitModel::ising, {tc0, 2.0}, points, {"tc0", "beta"});
    const FitResult result = fit(task);
    return beyond_every_model(task, result, goodness(task, result));
}

TEST(FitValidity, KlbNeedsAFieldBelowTheRate) {
    Random random(21);
    const auto points = synthetic(FitModel::klb, {3.0, 0, 0, 0, 2.0, 0.5}, 0.1, 12, 1e-12, random);
    FitTask task = task_of(FitModel::klb, {3.0, 0, 0, 0, 2.0, 0.5}, points, {});
    const auto weak = broken_assumptions(task, fit(task));
    ASSERT_EQ(weak.size(), 1u);
    EXPECT_NE(weak[0].find("hbar/tau_SO = 0.5 meV"), std::string::npos) << weak[0];
    task = task_of(FitModel::klb, {3.0, 0, 0, 0, 2.0, 60.0}, points, {});
    EXPECT_TRUE(broken_assumptions(task, fit(task)).empty()) << "these fields are small beside 60 meV";
}

TEST(FitValidity, IsingIsOfSecondOrder) {
    Random random(23);
    for (const double beta : {0.05, 4.0}) {
        const auto points = synthetic(FitModel::ising, {3.0, beta}, 0.1, 8, 1e-12, random);
        const FitTask task = task_of(FitModel::ising, {3.0, beta}, points, {});
        const auto said = broken_assumptions(task, fit(task));
        EXPECT_EQ(said.size(), beta < 1.0 ? 1u : 0u);
        for (const std::string& line : said) EXPECT_NE(line.find("first order"), std::string::npos);
    }
}

TEST(FitValidity, FieldsBelowThoseWithoutSpinOrbitCoupling) {
    std::vector<Measurement> points;
    for (double t = 0.4; t < 0.99; t += 0.08) points.push_back({2.0 * t, 3.0 * std::sqrt(1.0 - t), nan, nan});
    const auto said = beyond(points, 2.0);
    ASSERT_EQ(said.size(), 1u);
    EXPECT_NE(said[0].find("none of the models"), std::string::npos) << said[0];
    EXPECT_NE(said[0].find("orbital"), std::string::npos);
    Random random(25);
    EXPECT_TRUE(beyond(synthetic(FitModel::ising, {2.0, 0.0}, 0.6, 10, 0.01, random), 2.0).empty())
        << "the Pauli limit itself";
}

TEST(FitValidity, CriticalTemperatureThatRises) {
    std::vector<Measurement> points;
    for (double B = 0.0; B < 12.5; B += 1.5) points.push_back({2.0 + 0.05 * B - 0.01 * B * B, B, nan, nan});
    bool rises = false;
    for (const std::string& line : beyond(points, 2.05))
        rises = rises || line.find("rises with the field") != std::string::npos;
    EXPECT_TRUE(rises);
    Random random(27);
    for (int set = 0; set < 5; ++set)
        EXPECT_TRUE(beyond(synthetic(FitModel::ising, {3.0, 4.0}, 0.1, 20, 0.01, random), 3.0).empty())
            << set;
}

TEST(FitValidity, AStraightLineToTc) {
    const auto said = [](const std::vector<Measurement>& points) {
        const FitTask task = task_of(FitModel::ising, {4.0, 3.0}, points, {"tc0", "beta"});
        FitResult result;
        result.values = {{4.0, 3.0}};
        return noted(beyond_every_model(task, result, {}), "straight line");
    };
    std::vector<Measurement> points;
    for (const double T : {0.5, 1.5, 2.5}) points.push_back({T, 20.0 * std::sqrt(1.0 - T / 4.0), nan, nan});
    std::vector<Measurement> straight = points;
    for (const double T : {3.65, 3.75, 3.85, 3.92})
        straight.push_back({T, 18.0 * (4.0 - T) / 0.4 * 0.2, nan, nan});
    EXPECT_TRUE(said(straight));
    // square roots with noise are hardly ever taken for it
    Random random(61);
    int wrong = 0;
    for (int i = 0; i < 200; ++i) {
        const FitParameters truth{4.0, random.logarithmic(1, 10)};
        wrong += said(synthetic(FitModel::ising, truth, random.uniform(0.05, 0.6), 40, 0.01, random));
    }
    EXPECT_LE(wrong, 4);
}

TEST(FitValidity, PointsAboveTheCriticalTemperature) {
    Random random(29);
    const auto points = synthetic(FitModel::ising, {3.0, 4.0}, 0.1, 20, 0.01, random);
    const FitTask task = task_of(FitModel::ising, {2.5, 4.0}, points, {"beta"});
    const auto said = points_above_tc0(task, fit(task));
    ASSERT_EQ(said.size(), 1u);
    EXPECT_EQ(said[0].rfind("tc0 = 2.5 K lies below ", 0), 0u) << said[0];
    const FitTask right = task_of(FitModel::ising, {3.0, 4.0}, points, {"tc0", "beta"});
    EXPECT_TRUE(points_above_tc0(right, fit(right)).empty());
}

}  // namespace
