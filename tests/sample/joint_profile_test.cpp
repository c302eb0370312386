#include "sample/joint_profile.hpp"

#include <gtest/gtest.h>

#include "joint_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(JointProfile, EndsAreWhereChiSquaredHasRisen) {
    const JointTask task = aligned(joint_case(usual_sample()));
    JointProblem problem = joint_problem(task, {1.0, 1.0});
    const JointEvaluator evaluator(task.spectra);
    const Minimum best = joint_minimum(problem, evaluator, problem.fractions(problem.base), 1e-10);
    const Evaluation here = evaluator.evaluate(problem, best.x);
    JointProfiles profiles(problem, evaluator, best, here);
    for (const std::size_t which : {0u, 1u, 3u}) {
        const IntervalEnd end = profiles.end(which, 1.0, 1e-3, best.chi2 + 3.84);
        ASSERT_TRUE(end.found) << which;
        std::vector<double> x = best.x, others;
        x[which] = problem.range(which).fraction(end.value);
        JointProblem narrow = held(problem, x, which);
        for (std::size_t i = 0; i < x.size(); ++i)
            if (i != which) others.push_back(x[i]);
        EXPECT_NEAR(joint_minimum(narrow, evaluator, others, 1e-8).chi2 - best.chi2, 3.84, 0.06) << which;
    }
    EXPECT_NEAR(profiles.better().chi2, best.chi2, 1e-6 * best.chi2);
}

TEST(JointProfile, ABoundThatIsNotExcludedIsNoEnd) {
    SampleMadeWith made;  // no scattering
    made.points.gamma = 0.0;
    const JointTask task = aligned(joint_case(made));
    JointProblem problem = joint_problem(task, {1.0, 1.0});
    const JointEvaluator evaluator(task.spectra);
    const Minimum best = joint_minimum(problem, evaluator, problem.fractions(problem.base), 1e-10);
    const Evaluation here = evaluator.evaluate(problem, best.x);
    JointProfiles profiles(problem, evaluator, best, here);
    EXPECT_FALSE(profiles.end(2, 0.0, 1e-3, best.chi2 + 3.84).found);
    EXPECT_TRUE(profiles.end(2, 1.0, 1e-3, best.chi2 + 3.84).found);
}

}  // namespace
