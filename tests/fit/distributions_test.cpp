// Against their closed forms.

#include "fit/distributions.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace mirage {
namespace {

TEST(Distributions, ChiSquaredOfTwoDegreesOfFreedomIsExponential) {
    for (const double x : {0.01, 1.0, 5.99, 200.0})
        EXPECT_NEAR(chance_of_larger_chi_squared(2.0, x) / std::exp(-0.5 * x), 1.0, 1e-12) << x;
}

TEST(Distributions, ChiSquaredOfOneDegreeOfFreedomIsTheSquareOfANormalNumber) {
    for (const double x : {0.1, 1.0, 3.0, 8.0})
        EXPECT_NEAR(chance_of_larger_chi_squared(1.0, x * x), 2.0 * chance_of_larger_normal(x), 1e-14) << x;
}

TEST(Distributions, RatioOverTwoDegreesOfFreedom) {
    for (const double freedom : {1.0, 7.5, 300.0})
        for (const double x : {0.2, 1.0, 6.0})
            EXPECT_NEAR(chance_of_larger_ratio(2.0, freedom, x),
                        std::pow(1.0 + 2.0 * x / freedom, -0.5 * freedom), 1e-13)
                << freedom << " " << x;
}

TEST(Distributions, RatioOverOneDegreeOfFreedomIsTheSquareOfT) {
    for (const double freedom : {1.0, 2.5, 40.0})
        for (const double t : {0.3, 1.0, 4.0})
            EXPECT_NEAR(chance_of_larger_ratio(1.0, freedom, t * t), 2.0 * chance_of_larger_t(freedom, t),
                        1e-13)
                << freedom << " " << t;
}

TEST(Distributions, OneDegreeOfFreedomIsCauchy) {
    for (const double t : {0.1, 1.0, 50.0})
        EXPECT_NEAR(chance_of_larger_t(1.0, t), 0.5 - std::atan(t) / std::numbers::pi, 1e-14) << t;
    EXPECT_NEAR(t_of_interval(1.0), std::tan(0.475 * std::numbers::pi), 1e-11);
}

TEST(Distributions, NormalIsTheErrorFunction) {
    for (const double x : {-3.0, 0.0, 1.5, 30.0}) {
        const double larger = 0.5 * std::erfc(x / std::numbers::sqrt2);
        EXPECT_NEAR(chance_of_larger_normal(x) / larger, 1.0, 1e-12) << x;
        EXPECT_NEAR(chance_of_smaller_normal(-x) / larger, 1.0, 1e-12) << x;
        EXPECT_NEAR(normal_exceeded_with(larger), x, 1e-11) << x;
    }
}

TEST(Distributions, IntervalsWidenWithFewDegreesOfFreedom) {
    EXPECT_NEAR(normal_of_interval(), normal_exceeded_with(0.025), 1e-13);
    EXPECT_NEAR(chance_of_larger_t(6.0, t_of_interval(6.0)), 0.025, 1e-14);
    EXPECT_NEAR(t_of_interval(1e7), normal_of_interval(), 1e-6);
    EXPECT_GT(t_of_interval(5.0), t_of_interval(6.0));
}

}  // namespace
}  // namespace mirage
