#include "sample/joint_problem.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "joint_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

struct Joint : testing::Test {
    JointTask task = aligned(joint_case(usual_sample()));
    JointProblem problem = joint_problem(task, {1.0, 1.0});
    JointEvaluator evaluator{task.spectra};
    std::vector<double> x = problem.fractions(problem.base);
};

TEST_F(Joint, ValuesAndFractionsAreInverse) {
    ASSERT_EQ(x.size(), 4u);
    std::vector<double> there = x;
    there[1] *= 1.1;
    const JointValues values = problem.at(there);
    EXPECT_NEAR(values.points[0].beta, 1.32, 1e-12);
    for (const CurveValues& curve : values.spectra) EXPECT_NEAR(curve.material.beta, 1.32, 1e-12);
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(problem.fractions(values)[i], there[i], 1e-14);
}

TEST_F(Joint, DerivativesAreThoseOfTheResiduals) {
    for (double& at : x) at *= 1.02;
    const Evaluation here = evaluator.evaluate(problem, x);
    ASSERT_EQ(here.residuals.size(), 20u + 3u * 121u);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double h = 1e-3 * x[i];
        std::vector<double> up = x, down = x;
        up[i] += h, down[i] -= h;
        const std::vector<double> above = evaluator.residuals(problem, up).residuals,
                                  below = evaluator.residuals(problem, down).residuals;
        double worst = 0.0, largest = 0.0;
        for (std::size_t row = 0; row < above.size(); ++row) {
            const double slope = (above[row] - below[row]) / (2.0 * h),
                         own = here.jacobian[row * x.size() + i];
            worst = std::max(worst, std::fabs(slope - own)), largest = std::max(largest, std::fabs(slope));
        }
        EXPECT_LT(worst, 0.02 * largest) << i;
    }
}

TEST_F(Joint, ScalesWeighTheParts) {
    for (double& at : x) at *= 1.02;
    const PartChi2 one = chi2_of_parts(problem, evaluator.residuals(problem, x));
    JointProblem other = problem;
    other.scale = {2.0, 3.0};
    const Evaluation here = evaluator.residuals(other, x);
    const PartChi2 scaled = chi2_of_parts(other, here);
    EXPECT_NEAR(scaled.points, one.points / 4.0, 1e-9 * one.points);
    EXPECT_NEAR(scaled.spectra, one.spectra / 9.0, 1e-9 * one.spectra);
    EXPECT_NEAR(here.chi2(), scaled.points + scaled.spectra, 1e-9 * here.chi2());
}

TEST_F(Joint, WhatIsHeldDoesNotMove) {
    x[1] *= 1.05;
    JointProblem narrow = held(problem, x, 1);
    ASSERT_EQ(narrow.unknowns.size(), 3u);
    const Minimum found = joint_minimum(narrow, evaluator, {x[0], x[2], x[3]}, 1e-6);
    EXPECT_NEAR(narrow.at(found.x).points[0].beta, 1.26, 1e-12);
    EXPECT_NEAR(narrow.at(found.x).spectra[2].material.beta, 1.26, 1e-12);
    const Minimum whole = joint_minimum(problem, evaluator, x, 1e-6);
    EXPECT_GT(found.chi2, whole.chi2 + 10.0);
}

}  // namespace
