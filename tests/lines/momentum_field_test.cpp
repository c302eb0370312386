// The largest second-order field over all momenta: numbers of the literature and of independent codes.

#include <cmath>

#include <gtest/gtest.h>

#include "mirage/lines/momentum_instability.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

TEST(MomentumField, ReferenceTable) {
    for (const auto& row : mirage_test::read_table("momentum_best.csv")) {
        const auto v = [&row](std::size_t i) { return mirage_test::number(row, i); };
        const MomentumField best = largest_momentum_field({v(0), 0, v(1), v(2), v(3)});
        ASSERT_EQ(best.status, LineStatus::converged);
        EXPECT_NEAR(best.momentum, v(4), 1e-3);
        EXPECT_NEAR(best.field / v(5), 1.0, 1e-7);
    }
}

TEST(MomentumField, TwoDimensionalFuldeFerrellPairs) {
    // T, B, Q; beta = alpha = Gamma = 0
    const double rows[][3] = {{0.55, 0.61030537, 0.1751}, {0.5, 0.62098231, 0.3962},
                              {0.4, 0.65188792, 0.6146},  {0.3, 0.69913895, 0.7508},
                              {0.2, 0.76642416, 0.8517},  {0.1, 0.85835774, 0.9331},
                              {0.05, 0.91781117, 0.9684}, {0.02, 0.96144189, 0.9879}};
    for (const auto& row : rows) {
        const MomentumField best = largest_momentum_field({row[0], 0, 0, 0, 0});
        EXPECT_NEAR(best.field, row[1], 1e-8) << row[0];
        EXPECT_NEAR(best.momentum, row[2], 6e-5) << row[0];
    }
}

TEST(MomentumField, FuldeFerrellAtZeroTemperature) {
    // B + sqrt(B^2 - Q^2) = Delta0: B = Q = Delta0 for T -> 0
    double distance = 1.0;
    for (const double T : {0.02, 0.005, 0.001}) {
        const MomentumField best = largest_momentum_field({T, 0, 0, 0, 0});
        EXPECT_LT(std::fabs(best.field - 1.0), distance);
        distance = std::fabs(best.field - 1.0);
        EXPECT_NEAR(best.momentum, best.field, 0.03);
    }
    EXPECT_LT(distance, 3.5e-3);
}

/// beta = 0 and alpha far above B: errors fall like 1/alpha^2, or as B/alpha for fields of its order.
constexpr double strong = 1000.0;

TEST(MomentumField, StrongRashbaCouplingUniform) {
    // B_c2(T -> 0) = Delta0
    const double rows[][2] = {{0.9, 0.52634193}, {0.7, 0.82877097}, {0.5, 0.95688472}, {0.3, 0.99712376}};
    for (const auto& row : rows)
        EXPECT_NEAR(supercooling_field({row[0], 0, 0, 0, strong}), row[1], 6e-6) << row[0];
    EXPECT_NEAR(supercooling_field({0.05, 0, 0, 0, strong}), 1.0, 1e-5);
}

TEST(MomentumField, StrongRashbaCouplingLargest) {
    const double rows[][3] = {{0.6, 0.916688, 0.46745}, {0.5, 1.049163, 0.83396}, {0.4, 1.274701, 1.17328},
                              {0.3, 1.676921, 1.63560}, {0.2, 2.503020, 2.49092}, {0.1, 5.000377, 4.99887}};
    for (const auto& row : rows) {
        const MomentumField best = largest_momentum_field({row[0], 0, 0, 0, strong});
        EXPECT_NEAR(best.field / row[1], 1.0, 2e-4) << row[0];
        EXPECT_NEAR(best.momentum / row[2], 1.0, 2e-4) << row[0];
    }
    // half of the Fermi surface keeps its pairs: B = Delta0 Tc0/(2 T) at Q = B
    const MomentumField best = largest_momentum_field({0.1, 0, 0, 0, strong});
    EXPECT_NEAR(best.field * 0.2, 1.0, 3e-4);
    EXPECT_NEAR(best.momentum / best.field, 1.0, 5e-4);
}

TEST(MomentumField, IsingAndRashbaCoupling) {
    // T_c(B)/Tc0 = [Delta0/(2 alpha B/W)] (Delta0/2W)^(2 B^2/beta^2) at Q = alpha B/W, for T << alpha B/W and
    // alpha
    // << W: the T that has 5.6 Delta0 as its largest field, where the formula differs by 8 % and 3 %
    const double beta = 7.0, B = 5.6, W = std::hypot(beta, B);
    const double exponent = 2.0 * B * B / (beta * beta);
    for (const auto& [alpha, error] : {std::pair{1.0, 0.09}, std::pair{0.3, 0.04}}) {
        const double Q = alpha * B / W, T = std::pow(0.5 / W, exponent) / (2.0 * Q);
        const MomentumField below = largest_momentum_field({T * (1.0 - error), 0, beta, 0, alpha});
        const MomentumField above = largest_momentum_field({T * (1.0 + error), 0, beta, 0, alpha});
        EXPECT_GT(below.field, B);
        EXPECT_LT(above.field, B);
        EXPECT_NEAR(below.momentum / (alpha * below.field / std::hypot(beta, below.field)), 1.0, 0.1);
    }
}

TEST(MomentumField, BeyondTheRashbaCollapse) {
    // beta = 7 Delta0: T, alpha, Gamma, at least this field (found at a rounded Q), and that Q
    const double rows[][5] = {{0.02, 1.0, 0.0, 5.641, 0.62},
                              {0.02, 1.0, 0.1, 4.413, 0.50},
                              {0.02, 1.0, 0.4, 3.8205, 0.22},
                              {0.02, 0.3, 0.0, 6.224, 0.18},
                              {0.1, 1.0, 0.0, 4.4605, 0.50}};
    for (const auto& row : rows) {
        const MomentumField best = largest_momentum_field({row[0], 0, 7.0, row[2], row[1]});
        EXPECT_GE(best.field, row[3]);
        EXPECT_LT(best.field, 1.025 * row[3]);
        EXPECT_NEAR(best.momentum, row[4], 0.025);
    }
    const Parameters uniform{0.02, 0, 7.0, 0.2, 0.3};  // disorder restores the uniform state
    EXPECT_EQ(largest_momentum_field(uniform).momentum, 0.0);
    EXPECT_EQ(largest_momentum_field(uniform).field, supercooling_field(uniform));
}

TEST(MomentumField, StationaryAndNotBelowTheUniformField) {
    Random random(101);
    for (int i = 0; i < 200; ++i) {
        Parameters p{random.logarithmic(0.02, 0.99), 0, random.logarithmic(0.1, 30),
                     i % 2 ? random.uniform(0, 1) : 0.0, random.uniform(0, 4)};
        const MomentumField best = largest_momentum_field(p);
        ASSERT_EQ(best.status, LineStatus::converged);
        EXPECT_GE(best.field, supercooling_field(p));
        p.B = best.field, p.Q = best.momentum;
        const MomentumInstability l = momentum_instability(p);
        EXPECT_NEAR(l.value, 0.0, 1e-12 + 1e-11 * std::fabs(p.B * l.field_slope));
        EXPECT_NEAR(l.momentum_slope, 0.0, 1e-9);
        EXPECT_GE(l.momentum_curvature, 0.0);
        EXPECT_NEAR(supercooling_field(p) / best.field, 1.0, 1e-10)
            << p.T << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha << ": " << p.B << ' ' << p.Q;
    }
}

TEST(MomentumField, AlongTheFieldWithoutRashbaCouplingIsAcross) {
    Parameters p{0.1, 0, 0.2, 0.05, 0};
    const MomentumField across = largest_momentum_field(p);
    p.Q_angle = along_the_field;
    EXPECT_EQ(largest_momentum_field(p).field, across.field);
    EXPECT_GT(across.momentum, 0.0);
}

TEST(MomentumField, NoFieldAndNoNumber) {
    const MomentumField normal = largest_momentum_field({1.0, 0, 7, 0, 1});
    EXPECT_EQ(normal.status, LineStatus::converged);
    EXPECT_EQ(normal.field, 0.0);
    EXPECT_EQ(normal.momentum, 0.0);
    for (const Parameters& p : {Parameters{quiet_nan, 0, 7, 0, 1}, Parameters{0.1, 0, quiet_nan, 0, 1}}) {
        const MomentumField none = largest_momentum_field(p);
        EXPECT_EQ(none.status, LineStatus::not_converged);
        EXPECT_TRUE(std::isnan(none.field));
        EXPECT_TRUE(std::isnan(none.momentum));
    }
}

}  // namespace
