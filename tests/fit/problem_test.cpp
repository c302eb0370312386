#include "fit/problem.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "fit_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(FitProblem, DistancesArePerpendicular) {
    const ModelCurve curve(FitModel::ising, {3.0, 4.1}, 0.1);
    const double s = 0.6, T = 3.0 * (1 - s * s), B = curve.field(s), sT = 0.02, sB = 0.5;
    double nx = curve.slope(s) / sB, ny = 2 * 3.0 * s / sT;  // outward normal in units of the errors
    const double norm = std::hypot(nx, ny);
    nx /= norm, ny /= norm;
    for (const double d : {-0.5, 0.3, 1.0})
        EXPECT_NEAR(distances(curve, {{T + d * nx * sT, B + d * ny * sB, sT, sB}})[0].value, d, 1e-6);
    EXPECT_NEAR(distances(curve, {{T, B + 1.0, 0.0, sB}})[0].value, 2.0, 1e-9) << "all the error in B";
    EXPECT_NEAR(distances(curve, {{T + 0.04, B, sT, 0.0}})[0].value, 2.0, 1e-9) << "all the error in T";
    EXPECT_NEAR(distances(curve, {{3.06, 0.0, sT, sB}})[0].value, 3.0, 1e-2) << "above Tc0";
}

TEST(FitProblem, PointsWithoutErrorsWeighAlike) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    FitTask task =
        task_of(FitModel::ising, {3.0, 4.0}, {{1.0, 20.0, nan, nan}, {2.0, 10.0, nan, nan}}, {"beta"});
    const WeightedTask none = weighted(task);
    EXPECT_FALSE(none.errors_stated);
    for (const Measurement& m : none.task.samples[0].points) {
        EXPECT_DOUBLE_EQ(m.sigma_T, 0.02);
        EXPECT_DOUBLE_EQ(m.sigma_B, 0.2);
    }
    task.samples[0].points = {{1.0, 20.0, nan, 0.5}};
    const WeightedTask stated = weighted(task);
    EXPECT_TRUE(stated.errors_stated);
    EXPECT_EQ(stated.task.samples[0].points[0].sigma_T, 0.0) << "all the error is in B";
    task.samples[0].points = {{1.0, 20.0, 1e-14, 0.5}, {1.0, 20.0, 1e-8, 1e-300}};
    const WeightedTask tiny = weighted(task);
    EXPECT_EQ(tiny.task.samples[0].points[0].sigma_T, 0.0) << "as good as none";
    EXPECT_EQ(tiny.task.samples[0].points[1].sigma_T, 1e-8);
    EXPECT_EQ(tiny.task.samples[0].points[1].sigma_B, 0.0);
}

/// Two samples with beta in common and a Tc0 each.
FitTask two_samples() {
    Random random(3);
    FitTask task{FitModel::ising, {}, {}};
    for (const double tc0 : {3.0, 2.2})
        task.samples.push_back({std::to_string(tc0),
                                {1.03 * tc0, 5.0},
                                synthetic(FitModel::ising, {tc0, 4.1}, 0.2, 9, 0.01, random)});
    task.parameters = {{"tc0@a", &FitParameters::tc0, true, 2.0, 4.0, FitScale::linear, 0},
                       {"tc0@b", &FitParameters::tc0, true, 1.0, 4.0, FitScale::linear, 1},
                       {"beta", &FitParameters::beta, true, 0.0, 60.0}};
    return task;
}

TEST(FitProblem, FractionsAndValuesAreInverse) {
    const FitProblem problem = fit_problem(two_samples());
    const std::vector<double> x{0.3, 0.6, 0.01};
    const SampleParameters values = problem.at(problem.start(), x);
    EXPECT_DOUBLE_EQ(values[0].tc0, 2.6);
    EXPECT_DOUBLE_EQ(values[1].tc0, 2.8);
    EXPECT_DOUBLE_EQ(values[0].beta, 0.6);
    EXPECT_DOUBLE_EQ(values[1].beta, 0.6) << "shared";
    const std::vector<double> back = problem.fractions(values);
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(back[i], x[i], 1e-15);
    FitTask squared = two_samples();
    squared.parameters[2].scale = FitScale::squared;
    const FitProblem other = fit_problem(squared);
    EXPECT_NEAR(other.value(2, 0.25), 30.0, 1e-12);
    EXPECT_NEAR(other.fraction(2, 30.0), 0.25, 1e-15);
}

TEST(FitProblem, BoundsOfTheFieldAreOneSided) {
    const ModelCurve curve(FitModel::ising, {3.0, 4.1}, 0.1);
    const double B = curve.field_at(1.0);
    const auto of_bound = [&](double field, Bound bound) {
        return distances(curve, {{1.0, field, 0.0, 1.0, bound}})[0].value;
    };
    EXPECT_EQ(of_bound(B - 5.0, Bound::lower), 0.0) << "the curve lies above it";
    EXPECT_NEAR(of_bound(B + 5.0, Bound::lower), 5.0, 1e-9);
    EXPECT_EQ(of_bound(B + 5.0, Bound::upper), 0.0);
    EXPECT_NEAR(of_bound(B - 5.0, Bound::upper), -5.0, 1e-9);
}

}  // namespace
