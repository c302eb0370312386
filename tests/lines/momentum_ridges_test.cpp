#include "lines/momentum_ridges.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

/// a and b = (|g + B| +- |g - B|)/2 at sin(phi) = s.
struct Bands {
    double a, b;
};

Bands bands(const Parameters& p, double B, double s) {
    const double cosine2 = p.alpha * p.alpha * (1.0 - s * s);
    const double plus = std::sqrt(cosine2 + p.beta * p.beta + (p.alpha * s + B) * (p.alpha * s + B));
    const double minus = std::sqrt(cosine2 + p.beta * p.beta + (p.alpha * s - B) * (p.alpha * s - B));
    return {0.5 * (plus + minus), 0.5 * (plus - minus)};
}

Parameters random_parameters(Random& random) {
    return {random.uniform(0.01, 0.9), 0, random.uniform(0.0, 10), 0, random.uniform(0.1, 5)};
}

TEST(MomentumRidges, AreTheBandsThatTheMomentumShifts) {
    Random random(71);
    for (int i = 0; i < 100; ++i) {
        const Parameters p = random_parameters(random);
        const double B = random.uniform(0.1, 8);
        const MomentumRidges r = momentum_ridges(p, B);
        EXPECT_NEAR(r.inner, bands(p, B, 1e-5).b / 1e-5, 1e-5 * r.inner);
        EXPECT_NEAR(r.middle, bands(p, B, 1.0).b, 1e-12);
        EXPECT_NEAR(r.outer, bands(p, B, 1.0).a, 1e-12);
        EXPECT_NEAR(r.straight, bands(p, B, 0.0).a, 1e-12);
        EXPECT_LE(r.inner, r.middle * (1.0 + 1e-12));
        EXPECT_LE(r.outer, r.straight * (1.0 + 1e-12));
    }
}

TEST(MomentumRidges, MomentaAscendFromZeroAndHoldTheLowRidges) {
    Random random(72);
    for (int i = 0; i < 100; ++i) {
        const Parameters p = random_parameters(random);
        const double B = random.uniform(0.1, 8), thermal = 1.7811 * p.T;
        const std::vector<double> momenta = momenta_at_field(p, B);
        EXPECT_EQ(momenta.front(), 0.0);
        EXPECT_TRUE(std::is_sorted(momenta.begin(), momenta.end()));
        const MomentumRidges r = momentum_ridges(p, B);
        for (const double ridge : {r.inner, r.middle}) {
            double nearest = HUGE_VAL;
            for (const double Q : momenta) nearest = std::min(nearest, std::fabs(Q - ridge));
            EXPECT_LT(nearest, thermal);
            EXPECT_LT(ridge, momenta.back());
        }
    }
}

TEST(MomentumRidges, FieldsDescendAndHoldTheRidgesOfTheMomentum) {
    Random random(73);
    int ridges = 0;
    for (int i = 0; i < 200; ++i) {
        Parameters p = random_parameters(random);
        p.Q = random.uniform(0.01, 6);
        const std::vector<double> fields = fields_at_ridges(p, 20.0, 0.01, 1.25);
        EXPECT_EQ(fields.front(), 20.0);
        EXPECT_EQ(fields.back(), 0.01);
        for (std::size_t k = 1; k < fields.size(); ++k) {
            EXPECT_LE(fields[k], fields[k - 1]);
            EXPECT_LE(fields[k - 1], 1.2500001 * fields[k]);
        }
        // a ridge equals Q somewhere between two fields if its sign changes there: then one of the fields is
        // it
        for (double MomentumRidges::*ridge : {&MomentumRidges::inner, &MomentumRidges::middle,
                                              &MomentumRidges::outer, &MomentumRidges::straight})
            for (double B = 0.02; B < 18.0; B *= 1.01) {
                const double low = momentum_ridges(p, B).*ridge - p.Q;
                const double high = momentum_ridges(p, 1.01 * B).*ridge - p.Q;
                if (low * high >= 0.0) continue;
                const auto inside = [&](double x) { return x > 0.999 * B && x < 1.011 * B; };
                EXPECT_TRUE(std::any_of(fields.begin(), fields.end(), inside)) << p.Q << ' ' << B;
                ++ridges;
            }
    }
    EXPECT_GT(ridges, 100);
}

}  // namespace
