// Every kind of scattering: the engine against the closed formulas of Abrikosov and Gor'kov, Werthamer,
// Helfand and Hohenberg, and the continued fraction that contains them.

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "material_parameters.hpp"
#include "mirage/formulas/abrikosov_gorkov.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::closed;
using mirage_test::Random;
using mirage_test::Rates;
using mirage_test::valleys;

TEST(PairBreaking, EveryChannelTogetherIsTheContinuedFraction) {
    Random random(21);
    double worst = 0.0;
    for (int i = 0; i < 200; ++i) {
        const Rates rates{
            i % 5 ? random.logarithmic(0.01, 4) : 0.0, i % 2 ? random.logarithmic(1e-3, 0.1) : 0.0,
            i % 3 ? random.logarithmic(0.01, 9) : 0.0, i % 4 ? 0.0 : random.logarithmic(1e-3, 0.1)};
        const double T = random.logarithmic(0.01, 0.9), beta = random.logarithmic(0.1, 50);
        const double engine = supercooling_field(valleys(T, 0, beta, rates)),
                     formula = pair_breaking_field(T, beta, closed(rates));
        const double error = formula == 0.0 ? engine : engine / formula - 1.0;
        EXPECT_NEAR(error, 0.0, 1e-9) << T << ' ' << beta;
        worst = std::max(worst, std::fabs(error));
    }
    std::printf("engine against digammas, 200 materials: %.1e\n", worst);
}

/// The rate within a valley does nothing without Rashba coupling, however large.
TEST(PairBreaking, ScatteringWithinAValleyIsWithoutEffect) {
    Material within;
    within.gamma_intra = 8.0;
    within.gamma_magnetic = 0.02;
    const Parameters p = with_material({0.3, 1.0, 5.0, 8.5, 0.0}, within);
    within.gamma_intra = 0.5;
    const Parameters equal = with_material({0.3, 1.0, 5.0, 1.0, 0.0}, within);
    EXPECT_NEAR(supercooling_field(p) / supercooling_field(equal), 1.0, 1e-11);
    EXPECT_NEAR(solve_point(p).order_parameter, solve_point(equal).order_parameter, 1e-9);
}

/// [ZF] eqs. 1 to 4: 2 Gamma_o = B/alpha_M pair breaking beside spin-orbit scattering. The orbital term of
/// the engine is quadratic in the field, so that the two meet at one field.
TEST(PairBreaking, WerthamerHelfandAndHohenbergWithTheOrbitalTerm) {
    for (const double T : {0.1, 0.5, 0.8}) {
        const WhhParameters whh{1.2, 0.7};
        const double B = whh_field(T, whh), orbital = 0.5 * whh.orbital_strength / B;
        // the orbital channel relaxes the triplet as much as the singlet: x + a^2/(x + l) of the review
        EXPECT_NEAR(supercooling_field(valleys(T, 0, 0, {0.4, 0.0, 0.5 * whh.spin_orbit_rate, orbital})) / B,
                    1.0, 1e-9);
    }
}

/// What magnetic impurities do to the upturn: ln T gives way to ln(4 Gamma_m), and the field to a finite
/// limit. The critical temperature falls by far less.
TEST(PairBreaking, MagneticImpuritiesEndTheUpturn) {
    const auto field = [](double T, double magnetic) {
        return supercooling_field(valleys(T, 0, 7, {0, magnetic, 0, 0}));
    };
    std::printf("Gamma_m: T_c, B_c2(0.005), B_c2(0.005)/B_c2(0.01), B_c2(0.01)/B_c2(0.3)\n");
    for (const double magnetic : {0.0, 0.02, 0.05, 0.1}) {
        const double low = field(0.005, magnetic), above = field(0.01, magnetic);
        std::printf("%g: %.4f %.4f %.4f %.4f\n", magnetic,
                    pair_breaking_temperature(closed({0, magnetic, 0, 0})), low, low / above,
                    above / field(0.3, magnetic));
        if (magnetic == 0.0) {
            EXPECT_GT(low / above, 1.05);
        } else {
            EXPECT_LT(low / above, 1.01);
        }
    }
}

/// arXiv:1909.08819: scattering and Rashba coupling weaken B_c2 in different ways. Near Tc0 a rate lowers it
/// to first order and a Rashba coupling to second; at low T scattering raises what Rashba coupling has
/// lowered.
TEST(PairBreaking, ScatteringAndRashbaCouplingWeakenTheFieldInDifferentWays) {
    const auto field = [](double T, double gamma, double alpha) {
        return supercooling_field({T, 0, 7, gamma, alpha});
    };
    for (const double T : {0.5, 0.9}) {
        const double by_rate = 1 - field(T, 0.02, 0) / field(T, 0, 0),
                     twice_rate = 1 - field(T, 0.04, 0) / field(T, 0, 0),
                     by_rashba = 1 - field(T, 0, 0.1) / field(T, 0, 0),
                     twice_rashba = 1 - field(T, 0, 0.2) / field(T, 0, 0);
        std::printf("T = %g: loss of twice the coupling over that of once: rate %.3f, Rashba %.3f\n", T,
                    twice_rate / by_rate, twice_rashba / by_rashba);
        EXPECT_NEAR(twice_rate / by_rate, 2.0, 0.1);
        EXPECT_NEAR(twice_rashba / by_rashba, 4.0, 0.1);
    }
    std::printf(
        "T = 0.02, beta = 7: Gamma = 0, 0.1, 0.4; alpha = 0: %.4f %.4f %.4f, alpha = 1: %.4f %.4f %.4f\n",
        field(0.02, 0, 0), field(0.02, 0.1, 0), field(0.02, 0.4, 0), field(0.02, 0, 1), field(0.02, 0.1, 1),
        field(0.02, 0.4, 1));
    EXPECT_LT(field(0.02, 0.4, 0), 0.7 * field(0.02, 0, 0));
    EXPECT_GT(field(0.02, 0.4, 1), 1.02 * field(0.02, 0, 1));
    // the order of the transition too: first with Rashba coupling, second again with scattering
    EXPECT_EQ(critical_fields({0.02, 0, 7, 0, 1}).order, 1);
    EXPECT_EQ(critical_fields({0.02, 0, 7, 0.4, 1}).order, 2);
}

}  // namespace
