#include "lines/momentum_search.hpp"

#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "lines/momentum_ridges.hpp"
#include "mirage/gap/gap_equation.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

/// l = ln(B/field) + depth-shaped wells over Q, each exp(-((Q - at)/width)^2) deep by `depth`.
struct Well {
    double at, width, depth;
};

struct Wells {
    double field;
    std::vector<Well> wells;
};

MomentumInstability instability(const Wells& shape, double B, double Q) {
    MomentumInstability l{std::log(B / shape.field) + Q * Q, 1.0 / B, 2.0 * Q, 2.0, 0.0, 0.0};
    for (const Well& w : shape.wells) {
        const double x = (Q - w.at) / w.width, y = w.depth * std::exp(-x * x);
        l.value -= y;
        l.momentum_slope += 2.0 * x / w.width * y;
        l.momentum_curvature += (2.0 - 4.0 * x * x) / (w.width * w.width) * y;
    }
    return l;
}

MomentumLandscape landscape_of(const Wells& shape) {
    MomentumLandscape landscape;
    landscape.evaluate = [shape](double B, double Q, double) { return instability(shape, B, Q); };
    landscape.momenta = [](double) { return std::vector<double>{0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.6}; };
    landscape.uniform_field = shape.field * std::exp(-instability(shape, shape.field, 0.0).value);
    landscape.highest_field = 20.0;
    return landscape;
}

TEST(MomentumSearch, TheDeepestOfSeveralMinima) {
    for (const double first : {0.5, 0.9, 1.3})
        for (const double second : {0.6, 1.0, 1.4}) {
            const Wells shape{1.0, {{0.3, 0.1, first}, {0.9, 0.1, second + 0.72}}};
            const MomentumField found = largest_field(landscape_of(shape));
            ASSERT_EQ(found.status, LineStatus::converged);
            const MomentumInstability l = instability(shape, found.field, found.momentum);
            EXPECT_NEAR(l.value, 0.0, 1e-13);
            EXPECT_NEAR(l.momentum_slope, 0.0, 1e-9);
            // 0.72 is the difference of Q^2 between the wells
            EXPECT_EQ(found.momentum > 0.6, second > first) << first << ' ' << second;
        }
}

TEST(MomentumSearch, ZeroWhereUniformPairsComeFirst) {
    const MomentumField found = largest_field(landscape_of({2.0, {{0.7, 0.1, 0.4}}}));
    EXPECT_EQ(found.status, LineStatus::converged);
    EXPECT_EQ(found.momentum, 0.0);
    EXPECT_NEAR(found.field, 2.0, 1e-12);
}

TEST(MomentumSearch, AMomentumThatHasJustLeftZero) {
    // l = ln B + (Q^2 - q2)^2: the largest field exp(0) at Q^2 = q2, the uniform one exp(-q2^2)
    for (const double q2 : {1e-5, 1e-3, 1e-2}) {
        MomentumLandscape landscape = landscape_of({1.0, {}});
        landscape.evaluate = [q2](double B, double Q, double) {
            const double x = Q * Q - q2;
            return MomentumInstability{std::log(B) + x * x,     1.0 / B, 4.0 * Q * x,
                                       12.0 * Q * Q - 4.0 * q2, 0.0,     0.0};
        };
        landscape.uniform_field = std::exp(-q2 * q2);
        const MomentumField found = largest_field(landscape);
        EXPECT_EQ(found.status, LineStatus::converged);
        EXPECT_NEAR(found.field, 1.0, 1e-14);
        EXPECT_NEAR(found.momentum / std::sqrt(q2), 1.0, 1e-8);
    }
}

TEST(MomentumSearch, ANarrowObliqueRidge) {
    // l = ln(B/3) + steep (Q - B/5 - B^2/20)^2: the field 3 whatever the steepness
    for (const double steep : {1.0, 100.0, 1e4}) {
        MomentumLandscape landscape;
        landscape.evaluate = [steep](double B, double Q, double) {
            const double ridge = B / 5.0 + B * B / 20.0, slope = 0.2 + B / 10.0, x = Q - ridge;
            return MomentumInstability{std::log(B / 3.0) + steep * x * x,
                                       1.0 / B - 2.0 * steep * x * slope,
                                       2.0 * steep * x,
                                       2.0 * steep,
                                       -2.0 * steep * slope,
                                       0.0};
        };
        landscape.momenta = [](double B) {
            return std::vector<double>{0.0, 0.1 * B, 0.1 * B + 0.05 * B * B, 2.0 * B + B * B};
        };
        landscape.uniform_field = 0.9;
        landscape.highest_field = 20.0;
        const MomentumField found = largest_field(landscape);
        ASSERT_EQ(found.status, LineStatus::converged) << steep;
        EXPECT_NEAR(found.field, 3.0, 1e-12);
        EXPECT_NEAR(found.momentum, 1.05, 1e-12);
    }
}

TEST(MomentumSearch, TheCornersOfTheDomain) {
    Random random(82);
    for (int i = 0; i < 200; ++i) {
        Parameters p{random.logarithmic(2e-3, 0.9999), 0, i % 5 ? random.logarithmic(0.01, 100) : 0.0,
                     i % 3 ? random.logarithmic(1e-4, 10) : 0.0, random.uniform(0, 10)};
        const MomentumField found = largest_momentum_field(p);
        ASSERT_EQ(found.status, LineStatus::converged)
            << p.T << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha;
    }
    // a tongue far above the uniform field, 600 times as steep across as along
    const MomentumField tongue = largest_momentum_field({0.0209, 0, 42.6, 0, 9.8});
    EXPECT_GT(tongue.field, 4.0 * supercooling_field({0.0209, 0, 42.6, 0, 9.8}));
}

TEST(MomentumSearch, NoNumberWhereOneWasNotComputed) {
    MomentumLandscape landscape = landscape_of({1.0, {}});
    landscape.evaluate = [](double B, double Q, double) {
        return Q > 0.5 ? MomentumInstability{} : instability({1.0, {}}, B, Q);
    };
    const MomentumField found = largest_field(landscape);
    EXPECT_EQ(found.status, LineStatus::not_converged);
    EXPECT_TRUE(std::isnan(found.field));
    EXPECT_TRUE(std::isnan(found.momentum));
}

/// The smallest l above a field, over a dense grid in (B, Q).
double lowest_above(Parameters p, double field) {
    const double thermal = 3.14159 * thermal_energy(p), top = 1.5 * highest_unstable_field(p);
    double lowest = HUGE_VAL;
    for (p.B = field * (1.0 + 1e-4); p.B < top; p.B *= p.B < 2.0 * field ? 1.02 : 1.1) {
        const double far = 1.3 * momentum_ridges(p, p.B).straight + 3.0 * thermal;
        for (p.Q = 0.3 * thermal; p.Q < far; p.Q += std::max(0.4 * thermal, 0.01 * p.Q))
            lowest = std::min(lowest, momentum_instability(p, 1e-5).value);
    }
    return lowest;
}

TEST(MomentumSearch, NothingIsUnstableAboveTheFieldFound) {
    Random random(81);
    int finite = 0;
    for (int i = 0; i < 120; ++i) {
        Parameters p{random.logarithmic(0.02, 0.99), 0, i % 4 ? random.logarithmic(0.1, 30) : 0.0,
                     i % 2 ? random.logarithmic(1e-2, 3) : 0.0, i % 3 ? random.uniform(0, 5) : 0.0};
        const MomentumField found = largest_momentum_field(p);
        ASSERT_EQ(found.status, LineStatus::converged);
        EXPECT_GT(lowest_above(p, found.field), -3e-5)
            << p.T << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha << ": " << found.field;
        finite += found.momentum > 0.0;
    }
    EXPECT_GT(finite, 40);
    std::printf("%d of 120 with finite momentum\n", finite);
}

}  // namespace
