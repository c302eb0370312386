#include "propagator/direction_average.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "fermi_surface.hpp"
#include "matrix_reference.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

Invariants<double> invariants(double w, double D, double B, double d) {
    return {w * w + D * D, B * B + d * d, w * B + D * d, square(w * d - D * B)};
}

struct Adapted {
    DirectionAverage<double> sum;
    int directions;
};

Adapted adapted(const Invariants<double>& in, double w, double D, double beta, double alpha, int factor = 1) {
    const double g2 = alpha * alpha + beta * beta;
    const RootRange<double> range = root_range(in, g2, alpha * alpha);
    const MidpointRule& rule = midpoint_rule(factor * directions_for(range.t_max, 13));
    return {average_with_rashba(empty_average(0.0 * w), in, range, w, D, g2, beta, rule), rule.count};
}

/// The plain list of directions, one cubic each.
DirectionAverage<double> listed(const Invariants<double>& in, double w, double D, double beta, double alpha,
                                int count) {
    const double g2 = alpha * alpha + beta * beta;
    const double upper = root_without_rashba(in, g2).u;
    DirectionAverage<double> sum = empty_average(0.0);
    for (const mirage_test::Direction& k : mirage_test::two_valley(beta, alpha, count)) {
        CubicRoot<double> root;
        root.gx2 = k.g_x * k.g_x;
        root.gp2 = k.g_perp * k.g_perp;
        root.u = root_with_rashba(in, root.gx2, g2, upper);
        const double p = root.u * (root.u + g2);
        root.q = p * in.kappa / (p + (root.u + root.gx2) * in.b2);
        const double P_u_over_u = slope_over_root(in, root, g2, 1.0 / p);
        add_direction(sum, in, root, w, D, k.weight,
                      direction_function(in, {root.u, root.u + g2, root.u + root.gx2}, P_u_over_u, w));
    }
    return sum;
}

double relative(double a, double b) { return std::fabs(a - b) / std::max(1e-300, std::fabs(b)); }

TEST(DirectionAverage, AgreesWithTheListOfDirections) {
    Random random(11);
    for (int i = 0; i < 3000; ++i) {
        const double w = random.logarithmic(0.05, 1e3), D = random.logarithmic(1e-3, 2),
                     B = random.logarithmic(1e-2, 20);
        const double d = i % 2 ? -random.uniform(0, 0.2) * std::min(w, B) : 0.0;
        const double beta = random.logarithmic(0.1, 100), alpha = random.logarithmic(1e-3, 3);
        const Invariants<double> in = invariants(w, D, B, d);
        const DirectionAverage<double> a = adapted(in, w, D, beta, alpha).sum;
        const DirectionAverage<double> b = listed(in, w, D, beta, alpha, 2000);
        EXPECT_LT(relative(a.s, b.s), 1e-12);
        EXPECT_LT(relative(a.b, b.b), 1e-12);
        EXPECT_LT(relative(a.e, b.e), 1e-12);
        EXPECT_NEAR(a.v, b.v, 1e-12 * (D * D + 1e-3));
        EXPECT_NEAR(a.ee, b.ee, 1e-7 * (std::fabs(b.ee) + std::fabs(b.be)));
    }
}

TEST(DirectionAverage, WeightsSumToOneInTheWholeDomain) {
    Random random(12);
    int most = 0;
    for (int i = 0; i < 100000; ++i) {
        const double w = random.logarithmic(1e-4, 1e5), D = random.logarithmic(1e-6, 1.1),
                     B = random.logarithmic(1e-3, 150);
        const double d = i % 2 ? -random.uniform(0, 0.2) * std::min(w, B) : 0.0;
        const Adapted a = adapted(invariants(w, D, B, d), w, D, random.logarithmic(1e-2, 100),
                                  random.logarithmic(1e-3, 10));
        EXPECT_NEAR(a.sum.weight, 1.0, 1e-12);
        most = std::max(most, a.directions);
    }
    EXPECT_LT(most, max_directions) << "the largest rule must not be the limit";
}

TEST(DirectionAverage, MoreDirectionsOnlyNearTheCollapse) {
    // clean, alpha = 1, beta = 7: the spectral gap closes at alpha B = Delta sqrt(beta^2 + alpha^2)
    const double beta = 7.0, alpha = 1.0, B = 3.0, w = 0.0018;
    const double closing = alpha * B / std::hypot(alpha, beta);
    const int far = adapted(invariants(w, 2 * closing, B, 0), w, 2 * closing, beta, alpha).directions;
    const int near =
        adapted(invariants(w, 0.999 * closing, B, 0), w, 0.999 * closing, beta, alpha).directions;
    EXPECT_GT(near, 2 * far);
    const DirectionAverage<double> once =
        adapted(invariants(w, 0.999 * closing, B, 0), w, closing, beta, alpha).sum;
    const DirectionAverage<double> twice =
        adapted(invariants(w, 0.999 * closing, B, 0), w, closing, beta, alpha, 2).sum;
    EXPECT_LT(relative(once.s, twice.s), 1e-13);
    EXPECT_LT(relative(once.e, twice.e), 1e-13);
}

TEST(DirectionAverage, MatrixSign) {
    Random random(13);
    for (int i = 0; i < 40; ++i) {
        const double w = random.logarithmic(0.1, 5), D = random.logarithmic(0.05, 1),
                     B = random.logarithmic(0.1, 5);
        const double d = -random.uniform(0, 0.2), beta = random.logarithmic(0.3, 20),
                     alpha = random.logarithmic(0.05, 2);
        const DirectionAverage<double> a = adapted(invariants(w, D, B, d), w, D, beta, alpha).sum;
        const mirage_test::Propagator p =
            mirage_test::average({w, D, B, d}, mirage_test::two_valley(beta, alpha, 200));
        EXPECT_NEAR(2 * w * a.s + B * a.e, p.g0, 1e-11);
        EXPECT_NEAR(2 * D * a.s + d * a.e, p.F, 1e-11);
        EXPECT_NEAR(B * a.hv_over_Q - w * D * d * a.h_over_Q, p.G, 1e-11);
        EXPECT_NEAR(a.v + w, p.r, 1e-11);
    }
}

TEST(DirectionAverage, NormalStateNeedsNoSpecialCase) {
    const double w = 0.7, B = 2.0;
    const DirectionAverage<double> a = adapted({w * w, B * B, w * B, 0.0}, w, 0.0, 5.0, 0.8).sum;
    EXPECT_NEAR(2 * w * a.s + B * a.e, 1.0, 1e-14) << "g0 = 1";
    EXPECT_NEAR(a.v, 0.0, 1e-16) << "r = omega";
}

}  // namespace
