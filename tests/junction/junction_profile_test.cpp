#include "junction/junction_profile.hpp"

#include <gtest/gtest.h>

#include "junction_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(JunctionProfile, EndsWhereChiSquaredHasRisenToTheLevel) {
    JunctionTask task = made_task(ising_junction());
    task.background = Background::linear;
    add_usual_parameters(task);
    const JunctionProblem problem = junction_problem(task);
    const JunctionEvaluator evaluator(problem.task);
    const JunctionOptimum best = junction_search(problem, evaluator);
    JunctionProfiles profiles(problem, evaluator, best);
    const std::size_t beta = 3;
    const double level = best.chi2 + 3.84;
    const auto low = profiles.end(beta, 0.0, 1e-3, level), high = profiles.end(beta, 1.0, 1e-3, level);
    ASSERT_TRUE(low && high);
    EXPECT_LT(*low, best.x[beta]);
    EXPECT_GT(*high, best.x[beta]);
    // with beta held there, all else refitted from the truth
    for (const double end : {*low, *high}) {
        JunctionProblem others = problem;
        others.free.erase(others.free.begin() + beta);
        std::vector<CurveValues> values = best.values;
        for (CurveValues& v : values) v.material.beta = problem.value(beta, end);
        const Minimum held = junction_minimum(others, evaluator, values, others.fractions(values), 1e-9);
        EXPECT_NEAR(held.chi2, level, 0.25);
    }
    EXPECT_LE(profiles.better().chi2, best.chi2);
}

TEST(JunctionProfile, ABoundThatIsNotExcludedIsNoEnd) {
    JunctionTask task = made_task(ising_junction());
    for (JunctionCurve& curve : task.curves) curve.B = 0.0;  // nothing depends on beta
    task.parameters = {free_parameter("beta", &FitParameters::beta, 0.0, 50.0)};
    const JunctionProblem problem = junction_problem(task);
    const JunctionEvaluator evaluator(problem.task);
    const std::vector<double> x{0.3};
    const std::vector<CurveValues> values = problem.at(task.start, x);
    const JunctionOptimum best{values, x, evaluator.residuals(values).chi2()};
    EXPECT_FALSE(JunctionProfiles(problem, evaluator, best).end(0, 1.0, 0.02, best.chi2 + 3.84));
}

}  // namespace
