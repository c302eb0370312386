#include "visibility/visibility_point.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "mirage/formulas/mirage_gap.hpp"
#include "mirage/gap/gap_equation.hpp"
#include "mirage/gap/point.hpp"

namespace {

using namespace mirage;

TEST(VisibilityPoint, StateAndDip) {
    const Parameters p{0.1, 2.0, 7.0, 0.2, 0.0};
    const VisibilityPoint v = visibility_point(p, {});
    const double Delta = solve_point(p).order_parameter;
    EXPECT_NEAR(v.order_parameter, Delta, 1e-12);
    const MirageGap clean = mirage_gap(Delta, 2.0, 7.0);
    EXPECT_NEAR(v.epsilon_2, clean.epsilon_2, 1e-12);
    EXPECT_NEAR(v.epsilon_1, clean.epsilon_1, 1e-12);
    EXPECT_GT(v.dip.dip, v.epsilon_2);
    EXPECT_LT(v.dip.dip, v.epsilon_1);
    EXPECT_LT(v.dip.low, v.dip.dip);
    EXPECT_GT(v.dip.high, v.dip.dip);
    EXPECT_EQ(v.status, DipStatus::found);
    EXPECT_TRUE(v.visible);
    EXPECT_EQ(v.averages, 1.0);
    EXPECT_NEAR(v.largest_noise, v.dip.depth / 3.0, 1e-15);
    EXPECT_NEAR(dip_depth(p, {}), v.dip.depth, 1e-6);
    EXPECT_EQ(visible_dip(p, {}).dip.depth, v.dip.depth);
    EXPECT_TRUE(std::isnan(visible_dip(p, {}).largest_eta));
}

TEST(VisibilityPoint, TheInstrumentSurvivesWhatItIsTold) {
    const Parameters p{0.1, 2.0, 7.0, 0.2, 0.0};
    const VisibilityPoint v = visibility_point(p, {});
    Instrument warm, modulated, broad;
    warm.T_electrons = v.largest_temperature;
    modulated.lock_in = v.largest_lock_in;
    broad.eta = v.largest_eta;
    for (const Instrument& i : {warm, modulated, broad})
        EXPECT_NEAR(visible_dip(p, i).dip.depth, 0.03, 3e-8) << i.T_electrons << ' ' << i.lock_in;
    Instrument noisy;
    noisy.noise = v.largest_noise;
    EXPECT_NEAR(visible_dip(p, noisy).dip.depth, noisy.least_depth(), 1e-12);
}

TEST(VisibilityPoint, ElectronsAreNeverColderThanTheSample) {
    const Parameters p{0.3, 2.0, 7.0, 0.0, 0.0};
    Instrument cold, warm;
    cold.T_electrons = 0.1, warm.T_electrons = 0.4;
    EXPECT_EQ(visible_dip(p, cold).dip.depth, visible_dip(p, {}).dip.depth);
    EXPECT_LT(visible_dip(p, warm).dip.depth, visible_dip(p, {}).dip.depth);
}

TEST(VisibilityPoint, AShallowDipNeedsAverages) {
    Instrument i;
    i.noise = 0.5;
    const VisibilityPoint v = visibility_point({0.3, 2.0, 7.0, 0.2, 0.0}, i);
    EXPECT_EQ(v.status, DipStatus::found);
    EXPECT_FALSE(v.visible);
    EXPECT_EQ(v.averages, std::ceil(std::pow(1.5 / v.dip.depth, 2)));
    // that many curves have a noise that lets it be seen
    EXPECT_GE(v.dip.depth * std::sqrt(v.averages), 1.5);
    EXPECT_LT(v.dip.depth * std::sqrt(v.averages - 1.0), 1.5);
}

TEST(VisibilityPoint, WithoutAMirageGapOrPairs) {
    EXPECT_EQ(visibility_point({0.1, 0.3, 0.0, 0.0, 0.0}, {}).status, DipStatus::none);
    EXPECT_EQ(visibility_point({0.1, 0.0, 7.0, 0.0, 0.0}, {}).status, DipStatus::none);
    for (const Parameters& p : {Parameters{0.1, 9.0, 7.0, 0.0, 0.0}, Parameters{1.2, 1.0, 7.0, 0.0, 0.0}}) {
        const VisibilityPoint v = visibility_point(p, {});
        EXPECT_EQ(v.status, DipStatus::normal);
        EXPECT_EQ(v.dip.depth, 0.0);
        EXPECT_FALSE(v.visible);
        EXPECT_TRUE(std::isnan(v.largest_temperature) && std::isnan(v.averages) && std::isnan(v.epsilon_1));
    }
}

TEST(VisibilityPoint, NothingOfWhatWasNotSolved) {
    const VisibilityPoint v = visibility_point({quiet_nan, 2.0, 7.0, 0.0, 0.0}, {});
    EXPECT_EQ(v.status, DipStatus::failed);
    EXPECT_TRUE(std::isnan(v.dip.depth) && std::isnan(v.order_parameter) && std::isnan(v.dip.dip));
    EXPECT_FALSE(v.visible);
}

TEST(VisibilityPoint, TheSignOfTheFieldDoesNotMatter) {
    const VisibilityPoint up = visibility_point({0.1, 2.0, 7.0, 0.0, 0.0}, {}),
                          down = visibility_point({0.1, -2.0, 7.0, 0.0, 0.0}, {});
    EXPECT_EQ(up.dip.depth, down.dip.depth);
    EXPECT_EQ(up.largest_eta, down.largest_eta);
    EXPECT_EQ(down.B, 2.0);
}

}  // namespace
