// Critical temperatures without a field: Anderson, Abrikosov and Gor'kov, unequal gaps.
#include "mirage/lines/critical_temperature.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "material_cases.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/model/constants.hpp"
#include "mirage/numeric/digamma.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;
using std::numbers::pi;

double critical_temperature_of(const Parameters& p) {
    const LineQuantity found = material_critical_temperature(p);
    EXPECT_EQ(found.status, LineStatus::converged);
    return found.value;
}

/// ln(Tc0/Tc) of a pair-breaking rate [Delta0].
double pair_breaking(double T, double rate) {
    return digamma(0.5 + rate * delta0_over_tc0 / (2.0 * pi * T)).real() - digamma(0.5).real();
}

TEST(CriticalTemperature, OneWithoutPairBreaking) {
    EXPECT_EQ(critical_temperature_of({0.1, 0.0, 7.0, 0.4, 0.3}), 1.0);
    Random random(65);
    for (int i = 0; i < 20; ++i) {
        Material m;  // Anderson
        m.gamma_intra = random.uniform(0.0, 2.0), m.gamma_spin_orbit = random.uniform(0.0, 2.0);
        m.gamma_pocket = random.uniform(0.0, 1.0), m.orbital = 1.0;
        m.pockets = {{0.4, 3.0}};
        const Parameters p = forced({0.1, 0.0, 5.0, m.gamma_intra + 0.3, i % 2 ? 0.5 : 0.0}, m);
        EXPECT_NEAR(critical_temperature_of(p), 1.0, 1e-10);
    }
}

TEST(CriticalTemperature, MagneticScattering) {
    for (const double T : {0.05, 0.3, 0.7, 0.99}) {
        Material m;
        m.gamma_magnetic = 0.5 * critical_pair_breaking(T);
        EXPECT_NEAR(critical_temperature_of(forced({1.0, 0.0, 3.0, 0.0, 0.4}, m)), T, 1e-10);
        m.pockets = {{0.3, 2.0}};
        EXPECT_NEAR(critical_temperature_of(forced({1.0, 0.0, 3.0}, m)), T, 1e-10);
    }
    Material m;  // the critical rate Delta0/4
    m.gamma_magnetic = 0.2499;
    EXPECT_GT(critical_temperature_of(forced({}, m)), 0.0);
    m.gamma_magnetic = 0.2501;
    EXPECT_EQ(critical_temperature_of(forced({}, m)), 0.0);
}

TEST(CriticalTemperature, OrbitalPairBreakingLikewise) {
    // at a fixed field of which the spins know little: 2 Gamma_o = 2 orbital B^2
    Material m;
    m.orbital = 10.0;
    const double T = 0.6, B = std::sqrt(critical_pair_breaking(T) / 20.0);
    const Parameters p = forced({T, 0.0, 100.0}, m);
    EXPECT_NEAR(critical_fields(p).B_c2 / B, 1.0, 1e-4);
}

TEST(CriticalTemperature, OfGapsWithVarianceUnderScatteringBetweenPockets) {
    // rates 2 n_p' g: ln(Tc0/Tc) = (1 - <chi>^2) [psi(1/2 + 2 g/(2 pi kTc)) - psi(1/2)], <chi^2> = 1
    for (const double gap : {0.3, 0.8, -0.5}) {
        constexpr double share = 0.35, g = 0.1;
        Material m;
        m.gamma_intra = m.gamma_pocket = g;
        m.pockets = {{share, 1.5}};
        m.pockets[0].gap = gap;
        const double Tc = critical_temperature_of(forced({1.0, 0.0, 4.0, 2.0 * g}, m));
        const double mean = (1.0 - share + share * gap) / std::sqrt(1.0 - share + share * gap * gap);
        EXPECT_NEAR(-std::log(Tc), (1.0 - mean * mean) * pair_breaking(Tc, 2.0 * g), 1e-10) << gap;
    }
}

TEST(CriticalTemperature, IsWhereTheOrderParameterVanishes) {
    Random random(66);
    for (int i = 0; i < 12; ++i) {
        Parameters p = random_material(random, i);
        p.B = 0.0;
        const double Tc = critical_temperature_of(p);
        if (Tc < 0.02 || Tc == 1.0) continue;
        p.T = 0.999 * Tc;
        EXPECT_NE(solve_point(p).phase, Phase::normal);
        EXPECT_GT(transition_fields(p).B_c2, 0.0);
        p.T = 1.001 * Tc;
        EXPECT_EQ(solve_point(p).phase, Phase::normal);
        const CriticalFields above = transition_fields(p);
        EXPECT_TRUE(std::isnan(above.B_c2) && std::isnan(above.B_supercooling));
        EXPECT_EQ(above.status, LineStatus::converged);
    }
}

TEST(CriticalTemperature, OfAFieldGoesOnToThatOfTheMaterial) {
    Material m;
    m.gamma_magnetic = 0.05;
    const Parameters p = forced({1.0, 0.0, 2.0}, m);
    const double Tc = critical_temperature_of(p);
    const auto found = critical_temperatures(p, {0.0, 0.1, 0.8});
    ASSERT_EQ(found[0].values.size(), 1u);
    EXPECT_EQ(found[0].values[0].T, Tc);
    for (const std::size_t i : {1u, 2u}) {
        ASSERT_EQ(found[i].values.size(), 1u);
        Parameters at = p;
        at.T = found[i].values[0].T;
        EXPECT_LT(at.T, Tc);
        EXPECT_NEAR(transition_fields(at).B_c2, i == 1 ? 0.1 : 0.8, 1e-9);
    }
}

}  // namespace
