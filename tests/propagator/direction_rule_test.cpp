#include "propagator/direction_rule.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

using namespace mirage;

namespace {

/// The mean of f(sin phi, cos phi, cos 3 phi) over the first levels.
template <class Function>
double mean(DirectionRange range, int levels, Function f) {
    const DirectionLevel* level = direction_levels(range);
    double total = 0.0;
    for (int l = 0; l < levels; ++l) {
        double sum = 0.0;
        for (int i = 0; i < level[l].count; ++i)
            sum += f(level[l].sine[i], level[l].cosine[i], level[l].cosine3[i]) / level[l].count;
        total = l == 0 ? sum : 0.5 * (total + sum);
    }
    return total;
}

}  // namespace

TEST(DirectionRule, ConvergesGeometrically) {
    // <1/(a + sin^2 phi)> = 1/sqrt(a (1 + a)) over every range
    for (const DirectionRange range :
         {DirectionRange::quarter, DirectionRange::circle, DirectionRange::half}) {
        const auto f = [](double sine, double, double) { return 1.0 / (0.5 + sine * sine); };
        const double exact = 1.0 / std::sqrt(0.5 * 1.5);
        double before = 1.0;
        for (const int levels : {3, 4, 5}) {
            const double error = std::fabs(mean(range, levels, f) - exact);
            EXPECT_LT(error, before * before * 40.0 + 1e-15);
            before = error;
        }
        EXPECT_NEAR(mean(range, 7, f), exact, 1e-15);
    }
}

TEST(DirectionRule, RangesStandForTheWholeCircle) {
    constexpr int levels = 7;
    for (const DirectionRange range :
         {DirectionRange::quarter, DirectionRange::circle, DirectionRange::half}) {
        EXPECT_NEAR(mean(range, levels, [](double s, double, double) { return s * s; }), 0.5, 1e-15);
        EXPECT_NEAR(mean(range, levels, [](double, double, double t) { return t * t; }), 0.5, 1e-14);
    }
    EXPECT_NEAR(mean(DirectionRange::circle, levels, [](double s, double, double) { return s; }), 0.0,
                1e-15);
    EXPECT_NEAR(mean(DirectionRange::half, levels, [](double s, double c, double) { return s * c; }), 0.0,
                1e-15);
    EXPECT_NEAR(mean(DirectionRange::half, levels, [](double, double c, double t) { return c * t; }), 0.0,
                1e-14);
}

TEST(DirectionRule, CosinesAreThoseOfThreePhi) {
    const DirectionLevel& level = direction_levels(DirectionRange::half)[3];
    for (int i = 0; i < level.count; ++i)
        EXPECT_NEAR(level.cosine3[i], level.cosine[i] * (4.0 * level.cosine[i] * level.cosine[i] - 3.0),
                    1e-15);
}
