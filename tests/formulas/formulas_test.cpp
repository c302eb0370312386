#include "mirage/formulas/formulas.hpp"

#include <cmath>
#include <cstdio>
#include <numbers>

#include <gtest/gtest.h>

#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "mirage/model/constants.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;
constexpr double pi = std::numbers::pi;

/// Delta0 [meV] of a material.
double delta0(double tc0) { return delta0_over_tc0 * boltzmann * tc0; }

TEST(Formulas, DigammaAtTheRootsOfTheCubicIsTheEngineWithDisorder) {
    mirage_test::Random random(83);
    for (int i = 0; i < 300; ++i) {
        const double T = random.logarithmic(2e-3, 0.99), beta = random.logarithmic(0.05, 50),
                     gamma = random.logarithmic(0.01, 10);
        for (const double B : second_order_fields({T, 0, beta, gamma, 0})) {
            EXPECT_NEAR(instability_by_digamma(T, B, beta, gamma), 0.0, 1e-10)
                << T << ' ' << beta << ' ' << gamma;
            EXPECT_LT(instability_by_digamma(T, 0.99 * B, beta, gamma), 0.0);
        }
    }
}

TEST(Formulas, IsingIsTheEngineWithoutDisorderAndRashba) {
    Random random(11);
    double worst = 0.0;
    for (int i = 0; i < 300; ++i) {
        const double T = random.logarithmic(1e-3, 0.999), beta = random.logarithmic(1e-2, 100);
        const double ratio = ising_field(T, beta) / second_order_fields({T, 0, beta, 0, 0}).back();
        EXPECT_NEAR(ratio, 1.0, 1e-10) << T << ' ' << beta;
        worst = std::max(worst, std::fabs(ratio - 1.0));
    }
    std::printf("ising against the engine: %.1e\n", worst);
}

TEST(Formulas, KlbIsTheStrongScatteringLimitOfTheEngine) {
    // 3 tau_SO/2 = Gamma/beta^2: spin-orbit scattering (whh) for Gamma >> beta, and klb where also
    // beta^2/Gamma >> B, k T
    std::printf("beta, Gamma, beta^2/Gamma; largest deviation over T of whh and of klb from the engine:\n");
    struct Strength {
        double beta, gamma, whh, klb;
    };
    for (const auto& [beta, gamma, whh_bound, klb_bound] :
         {Strength{3, 10, 0.3, 0.5}, Strength{30, 1e3, 0.01, 0.5}, Strength{300, 3e3, 0.02, 0.2},
          Strength{1e4, 1e6, 0.01, 0.1}, Strength{1e6, 1e8, 0.001, 0.02}}) {
        double klb = 0.0, whh = 0.0;
        const double rate = 1.5 * beta * beta / gamma;
        for (const double T : {0.01, 0.3, 0.6, 0.9}) {
            const double exact = second_order_fields({T, 0, beta, gamma, 0}).back();
            klb = std::max(klb, std::fabs(klb_field(T, rate) / exact - 1.0));
            whh = std::max(whh, std::fabs(whh_field(T, {rate, 0.0}) / exact - 1.0));
        }
        std::printf("%g %g %g; %.2e %.2e\n", beta, gamma, beta * beta / gamma, whh, klb);
        EXPECT_LT(whh, whh_bound);
        EXPECT_LT(klb, klb_bound);
    }
    // the limit of the scattering theory itself
    for (const double T : {0.01, 0.5, 0.95}) {
        double previous = 1.0;
        for (const double rate : {1e2, 1e4, 1e6}) {
            const double error = std::fabs(klb_field(T, rate) / whh_field(T, {rate, 0.0}) - 1.0);
            EXPECT_LT(error, previous / 30.0);
            previous = error;
        }
        EXPECT_LT(previous, 2e-5);
    }
}

TEST(Formulas, WhhWithoutSpinOrbitScatteringIsThePauliField) {
    for (const double T : {0.01, 0.1, 0.561493, 0.9, 0.999}) {
        EXPECT_NEAR(whh_field(T, {}) / second_order_fields({T, 0, 0, 0, 0}).back(), 1.0, 1e-10);
        EXPECT_NEAR(whh_field(T, {}) / pauli_field(T), 1.0, 1e-11);
    }
    EXPECT_NEAR(pauli_field(1e-3), 0.5, 2e-6);
    EXPECT_NEAR(pauli_field(0.561493), 0.608221, 1e-6);
}

TEST(Formulas, WhhIsTheMatsubaraSumThatItStandsFor) {
    // ln T + sum_n [1/(n + 1/2) - 1/(x + a^2/(x + l))]: x = n + 1/2 + h, with a tail in 1/n
    Random random(12);
    for (int i = 0; i < 40; ++i) {
        const WhhParameters p{i % 2 ? random.logarithmic(1e-2, 30) : 0.0,
                              i % 3 ? random.logarithmic(1e-2, 3) : 0.0};
        const double T = random.uniform(0.2, 0.95), B = random.logarithmic(0.01, 3);
        const double a = B * delta0_over_tc0 / (2.0 * pi * T), h = a * p.orbital_strength;
        const double l = 2.0 / 3.0 * p.spin_orbit_rate * delta0_over_tc0 / (2.0 * pi * T);
        double sum = std::log(T);
        const int terms = 200000;
        for (int n = terms - 1; n >= 0; --n) {
            const double x = n + 0.5 + h;
            sum += 1.0 / (n + 0.5) - 1.0 / (x + a * a / (x + l));
        }
        sum += std::log1p(h / terms) + 0.5 * a * a / (double(terms) * terms);
        EXPECT_NEAR(whh_equation(T, B, p), sum, 1e-9 * (1 + std::fabs(sum)));
    }
}

TEST(Formulas, WhhIsSmoothWhereGammaVanishes) {
    const double rate = 0.9, B = rate / 3.0;  // mu_B B = lambda_SO/2
    for (const double step : {1e-4, 1e-6, 1e-8}) {
        const double below = whh_equation(0.3, B * (1 - step), {rate, 0.1}),
                     above = whh_equation(0.3, B * (1 + step), {rate, 0.1});
        const double at = whh_equation(0.3, B, {rate, 0.1});
        EXPECT_NEAR(0.5 * (below + above), at, 1e-10 + step * step);
    }
}

TEST(Formulas, OrbitalTermAndScatteringActInOppositeDirections) {
    for (const double T : {0.05, 0.5, 0.9}) {
        EXPECT_LT(whh_field(T, {0.5, 1.0}), whh_field(T, {0.5, 0.0}));
        EXPECT_GT(whh_field(T, {0.5, 0.0}), whh_field(T, {0.0, 0.0}));
    }
    // orbital term alone, alpha_M -> 0: B/alpha_M is the pair-breaking rate
    const double strength = 1e6;
    const double h = whh_field(0.4, {0.0, strength}) * strength;
    EXPECT_NEAR(h / critical_pair_breaking(0.4), 1.0, 1e-6);
}

TEST(Formulas, AbrikosovGorkov) {
    EXPECT_NEAR(critical_pair_breaking(1e-5), 0.5, 1e-8);
    // slope at Tc0: rho = (4/pi) k (Tc0 - T)
    EXPECT_NEAR(critical_pair_breaking(1 - 1e-4) / (4.0 / pi * 1e-4 / delta0_over_tc0), 1.0, 1e-3);
}

TEST(Formulas, MaterialsOfTheReview) {
    EXPECT_NEAR(pauli_limit() * delta0(1.0) / bohr_magneton, 1.857, 5e-4) << "T/K";
    // WS2: Tc0 = 1.54 K falls by 5 per cent at 35 T for beta = 20.3 meV
    const double unit = delta0(1.54);
    EXPECT_NEAR(ising_field(0.95, 20.3 / unit) * unit / bohr_magneton, 35.0, 0.7);
    // two readings of one data set: they agree near Tc0 and part ways below
    struct Reading {
        const char* name;
        double tc0, three_halves_rate, beta;
    };
    for (const auto& [name, tc0, klb, beta] :
         {Reading{"MoS2", 7.4, 18.0, 3.4}, Reading{"NbSe2", 3.0, 38.0, 4.1}}) {
        const double e = delta0(tc0);
        std::printf("%s: klb/ising at T/Tc0 =", name);
        for (const double T : {0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98}) {
            const double ratio = klb_field(T, klb / 1.5 / e) / ising_field(T, beta / e);
            std::printf(" %g: %.3f", T, ratio);
            if (T >= 0.9) {
                EXPECT_NEAR(ratio, 1.0, 0.1) << name;
            }
            if (T == 0.01) {
                EXPECT_LT(ratio, 0.9) << name;
            }
        }
        std::printf("\n");
    }
}

TEST(Formulas, MirageGapOfTang) {
    const double Delta[] = {0.957663, 0.837557, 0.661671, 0.465402, 0.282245};
    const double position[] = {7.1344, 7.3246, 7.6400, 8.0724, 8.6054};
    const double width[] = {0.26847, 0.45740, 0.51963, 0.46123, 0.32799};
    for (int i = 0; i < 5; ++i) {
        const MirageGap gap = mirage_gap(Delta[i], i + 1.0, 7.0);
        EXPECT_NEAR(gap.position, position[i], 6e-5);
        EXPECT_NEAR(gap.width, width[i], 6e-6);
        EXPECT_NEAR(gap.approximate_position, gap.position, 0.01 * gap.position);
        EXPECT_NEAR(gap.approximate_width, gap.width, 0.015 * gap.width);
        EXPECT_NEAR(solve_point({0.1, i + 1.0, 7.0, 0, 0}).order_parameter, Delta[i], 1e-6);
    }
    const MirageGap split = mirage_gap(0.7, 0.2, 0.0);  // Zeeman-split BCS
    EXPECT_NEAR(split.position, 0.7, 1e-15);
    EXPECT_NEAR(split.width, 0.4, 1e-15);
}

TEST(Formulas, RashbaGapOfHarms) {
    std::printf("T = 0.01, beta = 7: alpha, B, engine, eq. 3, eq. 4, eq. 5\n");
    for (const double alpha : {0.0, 0.3, 1.0}) {
        for (const double B : {0.5, 2.0, 3.0, 4.0, 5.0}) {
            const double exact = solve_point({0.01, B, 7.0, 0.0, alpha}).order_parameter;
            const RashbaGap gap = rashba_gap(0.01, B, 7.0, alpha);
            std::printf("%g %g %.5f %.5f %.5f %.5f\n", alpha, B, exact, gap.numerical, gap.low_temperature,
                        gap.step);
            const bool collapsed = alpha * B > 0.9 * exact * std::hypot(7.0, alpha);
            if (collapsed) continue;
            EXPECT_NEAR(gap.numerical / exact, 1.0, 0.03) << alpha << ' ' << B;
            EXPECT_NEAR(gap.low_temperature / gap.numerical, 1.0, 0.03) << alpha << ' ' << B;
            EXPECT_NEAR(gap.step / gap.numerical, 1.0, 0.05) << alpha << ' ' << B;
        }
    }
    // exact where alpha and Delta are nothing against W
    const double exact = solve_point({0.3, 20.0, 100.0, 0.0, 1.0}).order_parameter;
    EXPECT_NEAR(rashba_gap(0.3, 20.0, 100.0, 1.0).numerical / exact, 1.0, 1e-4);
    // B = 0 is BCS
    EXPECT_NEAR(rashba_gap(0.5, 0.0, 7.0, 1.0).numerical, solve_point({0.5, 0, 7.0, 0, 1.0}).order_parameter,
                1e-10);
    EXPECT_EQ(rashba_gap(1.0, 1.0, 7.0, 0.3).numerical, 0.0);
    EXPECT_NO_THROW(rashba_gap(0.5, 3.0, 0.01, 0.3));  // far outside: NaN or a number, no failure
}

TEST(Formulas, RashbaGapHoldsWhereverIsingCouplingIsStrong) {
    Random random(13);
    for (int i = 0; i < 300; ++i) {
        const double beta = random.logarithmic(2.0, 100), alpha = i % 4 ? random.logarithmic(1e-3, 10) : 0.0;
        const double T = random.logarithmic(1e-3, 1.2), B = i % 5 ? random.logarithmic(1e-3, 30) : 0.0;
        const RashbaGap gap = rashba_gap(T, B, beta, alpha);
        for (const double Delta : {gap.numerical, gap.low_temperature, gap.step}) {
            EXPECT_GE(Delta, 0.0);
            EXPECT_TRUE(std::isfinite(Delta)) << T << ' ' << B << ' ' << beta << ' ' << alpha;
        }
    }
}

TEST(Formulas, RashbaFieldOfHarms) {
    std::printf("T = 0.01, beta = 7: alpha, exact field, Lambert W, error\n");
    for (const double alpha : {0.1, 0.2, 0.3, 0.5, 0.7, 1.0}) {
        const double exact = critical_fields({0.01, 0, 7.0, 0.0, alpha}).B_c2,
                     formula = rashba_field(7.0, alpha);
        std::printf("%g %.6f %.6f %+.2f %%\n", alpha, exact, formula, 100 * (formula / exact - 1));
        EXPECT_NEAR(formula / exact, 1.0, alpha == 1.0 ? 0.05 : 0.15) << alpha;
        // the equation that it solves
        const double x = formula * formula / 49.0;
        EXPECT_NEAR(alpha * formula / 7.0, std::pow(14.0, -x), 1e-12);
    }
    EXPECT_TRUE(std::isinf(rashba_field(7.0, 0.0)));
    EXPECT_TRUE(std::isnan(rashba_field(0.5, 0.3)));
}

TEST(Formulas, GinzburgLandau) {
    for (const double B : {0.0, 0.2, 0.4}) {
        const double exact = solve_point({0.98, B, 7.0, 0.0, 0.5}).order_parameter;
        const GinzburgLandauGap gap = rashba_ginzburg_landau(0.98, B, 7.0, 0.5);
        EXPECT_NEAR(gap.digamma / exact, 1.0, 0.02) << B;
        EXPECT_NEAR(gap.logarithm / exact, 1.0, 0.04) << B;
    }
    // eq. 15 and eq. 3 share their expansion: the difference vanishes with Tc0 - T
    double previous = 1.0;
    for (const double t : {1e-2, 1e-3, 1e-4}) {
        const double exact = rashba_gap(1 - t, 0.0, 7.0, 0.5).numerical;
        const double error = std::fabs(rashba_ginzburg_landau(1 - t, 0.0, 7.0, 0.5).digamma / exact - 1.0);
        EXPECT_LT(error, 0.15 * previous);
        previous = error;
    }
    EXPECT_EQ(rashba_ginzburg_landau(0.98, 5.0, 7.0, 0.5).digamma, 0.0);
}

TEST(Formulas, RashbaDos) {
    // BCS, normal, gapped
    EXPECT_NEAR(rashba_dos(2.0, 1.0, 0.0, 0.0), 2.0 / std::sqrt(3.0), 1e-14);
    EXPECT_NEAR(rashba_dos(2.0, 0.0, 0.7, 0.0), 1.0, 1e-14);
    EXPECT_EQ(rashba_dos(0.2, 1.0, 0.7, 0.0), 0.0) << "gap D - a";
    // zero energy, a > D: <|y|/sqrt(y^2 - D^2)> = 1, the density of the normal state
    EXPECT_NEAR(rashba_dos(0.0, 0.5, 0.9, 0.0), 1.0, 1e-10);
    // against a broadened evaluation, away from the edges; and the same integral over energy as in the normal
    // state
    for (const double a : {0.3, 0.9, 1.4})
        for (const double energy : {0.03, 0.55, 0.8, 1.17, 2.0, 3.1}) {
            // analytic in eta away from the edges: one step of Richardson
            const double one = rashba_dos(energy, 1.0, a, 1e-3), two = rashba_dos(energy, 1.0, a, 2e-3);
            EXPECT_NEAR(2.0 * one - two, rashba_dos(energy, 1.0, a, 0.0), 3e-4) << a << ' ' << energy;
        }
    double states = 0.0;
    const int n = 40000;
    for (int i = 0; i < n; ++i)
        states += (rashba_dos(200.0 * (i + 0.5) / n, 1.0, 0.6, 0.0) - 1.0) * 200.0 / n;
    EXPECT_NEAR(states, -0.5 / 200.0, 2e-3) << "states are moved, not lost";
}

}  // namespace
