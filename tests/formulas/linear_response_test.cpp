#include "mirage/formulas/linear_response.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>
#include <Eigen/Dense>

#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "mirage/model/constants.hpp"
#include "mirage/numeric/constants.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;
using std::numbers::pi;

double first_frequency(double T) { return 2.0 * pi * T / delta0_over_tc0; }

/// (omega + M)^-1 of the header.
Eigen::Matrix3d resolvent(double omega, double B, double beta, const PairRelaxation& r) {
    Eigen::Matrix3d m;
    m << omega + r.singlet, B, 0.0, -B, omega + r.triplet, beta, 0.0, -beta, omega + r.valley;
    return m.inverse();
}

/// The sums term by term; the rest from the expansion of the kernels in 1/omega, by Euler and Maclaurin.
LinearResponse summed(double T, double B, double beta, const PairRelaxation& r) {
    const double q = first_frequency(T);
    const auto terms = static_cast<int>(2e5 + 300.0 * (B + beta + r.singlet + r.triplet + r.valley) / q);
    long double singlet = 0.0, valley = 0.0, mixed = 0.0;
    for (int n = terms - 1; n >= 0; --n) {
        const double omega = q * (n + 0.5);
        const Eigen::Matrix3d k = resolvent(omega, B, beta, r);
        singlet += static_cast<long double>(q) * (1.0L / omega - k(0, 0));
        valley += static_cast<long double>(q) * (1.0L / omega - k(2, 2));
        mixed -= static_cast<long double>(q) * k(0, 2);
    }
    // integral from W: 1/omega - K_11 = a/omega^2 - (a^2 - B^2)/omega^3, K_13 = B beta/omega^3
    const double W = q * terms;
    const auto rest = [W](double a, double square) { return a / W - (a * a - square) / (2.0 * W * W); };
    return {static_cast<double>(singlet) + rest(r.singlet, B * B),
            static_cast<double>(valley) + rest(r.valley, beta * beta),
            static_cast<double>(mixed) - B * beta / (2.0 * W * W)};
}

ScatteringRates random_rates(Random& random) {
    const auto some = [&] { return random.uniform(0, 1) < 0.4 ? 0.0 : random.logarithmic(1e-3, 3.0); };
    return {some(), some(), some(), some(), some(), some()};
}

TEST(LinearResponse, DigammaSumsAreTheSumsOverMatsubaraFrequencies) {
    Random random(3);
    double worst = 0.0;
    for (int i = 0; i < 25; ++i) {
        const double T = random.logarithmic(0.03, 0.99), B = random.logarithmic(0.05, 10),
                     beta = i % 5 ? random.logarithmic(0.05, 20) : 0.0;
        const PairRelaxation r = pair_relaxation(random_rates(random), random.uniform(0, 2));
        const LinearResponse closed = linear_response(T, B, beta, r), sum = summed(T, B, beta, r);
        for (const double error :
             {closed.singlet - sum.singlet, closed.valley - sum.valley, closed.mixed - sum.mixed})
            worst = std::max(worst, std::fabs(error));
        EXPECT_NEAR(closed.singlet, sum.singlet, 1e-9);
        EXPECT_NEAR(closed.valley, sum.valley, 1e-9);
        EXPECT_NEAR(closed.mixed, sum.mixed, 1e-9);
    }
    std::printf("closed sums against term by term: %.1e\n", worst);
}

TEST(LinearResponse, TheKernelIsTheFirstEntryOfTheResolvent) {
    Random random(4);
    for (int i = 0; i < 200; ++i) {
        const PairRelaxation r = pair_relaxation(random_rates(random), 1.0);
        const double omega = random.logarithmic(1e-3, 30), B = random.logarithmic(0.01, 10),
                     beta = random.logarithmic(0.01, 30);
        EXPECT_NEAR(linear_kernel(omega, B, beta, r) / resolvent(omega, B, beta, r)(0, 0), 1.0, 1e-11);
    }
}

/// Where roots of the cubic meet the closed form has no residues; the sums are smooth there.
TEST(LinearResponse, CoincidingRootsAreNoException) {
    // beta = 0: roots of (z + a)(z + b) + B^2 meet at b - a = 2 B; the third at -c wherever it lies
    const double T = 0.2, B = 0.4, c = 0.9;
    for (const double third : {c, 0.4, 0.0}) {
        const PairRelaxation meet{0.0, 0.8, third};
        const LinearResponse at = linear_response(T, B, 0.0, meet), sum = summed(T, B, 0.0, meet);
        EXPECT_NEAR(at.singlet, sum.singlet, 1e-9);
        EXPECT_NEAR(at.valley, sum.valley, 1e-9);
        for (const double step : {1e-3, 1e-6, 1e-9, 1e-12}) {
            const double below = linear_response(T, B, 0.0, {0.0, 0.8 - step, third}).singlet,
                         above = linear_response(T, B, 0.0, {0.0, 0.8 + step, third}).singlet;
            EXPECT_NEAR(0.5 * (below + above), at.singlet, 2e-13 + step * step);
        }
    }
    // three at once: z^3 + c z^2 + (beta^2 + B^2) z + B^2 c = (z + s)^3 for c = 3 s, beta^2 = 8/3 s^2, B^2 =
    // s^2/3
    for (const double Tc : {0.003, 0.1, 0.9}) {
        const double s = 0.7, triple_B = s / std::sqrt(3.0), triple_beta = s * std::sqrt(8.0 / 3.0);
        const LinearResponse at = linear_response(Tc, triple_B, triple_beta, {0.0, 0.0, 3.0 * s});
        const double below =
                         linear_response(Tc, triple_B * (1 - 1e-5), triple_beta, {0.0, 0.0, 3.0 * s}).singlet,
                     above =
                         linear_response(Tc, triple_B * (1 + 1e-5), triple_beta, {0.0, 0.0, 3.0 * s}).singlet;
        EXPECT_NEAR(0.5 * (below + above), at.singlet, 1e-9);
        if (Tc > 0.05) {
            EXPECT_NEAR(at.singlet, summed(Tc, triple_B, triple_beta, {0, 0, 3.0 * s}).singlet, 1e-9);
        }
    }
}

TEST(LinearResponse, WithoutFieldTheSingletAndTheTripletPart) {
    const PairRelaxation r{0.1, 0.3, 0.7};
    for (const double beta : {0.0, 2.0}) {
        const LinearResponse none = linear_response(0.3, 0.0, beta, r),
                             little = linear_response(0.3, 1e-7, beta, r);
        EXPECT_NEAR(none.singlet, little.singlet, 1e-12);
        EXPECT_NEAR(none.valley, little.valley, 1e-12);
        EXPECT_NEAR(none.mixed, little.mixed, 1e-6);
    }
}

TEST(PairBreakingField, OfPotentialScatteringIsTheEngine) {
    Random random(5);
    for (int i = 0; i < 200; ++i) {
        const double T = random.logarithmic(2e-3, 0.99), beta = random.logarithmic(0.05, 50),
                     gamma = random.logarithmic(0.01, 10);
        EXPECT_NEAR(pair_breaking_field(T, beta, isotropic_rates(gamma, 0, 0)) /
                        supercooling_field({T, 0, beta, gamma, 0}),
                    1.0, 1e-10)
            << T << ' ' << beta << ' ' << gamma;
    }
}

/// lambda_SO pi k Tc0 = 4 Gamma_so/3 = 2 hbar/(3 tau_SO): Werthamer, Helfand and Hohenberg exactly, and the
/// formula of Klemm, Luther and Beasley where scattering is strong.
TEST(PairBreakingField, OfSpinOrbitScatteringIsThatOfWerthamerHelfandAndHohenberg) {
    for (const double T : {0.01, 0.3, 0.9}) {
        for (const double rate : {0.1, 1.0, 10.0})
            EXPECT_NEAR(
                pair_breaking_field(T, 0.0, isotropic_rates(0.4, 0, rate)) / whh_field(T, {2.0 * rate, 0.0}),
                1.0, 1e-10);
        EXPECT_NEAR(pair_breaking_field(T, 0.0, isotropic_rates(0, 0, 1e6)) / klb_field(T, 2e6), 1.0, 1e-5);
    }
}

/// Orbital pair breaking alone: 2 Gamma_o at the field of Abrikosov and Gor'kov.
TEST(PairBreakingField, OfOrbitalMotionAloneIsTheCriticalRate) {
    for (const double T : {0.1, 0.5, 0.9}) {
        const double strength = 1e5;  // Zeeman energy of no account
        const double B = pair_breaking_field(T, 0.0, isotropic_rates(0, 0, 0, strength));
        EXPECT_NEAR(2.0 * strength * B * B / critical_pair_breaking(T), 1.0, 1e-4);
    }
}

TEST(PairBreakingField, MagneticImpuritiesLowerTheCriticalTemperatureToZeroAtAQuarterOfTheGap) {
    EXPECT_EQ(pair_breaking_temperature(isotropic_rates(1, 0.25, 1)), 0.0);
    EXPECT_GT(pair_breaking_temperature(isotropic_rates(1, 0.249, 1)), 0.0);
    const double Tc = pair_breaking_temperature(isotropic_rates(0, 0.1, 0));
    EXPECT_NEAR(critical_pair_breaking(Tc), 0.2, 1e-10);
    EXPECT_EQ(pair_breaking_field(Tc * 1.0001, 7.0, isotropic_rates(0, 0.1, 0)), 0.0);
    EXPECT_GT(pair_breaking_field(Tc * 0.99, 7.0, isotropic_rates(0, 0.1, 0)), 0.1);
}

/// With the field along x only impurity spins along it relax the odd-frequency triplet.
TEST(PairBreakingField, TheComponentAlongTheFieldAloneRelaxesTheTriplet) {
    const PairRelaxation along = pair_relaxation({0, 0.1, 0, 0, 0, 0}, 0),
                         across = pair_relaxation({0, 0, 0.1, 0, 0, 0}, 0);
    EXPECT_EQ(along.singlet, across.singlet);
    EXPECT_EQ(along.valley, across.valley);
    EXPECT_EQ(along.triplet, 0.2);
    EXPECT_EQ(across.triplet, 0.0);
    // spins along the field leave less of it to break pairs
    EXPECT_GT(pair_breaking_field(0.3, 3.0, {0, 0.1, 0, 0, 0, 0}),
              pair_breaking_field(0.3, 3.0, {0, 0, 0.1, 0, 0, 0}));
}

TEST(PairBreakingField, NoNumberNoField) {
    EXPECT_TRUE(std::isnan(pair_breaking_field(0.5, quiet_nan, {})));
    EXPECT_TRUE(std::isnan(pair_breaking_field(0.5, 1.0, isotropic_rates(quiet_nan, 0, 0))));
}

}  // namespace
