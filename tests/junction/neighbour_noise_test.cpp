#include "junction/neighbour_noise.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace {

using mirage::neighbour_noise;

/// A gap with coherence peaks a few points wide.
double spectrum(double x) {
    return 1.0 - 0.9 / (1.0 + 4.0 * x * x) + 1.5 / (1.0 + 400.0 * (x - 1.0) * (x - 1.0));
}

TEST(Noise, IsFoundBesideSharpFeaturesAndOutliers) {
    std::mt19937_64 random(1);
    std::normal_distribution<double> normal;
    for (const double sigma : {0.003, 0.01, 0.05}) {
        double mean = 0.0;
        constexpr int curves = 40;
        for (int k = 0; k < curves; ++k) {
            std::vector<double> y;
            for (int i = 0; i < 401; ++i) y.push_back(spectrum(-3.0 + 0.015 * i) + sigma * normal(random));
            y[77] += 100.0 * sigma;
            mean += neighbour_noise(y) / curves;
        }
        EXPECT_NEAR(mean, sigma, 0.06 * sigma);
    }
}

TEST(Noise, OfASmoothCurveIsNearlyNone) {
    std::vector<double> y;
    for (int i = 0; i < 401; ++i) y.push_back(std::cos(0.01 * i));
    EXPECT_LT(neighbour_noise(y), 1e-7);
}

TEST(Noise, OfARoundedCurveIsThatOfRounding) {
    std::vector<double> y;
    for (int i = 0; i < 401; ++i) y.push_back(0.01 * std::round(100.0 * std::cos(0.0004 * i)));
    EXPECT_GE(neighbour_noise(y), 0.01 / std::sqrt(12.0) * 0.999);
}

TEST(Noise, OfAFewPointsIsNotKnown) { EXPECT_TRUE(std::isnan(neighbour_noise({1, 2, 3, 4, 5, 6, 7}))); }

}  // namespace
