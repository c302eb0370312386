#include "mirage/lines/special_temperatures.hpp"

#include <cmath>
#include <utility>

#include <gtest/gtest.h>

#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/second_order_field.hpp"

namespace {

using namespace mirage;

TEST(SpecialTemperatures, PauliTricriticalPoint) {
    const std::vector<double> tricritical = tricritical_temperatures({0, 0, 0, 0, 0}, 1e-3).values;
    ASSERT_EQ(tricritical.size(), 1u);
    EXPECT_NEAR(tricritical[0], 0.561493, 5e-7);
    EXPECT_NEAR(second_order_fields({tricritical[0], 0, 0, 0, 0}).back(), 0.608221, 5e-7);
}

TEST(SpecialTemperatures, TricriticalPointsAppearAndVanish) {
    // with beta: one, two, none; with disorder and Rashba coupling together one
    EXPECT_EQ(tricritical_temperatures({0, 0, 0.3, 0, 0}, 1e-3).values.size(), 1u);
    const std::vector<double> two = tricritical_temperatures({0, 0, 0.5, 0, 0}, 1e-3).values;
    ASSERT_EQ(two.size(), 2u);
    EXPECT_EQ(critical_fields({0.5 * (two[0] + two[1]), 0, 0.5, 0, 0}).order, 1);
    EXPECT_EQ(critical_fields({0.9 * two[0], 0, 0.5, 0, 0}).order, 2);
    EXPECT_EQ(critical_fields({1.1 * two[1], 0, 0.5, 0, 0}).order, 2);
    EXPECT_TRUE(tricritical_temperatures({0, 0, 0.7, 0, 0}, 1e-3).values.empty());
    const std::vector<double> one = tricritical_temperatures({0, 0, 0.4, 0.1, 1}, 1e-3).values;
    ASSERT_EQ(one.size(), 1u);
    EXPECT_NEAR(one[0], 0.4105565, 1e-6);
}

TEST(SpecialTemperatures, OfAFieldTheOtherWayRound) {
    const Parameters p{0, 0, 7, 0.4, 0.3};
    const auto found = critical_temperatures(p, {0.0, 0.01, 1.0, -3.0, 5.0});
    ASSERT_EQ(found.size(), 5u);
    EXPECT_EQ(found[0].values[0].T, 1.0);
    EXPECT_TRUE(found[4].values.empty()) << "above the largest B_c2";
    for (const auto& [i, B] : {std::pair{1, 0.01}, std::pair{2, 1.0}, std::pair{3, 3.0}}) {
        ASSERT_EQ(found[static_cast<std::size_t>(i)].values.size(), 1u);
        Parameters at = p;
        at.T = found[static_cast<std::size_t>(i)].values[0].T;
        EXPECT_NEAR(critical_fields(at).B_c2 / B, 1.0, 1e-6);
    }
    // Second-order fields alone are not monotonic at beta = 0; the thermodynamic line is
    EXPECT_EQ(critical_temperatures({0, 0, 0, 0, 0}, {0.6}).at(0).values.size(), 1u);
}

TEST(SpecialTemperatures, EndOfAJump) {
    // beta = 0.4: smooth at low temperature, with a narrow jump around T = 0.1 Tc0 that starts in a critical
    // point
    const std::vector<double> ends = critical_point_temperatures({0, 0, 0.4, 0, 0}, 1e-3).values;
    ASSERT_EQ(ends.size(), 1u);
    EXPECT_NEAR(ends[0], 0.0877, 1e-4);
    EXPECT_TRUE(critical_point_temperatures({0, 0, 7, 0, 0}, 1e-2).values.empty());
}

TEST(SpecialTemperatures, DisorderEndsTheUpturn) {
    const LineQuantity clean = upturn_temperature({0, 0, 7, 0, 0}, 0.01),
                       dirty = upturn_temperature({0, 0, 7, 1.0, 0}, 0.01);
    EXPECT_GT(clean.value, 0.01);
    EXPECT_TRUE(std::isnan(dirty.value));
    EXPECT_EQ(dirty.status, LineStatus::converged) << "none is an answer";
}

TEST(SpecialTemperatures, SlopeIsTheDerivative) {
    const Parameters p{0.5, 0, 7, 0.4, 0.3};
    const auto field = [&](double T) { return critical_fields({T, 0, p.beta, p.gamma, p.alpha}).B_c2; };
    const double h = 1e-4, expected = std::log(field(0.5 + h) / field(0.5 - h)) / (2 * h) * 0.5;
    EXPECT_NEAR(logarithmic_slope(p).value, expected, 1e-3);
    EXPECT_NEAR(logarithmic_slope({0.01, 0, 7, 1.0, 0}).value, 0.0, 0.01) << "saturated";
    for (const double T : {1.0 / 1.01, 0.995})
        EXPECT_TRUE(std::isnan(logarithmic_slope({T, 0, 7, 1.0, 0}).value)) << "B_c2 vanishes at Tc0";
}

TEST(SpecialTemperatures, NoNumberNoTemperature) {
    for (const Parameters& p : {Parameters{0.1, 0, quiet_nan, 0.4, 0.3}, Parameters{0.1, 0, 7, quiet_nan, 0},
                                Parameters{0.1, 0, 7, 0.4, quiet_nan}}) {
        for (const SpecialTemperatures& found :
             {tricritical_temperatures(p, 1e-3), critical_point_temperatures(p, 1e-3)}) {
            EXPECT_EQ(found.status, LineStatus::not_converged);
            EXPECT_TRUE(found.values.empty());
        }
        for (const LineQuantity& found : {logarithmic_slope(p), upturn_temperature(p, 0.01)}) {
            EXPECT_EQ(found.status, LineStatus::not_converged);
            EXPECT_TRUE(std::isnan(found.value));
        }
        const auto found = critical_temperatures(p, {1.0});
        EXPECT_EQ(found.at(0).status, LineStatus::not_converged);
        EXPECT_TRUE(found.at(0).values.empty());
    }
    EXPECT_EQ(critical_temperatures({0, 0, 7, 0.4, 0.3}, {quiet_nan}).at(0).status,
              LineStatus::not_converged);
}

}  // namespace
