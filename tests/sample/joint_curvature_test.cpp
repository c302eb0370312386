#include "sample/joint_curvature.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "joint_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;
constexpr double known = std::numeric_limits<double>::infinity();

struct Curvature : testing::Test {
    JointTask task = aligned(joint_case(usual_sample()));
    JointProblem problem = joint_problem(task, {1.0, 1.0});
    JointEvaluator evaluator{task.spectra};
    std::vector<double> x = problem.fractions(problem.base);
};

TEST_F(Curvature, InformationIsTheSumOverBothParts) {
    const JointCurvature c = curvature_at(problem, evaluator, x, {known, known});
    const Eigen::MatrixXd unit = c.covariance.whole * (c.information[0] + c.information[1]);
    EXPECT_TRUE(unit.isApprox(Eigen::MatrixXd::Identity(4, 4), 1e-6)) << unit;
    EXPECT_EQ(c.information[0](3, 3), 0.0) << "points do not know of the broadening";
    EXPECT_EQ(c.freedom_along(Eigen::VectorXd::Unit(4, 1)), known);
}

TEST_F(Curvature, DegreesOfFreedomLieBetweenThoseOfOnePartAndOfBoth) {
    const JointCurvature c = curvature_at(problem, evaluator, x, {10.0, 400.0});
    const double shared = c.freedom_along(Eigen::VectorXd::Unit(4, 1)),
                 own = c.freedom_along(Eigen::VectorXd::Unit(4, 3));
    EXPECT_GE(shared, 10.0);
    EXPECT_LE(shared, 410.0);
    EXPECT_NEAR(own, 400.0, 15.0) << "of the curves";
}

TEST_F(Curvature, UnknownsAtABoundAreNoDirection) {
    EXPECT_EQ(directions_of(problem, x, curvature_at(problem, evaluator, x, {known, known})), 3.0);
    x[2] = 0.0;
    EXPECT_EQ(directions_of(problem, x, curvature_at(problem, evaluator, x, {known, known})), 2.0);
    EXPECT_TRUE(is_inside(0.5));
    EXPECT_FALSE(is_inside(1.0));
}

}  // namespace
