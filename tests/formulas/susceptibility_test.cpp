#include "mirage/formulas/susceptibility.hpp"

#include <cmath>
#include <cstdio>
#include <numbers>

#include <gtest/gtest.h>

#include "mirage/gap/point.hpp"
#include "mirage/numeric/constants.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

constexpr double T0 = 1e-3;  // zero, but for exp(-1764)

TEST(Susceptibility, CleanIsingCouplingAtZeroTemperature) {
    const double beta[] = {1, 2, 7, 20}, ratio[] = {0.37677476, 0.67719329, 0.94658069, 0.99078775};
    for (int i = 0; i < 4; ++i) {
        EXPECT_NEAR(clean_susceptibility(beta[i], 1.0, 0.0), ratio[i], 1e-8);
        EXPECT_NEAR(valley_susceptibility(T0, 1.0, beta[i]), ratio[i], 1e-8);
        EXPECT_NEAR(valley_susceptibility(T0, 0.7, 0.7 * beta[i]), ratio[i], 1e-8)
            << "a function of beta/Delta";
    }
    EXPECT_NEAR(clean_susceptibility(1e6, 1.0, 0.0), 1.0, 1e-10);
    EXPECT_NEAR(clean_susceptibility(1e6, 1.0, 0.5), 0.5, 1e-10) << "Rashba coupling in the plane";
    EXPECT_EQ(clean_susceptibility(3.0, 1.0, 1.0), 0.0)
        << "Ising coupling and a field across: no spin is lost";
    EXPECT_EQ(clean_susceptibility(0.0, 1.0, 0.0), 0.0);
}

TEST(Susceptibility, DisorderLowersThatOfIsingCoupling) {
    EXPECT_NEAR(valley_susceptibility(T0, 1.0, 7.0, isotropic_rates(0.4, 0, 0)), 0.93658063, 1e-8);
    EXPECT_NEAR(valley_susceptibility(T0, 1.0, 7.0, isotropic_rates(2.0, 0, 0)), 0.89883756, 1e-8);
    EXPECT_NEAR(valley_susceptibility(T0, 1.0, 3.0, isotropic_rates(1.0, 0, 0)), 0.72390583, 1e-8);
}

TEST(Susceptibility, SpinOrbitScatteringRaisesIt) {
    const double x[] = {0.5, 2, 7}, ratio[] = {0.27680650, 0.59477483, 0.82991095};
    for (int i = 0; i < 3; ++i) {
        EXPECT_NEAR(scattered_susceptibility(x[i], 1.0), ratio[i], 1e-8);
        EXPECT_NEAR(valley_susceptibility(T0, 1.0, 0.0, isotropic_rates(0.3, 0, 0.75 * x[i])), ratio[i],
                    1e-8);
    }
    for (const double near : {1e-3, 1.0})
        EXPECT_NEAR(scattered_susceptibility(near * (1 - 1e-9), 1.0),
                    scattered_susceptibility(near * (1 + 1e-9), 1.0), 1e-9);
    EXPECT_NEAR(scattered_susceptibility(1e-4, 1.0), 1e-4 * std::numbers::pi / 4, 1e-8);
}

TEST(Susceptibility, OfThePointsOfTheEngine) {
    Random random(8);
    double worst = 0.0;
    for (int i = 0; i < 30; ++i) {
        const double T = random.uniform(0.05, 0.95), beta = random.logarithmic(0.1, 20),
                     gamma = i % 3 ? random.logarithmic(0.01, 5) : 0.0;
        const PointState state = solve_point({T, 0.0, beta, gamma, 0.0});
        const double formula =
            valley_susceptibility(T, state.order_parameter, beta, isotropic_rates(gamma, 0, 0));
        worst = std::max(worst, std::fabs(formula - state.susceptibility_ratio));
        EXPECT_NEAR(formula, state.susceptibility_ratio, 1e-9) << T << ' ' << beta << ' ' << gamma;
    }
    std::printf("against the engine: %.1e\n", worst);
}

/// Nodes of beta cos 3 phi: what is missing falls like 1/beta, without nodes like ln(beta)/beta^2.
TEST(Susceptibility, NodesDominateWhatIsMissing) {
    for (const double beta : {0.3, 3.0, 30.0})
        EXPECT_NEAR(nodal_susceptibility(T0, 1.0, beta), nodal_residual_susceptibility(beta, 1.0), 1e-9);
    for (const double T : {0.2, 0.7}) {  // of directions, each a valley
        double mean = 0.0;
        const int n = 400;
        for (int k = 0; k < n; ++k)
            mean += valley_susceptibility(T, 0.6,
                                          std::fabs(2.0 * std::cos(6.0 * std::numbers::pi * (k + 0.5) / n))) /
                    n;
        EXPECT_NEAR(nodal_susceptibility(T, 0.6, 2.0), mean, 1e-9);
    }
    const double nodes = 1 - nodal_residual_susceptibility(20, 1),
                 valleys = 1 - clean_susceptibility(20, 1, 0);
    std::printf("beta = 20 Delta: missing with nodes %.4f, without %.4f\n", nodes, valleys);
    EXPECT_GT(nodes, 8 * valleys);
    EXPECT_EQ(nodal_residual_susceptibility(0.0, 1.0), 0.0);
}

TEST(Susceptibility, NotWithPairBreaking) {
    EXPECT_TRUE(std::isnan(valley_susceptibility(0.1, 1.0, 3.0, isotropic_rates(0, 0.1, 0))));
    EXPECT_TRUE(std::isnan(valley_susceptibility(0.1, 1.0, 3.0, isotropic_rates(0, 0, 0, 0.1))));
}

}  // namespace
