#include "fit/covariance.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(Covariance, IsTheInverseOfTheCurvature) {
    // J^T J = {{2, 1}, {1, 5}}, determinant 9
    const Evaluation here{{0.0, 0.0, 0.0}, {1.0, 0.0, 1.0, 1.0, 0.0, 2.0}};
    const Eigen::MatrixXd C = covariance_of(here, 2, 3.0);
    EXPECT_NEAR(C(0, 0), 3.0 * 5.0 / 9.0, 1e-12);
    EXPECT_NEAR(C(0, 1), -3.0 * 1.0 / 9.0, 1e-12);
    EXPECT_NEAR(C(1, 1), 3.0 * 2.0 / 9.0, 1e-12);
    const std::vector<std::vector<double>> r = correlation_of(C);
    EXPECT_NEAR(r[1][0], -1.0 / std::sqrt(10.0), 1e-12);
    EXPECT_NEAR(r[1][1], 1.0, 1e-12);
}

TEST(Covariance, OfWhatMovesNothingOrIsSingularIsNone) {
    const Eigen::MatrixXd idle = covariance_of({{0.0, 0.0}, {2.0, 0.0, 0.0, 0.0}}, 2, 1.0);
    EXPECT_NEAR(idle(0, 0), 0.25, 1e-12);
    EXPECT_TRUE(std::isnan(idle(1, 1)));
    const Eigen::MatrixXd singular = covariance_of({{0.0, 0.0}, {1.0, 1e6, 1.0, 1e6}}, 2, 1.0);
    EXPECT_TRUE(std::isnan(singular(0, 0)));
}

}  // namespace
