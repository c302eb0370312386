#include "sample/joint_search.hpp"

#include <gtest/gtest.h>

#include "joint_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(JointSearch, FindsTheMinimumFromPoorStarts) {
    const JointTask task = aligned(joint_case(usual_sample()));
    JointProblem problem = joint_problem(task, {1.0, 1.0});
    const JointEvaluator evaluator(task.spectra);
    PartValues alone{problem.base.points, problem.base.spectra};
    const Minimum near = joint_search(problem, evaluator, alone);
    EXPECT_LE(near.chi2, evaluator.residuals(problem, problem.fractions(problem.base)).chi2());
    alone.points[0].beta = 2.0;
    for (CurveValues& curve : alone.spectra) curve.material.beta = 0.6, curve.material.gamma = 0.2;
    JointProblem again = joint_problem(task, {1.0, 1.0});
    const Minimum far = joint_search(again, evaluator, alone);
    EXPECT_NEAR(far.chi2, near.chi2, 1e-4 * near.chi2);
    alone.points.clear();  // too few to be fitted
    EXPECT_NEAR(joint_search(again, evaluator, alone).chi2, near.chi2, 1e-4 * near.chi2);
}

}  // namespace
