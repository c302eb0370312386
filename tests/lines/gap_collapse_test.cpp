// Where the spectral gap closes: functions with a known zero, materials against the two-valley model.
#include "lines/gap_collapse.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "material_cases.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(GapCollapse, FirstZero) {
    // linear, and with the square root of a gap that closes with a vertical tangent
    EXPECT_NEAR(first_closing([](double B) { return 2.5 - B; }, 0.0, 7.0).at, 2.5, 1e-10);
    const auto steep = [](double B) { return B < 2.0 ? std::sqrt(4.0 - B * B) : 0.0; };
    EXPECT_NEAR(first_closing(steep, 0.0, 3.0).at, 2.0, 1e-9);
    EXPECT_EQ(first_closing([](double B) { return 8.0 - B; }, 0.0, 7.0).status, RootStatus::no_sign_change);
    EXPECT_EQ(first_closing([](double) { return quiet_nan; }, 0.0, 7.0).status, RootStatus::not_a_number);
}

TEST(GapCollapse, FirstZeroNextToWhichNothingIsKnown) {
    // the powers 1 and 3/2 of the distance
    const auto with_hole = [](double power) {
        return [power](double B) {
            const double distance = 2.0 - B;
            if (std::fabs(distance) < 2e-6) return quiet_nan;
            return distance > 0.0 ? std::pow(distance, power) * (0.3 + 0.1 * distance) : 0.0;
        };
    };
    for (const double power : {1.0, 1.5})
        EXPECT_NEAR(first_closing(with_hole(power), 0.0, 3.0).at, 2.0, 1e-9) << power;
}

/// The field at which the order parameter of the clean two valleys without spin-orbit coupling equals it.
double field_of_equal_gap(double T, double low, double high) {
    for (int halving = 0; halving < 45; ++halving) {
        const double B = 0.5 * (low + high);
        (solve_point({T, B}).order_parameter > B ? low : high) = B;
    }
    return 0.5 * (low + high);
}

TEST(GapCollapse, ByZeemanSplittingAlone) {
    // without spin-orbit coupling the field does not know its direction and nothing of potential scattering
    for (const double T : {0.7, 0.81, 0.9}) {
        const double exact = field_of_equal_gap(T, 0.2, 0.7);
        for (const double gamma : {0.04, 0.6}) {
            Material material;
            material.gamma_intra = 0.25 * gamma;
            material.theta = T < 0.75 ? 0.4 : 1.57;
            const CriticalFields fields = critical_fields(forced({T, 0.0, 0.0, gamma}, material));
            ASSERT_EQ(fields.status, LineStatus::converged) << T << ' ' << gamma;
            EXPECT_NEAR(fields.B_collapse, exact, 1e-9) << T << ' ' << gamma;
            // a triplet channel is not induced either, far above its own temperature
            const CriticalFields with_triplet = critical_fields(triplet(T, 0.0, 0.0, gamma, 0.05));
            ASSERT_EQ(with_triplet.status, LineStatus::converged) << T << ' ' << gamma;
            EXPECT_NEAR(with_triplet.B_collapse, exact, 1e-9) << T << ' ' << gamma;
        }
    }
}

TEST(GapCollapse, InATiltedField) {
    Material material, pockets;
    material.gamma_intra = 0.0011, material.theta = 25.0 / 180.0 * std::numbers::pi;
    pockets = material;
    pockets.theta = 0.6, pockets.gamma_pocket = 0.002;
    Pocket nodes;
    nodes.share = 0.5, nodes.beta = 2.2, nodes.alpha = 0.08, nodes.gap = 0.9;
    pockets.pockets = {nodes};
    for (const Parameters& p :
         {forced({0.4727, 0.0, 4.386, 0.0022}, material), forced({0.45, 0.0, 6.5, 0.0022, 0.2}, pockets)}) {
        const CriticalFields fields = critical_fields(p);
        ASSERT_EQ(fields.status, LineStatus::converged);
        ASSERT_FALSE(std::isnan(fields.B_collapse));
        const auto phase = [&](double B) {
            Parameters at = p;
            at.B = B;
            return solve_point(at).phase;
        };
        EXPECT_EQ(phase((1.0 - 1e-4) * fields.B_collapse), Phase::gapped);
        EXPECT_EQ(phase((1.0 + 1e-4) * fields.B_collapse), Phase::gapless);
    }
}

TEST(GapCollapse, OfTheTwoValleyModel) {
    Random random(77);
    int closed = 0;
    for (int i = 0; i < 40; ++i) {
        Parameters p = random_point(random, i);
        p.T = std::max(p.T, 0.05);
        const CriticalFields fast = critical_fields(p), general = critical_fields(as_material(p));
        const auto text = [&] {
            return ::testing::Message() << p.T << ' ' << p.beta << ' ' << p.gamma << ' ' << p.alpha;
        };
        ASSERT_EQ(general.status, LineStatus::converged) << text();
        EXPECT_EQ(std::isnan(general.B_collapse), std::isnan(fast.B_collapse)) << text();
        if (std::isnan(fast.B_collapse)) continue;
        ++closed;
        EXPECT_NEAR(general.B_collapse / fast.B_collapse, 1.0, 1e-6) << text();
    }
    EXPECT_GT(closed, 5);
}

}  // namespace
