#include "mirage/formulas/rashba_collapse.hpp"

#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

TEST(RashbaCollapse, RashbaGapOfHarms) {
    std::printf("T = 0.01, beta = 7: alpha, B, engine, eq. 3, eq. 4, eq. 5\n");
    for (const double alpha : {0.0, 0.3, 1.0}) {
        for (const double B : {0.5, 2.0, 3.0, 4.0, 5.0}) {
            const double exact = solve_point({0.01, B, 7.0, 0.0, alpha}).order_parameter;
            const RashbaGap gap = rashba_gap(0.01, B, 7.0, alpha);
            std::printf("%g %g %.5f %.5f %.5f %.5f\n", alpha, B, exact, gap.numerical, gap.low_temperature,
                        gap.step);
            const bool collapsed = alpha * B > 0.9 * exact * std::hypot(7.0, alpha);
            if (collapsed) continue;
            EXPECT_NEAR(gap.numerical / exact, 1.0, 0.03) << alpha << ' ' << B;
            EXPECT_NEAR(gap.low_temperature / gap.numerical, 1.0, 0.03) << alpha << ' ' << B;
            EXPECT_NEAR(gap.step / gap.numerical, 1.0, 0.05) << alpha << ' ' << B;
        }
    }
    // exact where alpha and Delta are nothing against W
    const double exact = solve_point({0.3, 20.0, 100.0, 0.0, 1.0}).order_parameter;
    EXPECT_NEAR(rashba_gap(0.3, 20.0, 100.0, 1.0).numerical / exact, 1.0, 1e-4);
    // B = 0 is BCS
    EXPECT_NEAR(rashba_gap(0.5, 0.0, 7.0, 1.0).numerical, solve_point({0.5, 0, 7.0, 0, 1.0}).order_parameter,
                1e-10);
    EXPECT_EQ(rashba_gap(1.0, 1.0, 7.0, 0.3).numerical, 0.0);
    EXPECT_NO_THROW(rashba_gap(0.5, 3.0, 0.01, 0.3));  // far outside: NaN or a number, no failure
}

TEST(RashbaCollapse, RashbaGapHoldsWhereverIsingCouplingIsStrong) {
    Random random(13);
    for (int i = 0; i < 300; ++i) {
        const double beta = random.logarithmic(2.0, 100), alpha = i % 4 ? random.logarithmic(1e-3, 10) : 0.0;
        const double T = random.logarithmic(1e-3, 1.2), B = i % 5 ? random.logarithmic(1e-3, 30) : 0.0;
        const RashbaGap gap = rashba_gap(T, B, beta, alpha);
        for (const double Delta : {gap.numerical, gap.low_temperature, gap.step}) {
            EXPECT_GE(Delta, 0.0);
            EXPECT_TRUE(std::isfinite(Delta)) << T << ' ' << B << ' ' << beta << ' ' << alpha;
        }
    }
}

TEST(RashbaCollapse, RashbaFieldOfHarms) {
    std::printf("T = 0.01, beta = 7: alpha, exact field, Lambert W, error\n");
    for (const double alpha : {0.1, 0.2, 0.3, 0.5, 0.7, 1.0}) {
        const double exact = critical_fields({0.01, 0, 7.0, 0.0, alpha}).B_c2,
                     formula = rashba_field(7.0, alpha);
        std::printf("%g %.6f %.6f %+.2f %%\n", alpha, exact, formula, 100 * (formula / exact - 1));
        EXPECT_NEAR(formula / exact, 1.0, alpha == 1.0 ? 0.05 : 0.15) << alpha;
        // the equation that it solves
        const double x = formula * formula / 49.0;
        EXPECT_NEAR(alpha * formula / 7.0, std::pow(14.0, -x), 1e-12);
    }
    EXPECT_TRUE(std::isinf(rashba_field(7.0, 0.0)));
    EXPECT_TRUE(std::isnan(rashba_field(0.5, 0.3)));
}

TEST(RashbaCollapse, GinzburgLandau) {
    for (const double B : {0.0, 0.2, 0.4}) {
        const double exact = solve_point({0.98, B, 7.0, 0.0, 0.5}).order_parameter;
        const GinzburgLandauGap gap = rashba_ginzburg_landau(0.98, B, 7.0, 0.5);
        EXPECT_NEAR(gap.digamma / exact, 1.0, 0.02) << B;
        EXPECT_NEAR(gap.logarithm / exact, 1.0, 0.04) << B;
    }
    // eq. 15 and eq. 3 share their expansion: the difference vanishes with Tc0 - T
    double previous = 1.0;
    for (const double t : {1e-2, 1e-3, 1e-4}) {
        const double exact = rashba_gap(1 - t, 0.0, 7.0, 0.5).numerical;
        const double error = std::fabs(rashba_ginzburg_landau(1 - t, 0.0, 7.0, 0.5).digamma / exact - 1.0);
        EXPECT_LT(error, 0.15 * previous);
        previous = error;
    }
    EXPECT_EQ(rashba_ginzburg_landau(0.98, 5.0, 7.0, 0.5).digamma, 0.0);
}

TEST(RashbaCollapse, RashbaDos) {
    // BCS, normal, gapped
    EXPECT_NEAR(rashba_dos(2.0, 1.0, 0.0, 0.0), 2.0 / std::sqrt(3.0), 1e-14);
    EXPECT_NEAR(rashba_dos(2.0, 0.0, 0.7, 0.0), 1.0, 1e-14);
    EXPECT_EQ(rashba_dos(0.2, 1.0, 0.7, 0.0), 0.0) << "gap D - a";
    // zero energy, a > D: <|y|/sqrt(y^2 - D^2)> = 1, the density of the normal state
    EXPECT_NEAR(rashba_dos(0.0, 0.5, 0.9, 0.0), 1.0, 1e-10);
    // against a broadened evaluation, away from the edges; and the same integral over energy as in the normal
    // state
    for (const double a : {0.3, 0.9, 1.4})
        for (const double energy : {0.03, 0.55, 0.8, 1.17, 2.0, 3.1}) {
            // analytic in eta away from the edges: one step of Richardson
            const double one = rashba_dos(energy, 1.0, a, 1e-3), two = rashba_dos(energy, 1.0, a, 2e-3);
            EXPECT_NEAR(2.0 * one - two, rashba_dos(energy, 1.0, a, 0.0), 3e-4) << a << ' ' << energy;
        }
    double states = 0.0;
    const int n = 40000;
    for (int i = 0; i < n; ++i)
        states += (rashba_dos(200.0 * (i + 0.5) / n, 1.0, 0.6, 0.0) - 1.0) * 200.0 / n;
    EXPECT_NEAR(states, -0.5 / 200.0, 2e-3) << "states are moved, not lost";
}

}  // namespace
