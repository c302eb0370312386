#include "lines/general_instability.hpp"

#include <cmath>
#include <memory>
#include <random>

#include <gtest/gtest.h>

using namespace mirage;

namespace {

Parameters random_parameters(std::mt19937& random) {
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    Parameters p;
    p.T = std::pow(10.0, -1.3 + 1.2 * uniform(random));
    p.beta = 8.0 * uniform(random) * uniform(random);
    p.alpha = 1.5 * uniform(random);
    p.gamma = uniform(random) < 0.5 ? 0.0 : 0.5 * uniform(random);
    p.B = 0.2 + (1.0 + p.beta) * uniform(random);
    p.Q = 1.5 * uniform(random);
    return p;
}

}  // namespace

TEST(GeneralInstability, IsTheClosedKernelWhereThatHolds) {
    std::mt19937 random(11);
    for (int i = 0; i < 60; ++i) {
        const Parameters p = random_parameters(random);
        const MomentumInstability closed = momentum_instability(p), general = general_instability(p, 1e-14);
        EXPECT_NEAR(general.value, closed.value, 1e-10);
        EXPECT_NEAR(general.field_slope, closed.field_slope, 1e-6);
        EXPECT_NEAR(general.momentum_slope, closed.momentum_slope, 1e-6);
        EXPECT_NEAR(general.momentum_curvature, closed.momentum_curvature, 1e-5);
        EXPECT_NEAR(general.mixed_slope, closed.mixed_slope, 1e-4);
    }
}

TEST(GeneralInstability, OfMomentumAlongTheFieldJoinsTheCleanLimit) {
    Parameters p{0.2, 1.6, 3.0, 0.0, 0.5};
    p.Q = 0.3, p.Q_angle = along_the_field;
    const double clean = momentum_instability(p).value;
    p.gamma = 1e-6;
    EXPECT_FALSE(has_closed_kernel(p));
    EXPECT_NEAR(momentum_instability(p).value, clean, 1e-5);
}

TEST(GeneralInstability, PocketsCondenseWithMomentumTogether) {
    // a pocket that is like the valleys changes nothing
    Parameters p{0.1, 4.0, 7.0, 0.0, 1.0};
    const MomentumField alone = largest_momentum_field(p);
    Material material;
    Pocket twin;
    twin.share = 0.4, twin.beta = p.beta, twin.alpha = p.alpha, twin.form = SpinOrbitForm::valley;
    material.pockets = {twin};
    p.material = std::make_shared<const Material>(material);
    const MomentumField both = largest_momentum_field(p);
    ASSERT_EQ(both.status, LineStatus::converged);
    EXPECT_NEAR(both.field, alone.field, 1e-8 * alone.field);
    EXPECT_NEAR(both.momentum, alone.momentum, 1e-5);
}
