#include "sample/agreement.hpp"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace {

using namespace mirage;
constexpr double known = std::numeric_limits<double>::infinity();

TEST(Agreement, WithStatedErrorsIsTheChiSquaredDistribution) {
    EXPECT_NEAR(agreement({PartIncrease{3.0, known}, PartIncrease{0.841458821, known}}, 1.0).p_value, 0.05,
                1e-9);
    EXPECT_NEAR(agreement({PartIncrease{9.0, known}, PartIncrease{0.0, known}}, 1.0).sigmas, 3.0, 1e-9);
    EXPECT_NEAR(agreement({PartIncrease{1.0, known}, PartIncrease{1.0, known}}, 2.0).p_value, std::exp(-1.0),
                1e-12);
    EXPECT_EQ(agreement({PartIncrease{0.0, known}, PartIncrease{0.0, known}}, 2.0).p_value, 1.0);
    EXPECT_TRUE(std::isnan(agreement({PartIncrease{1.0, known}, PartIncrease{1.0, known}}, 0.0).p_value));
}

TEST(Agreement, WithOneEstimatedScaleIsStudents) {
    // t = 2.262 of 9 degrees of freedom has both tails 0.05
    const double t = 2.2621571628;
    EXPECT_NEAR(agreement({PartIncrease{t * t, 9.0}, PartIncrease{0.0, known}}, 1.0).p_value, 0.05, 1e-9);
    EXPECT_NEAR(difference_chance(-t, 9.0).p_value, 0.05, 1e-9);
    EXPECT_NEAR(difference_chance(t, 9.0).sigmas, 1.9599640, 1e-6);
    EXPECT_NEAR(difference_chance(12.0, known).sigmas, 12.0, 1e-12);
}

/// Two means of samples with noise of unknown and different size: how often the chance is below a level.
TEST(Agreement, IsRightForTwoMeansOfUnknownScatter) {
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    const std::array<int, 2> size{6, 14};
    const std::array<double, 2> noise{2.0, 0.7};
    int below = 0;
    constexpr int sets = 20000;
    for (int set = 0; set < sets; ++set) {
        std::array<double, 2> mean{}, variance{};
        for (std::size_t r = 0; r < 2; ++r) {
            double sum = 0.0, squares = 0.0;
            for (int i = 0; i < size[r]; ++i) {
                const double value = noise[r] * normal(random);
                sum += value, squares += value * value;
            }
            mean[r] = sum / size[r];
            variance[r] = (squares - sum * mean[r]) / (size[r] - 1) / size[r];  // of the mean
        }
        const double common =
            (mean[0] / variance[0] + mean[1] / variance[1]) / (1 / variance[0] + 1 / variance[1]);
        std::array<PartIncrease, 2> parts;
        for (std::size_t r = 0; r < 2; ++r)
            parts[r] = {std::pow(mean[r] - common, 2) / variance[r], size[r] - 1.0};
        below += agreement(parts, 1.0).p_value < 0.05;
    }
    EXPECT_NEAR(below, 0.05 * sets, 0.008 * sets);
}

TEST(Agreement, WelchsDegreesOfFreedom) {
    const Eigen::MatrixXd information = Eigen::MatrixXd::Identity(1, 1);
    const Eigen::MatrixXd covariance = 0.5 * information;
    const Eigen::VectorXd one = Eigen::VectorXd::Ones(1);
    EXPECT_NEAR(shared_covariance(covariance, {information, information}, {8.0, 8.0}).freedom_along(one),
                16.0, 1e-12);
    EXPECT_NEAR(shared_covariance(covariance, {information, information}, {8.0, known}).freedom_along(one),
                32.0, 1e-12);
}

TEST(Agreement, DirectionsThatBothMeasure) {
    Eigen::MatrixXd all = Eigen::MatrixXd::Identity(3, 3) * 1e4, two = all, sum(3, 3);
    two(2, 2) = 0.1;  // no better than the bounds
    EXPECT_EQ(common_directions({all, all}), 3.0);
    EXPECT_EQ(common_directions({all, two}), 2.0);
    const Eigen::Vector3d mixed(1.0, 1.0, 0.0);  // only the sum of two
    EXPECT_EQ(common_directions({all, 1e4 * mixed * mixed.transpose()}), 1.0);
    EXPECT_EQ(common_directions({Eigen::MatrixXd::Zero(3, 3), all}), 0.0);
}

}  // namespace
