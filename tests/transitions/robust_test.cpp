#include "transitions/robust.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

struct Points {
    std::vector<double> x, y;
};

/// A line with noise at uneven places, one in ten points an outlier.
Points noisy(double slope, double noise, double outlier) {
    std::mt19937 random(5);
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    Points p;
    for (int i = 0; i < 400; ++i) {
        p.x.push_back(0.01 * (i + 0.8 * uniform(random)));
        p.y.push_back(2.0 + slope * p.x.back() + noise * normal(random) + (i % 10 == 3 ? outlier : 0.0));
    }
    return p;
}

TEST(Robust, NoiseWhateverSlopeAndOutliers) {
    for (const double slope : {0.0, 3.0}) {
        const Points p = noisy(slope, 0.1, 0.0), q = noisy(slope, 0.1, 5.0);
        EXPECT_NEAR(noise_of(p.x, p.y), 0.1, 0.015);
        EXPECT_NEAR(noise_of(q.x, q.y), 0.1, 0.06) << "every third deviation has an outlier in it";
    }
    EXPECT_EQ(noise_of({1, 2}, {3, 4}), 0.0);
}

TEST(Robust, LineWithItsErrorsAmongOutliers) {
    const Points p = noisy(1.5, 0.1, 3.0);
    const Line line = robust_line(p.x, p.y, 0.1, 3.0);
    EXPECT_NEAR(line.slope, 1.5, 0.03);
    EXPECT_NEAR(line(2.0), 5.0, 0.05);
    EXPECT_NEAR(line.sigma_value, 0.1 / 20.0, 0.003);
    EXPECT_GT(line.sigma(10.0), line.sigma(2.0));
}

TEST(Robust, AConstantWhereTheSlopeIsWithinTheNoise) {
    const Points p = noisy(0.0, 0.1, 0.0);
    EXPECT_EQ(robust_line(p.x, p.y, 0.1, 3.0).slope, 0.0);
    EXPECT_NEAR(robust_line(p.x, p.y, 0.1, 3.0).value, 2.0, 0.02);
    EXPECT_EQ(robust_line({1, 2, 3}, {1, 2, 3}, 0.0, 3.0).slope, 0.0) << "three points";
}

TEST(Robust, SmoothingTakesSpikesAndKeepsSteps) {
    EXPECT_EQ(smoothed({0, 0, 9, 0, 1, 1, 1}, 0), (std::vector<double>{0, 0, 0, 1, 1, 1, 1}));
    EXPECT_EQ(smoothed({1, 2, 3, 4, 5}, 1), (std::vector<double>{1, 2, 3, 4, 5}));
}

}  // namespace
