#include "mirage/formulas/abrikosov_gorkov.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include <gtest/gtest.h>

#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/model/constants.hpp"
#include "mirage/numeric/constants.hpp"
#include "mirage/spectra/retarded_spectrum.hpp"

namespace {

using namespace mirage;

TEST(AbrikosovGorkov, TemperatureAndCriticalRateAreInverse) {
    for (const double T : {1e-3, 0.1, 0.5, 0.9, 0.999})
        EXPECT_NEAR(abrikosov_gorkov_temperature(critical_pair_breaking(T)) / T, 1.0, 1e-9) << T;
    EXPECT_EQ(abrikosov_gorkov_temperature(0.0), 1.0);
    EXPECT_EQ(abrikosov_gorkov_temperature(0.5), 0.0);
    EXPECT_GT(abrikosov_gorkov_temperature(0.4999), 0.0);
    // a channel with a critical temperature of its own: 0.8819 k T0 kills it
    EXPECT_EQ(abrikosov_gorkov_temperature(0.05, 0.1), 0.0);
    EXPECT_NEAR(0.5 * delta0_over_tc0, 0.8819, 1e-4);
    EXPECT_NEAR(abrikosov_gorkov_temperature(0.02, 0.1), 0.1 * abrikosov_gorkov_temperature(0.2), 1e-14);
}

/// -dT/da = pi/4 at Tc0.
TEST(AbrikosovGorkov, InitialSlope) {
    const double rate = 1e-6;
    EXPECT_NEAR(
        (1.0 - abrikosov_gorkov_temperature(rate)) / (rate * delta0_over_tc0 * std::numbers::pi / 4.0), 1.0,
        1e-5);
}

TEST(InterpocketTemperature, OnlyTheVarianceOfTheGapIsBroken) {
    EXPECT_EQ(interpocket_temperature(1.0, 5.0), 1.0) << "Anderson";
    EXPECT_EQ(interpocket_temperature(-1.0, 5.0), 1.0) << "Anderson, whatever the sign";
    EXPECT_NEAR(interpocket_temperature(0.0, 0.2), abrikosov_gorkov_temperature(0.2), 1e-14);
    EXPECT_EQ(interpocket_temperature(0.0, 0.6), 0.0);
    // never destroyed where the mean is not 0: a power law for strong scattering, T = (0.8819 k T/gamma)^...
    for (const double gamma : {1.0, 10.0, 1e3}) {
        const double T = interpocket_temperature(0.9, gamma);
        EXPECT_GT(T, 0.0);
        EXPECT_LT(T, 1.0);
    }
    // ln(1/T) = (1 - m^2)/m^2 ln(gamma/0.5 Delta0) to leading order
    const double slope =
        std::log(interpocket_temperature(0.9, 1e3) / interpocket_temperature(0.9, 1e5)) / std::log(100.0);
    EXPECT_NEAR(slope, 0.19 / 0.81, 1e-4);
}

/// The equation, differentiated: the sum over Matsubara frequencies with K = m^2/omega + (1 - m^2)/(omega +
/// gamma).
TEST(InterpocketTemperature, SolvesTheGapEquation) {
    const double m = 0.8, gamma = 0.3, T = interpocket_temperature(m, gamma);
    const double q = 2.0 * std::numbers::pi * T / delta0_over_tc0, weight = 1 - m * m;
    double sum = std::log(T);
    const int terms = 2000000;
    for (int n = terms - 1; n >= 0; --n) {
        const double omega = q * (n + 0.5);
        sum += q * weight * (1.0 / omega - 1.0 / (omega + gamma));
    }
    sum += weight * std::log1p(gamma / (q * terms));
    EXPECT_NEAR(sum, 0.0, 1e-10);
}

TEST(PairBreakingG0, SolvesItsEquationAndIsBcsWithoutPairBreaking) {
    for (const double omega : {1e-6, 0.1, 1.0, 30.0})
        EXPECT_NEAR(pair_breaking_g0({0.8, 0.0}, omega).real(), omega / std::hypot(omega, 0.8), 1e-10);
    for (const double rate : {0.1, 0.7, 0.8, 1.5}) {
        for (const std::complex<double> omega :
             {std::complex<double>(0.3, 0.0), {1e-3, -0.2}, {1e-3, -0.9}, {1e-6, -2.0}}) {
            const std::complex<double> g0 = pair_breaking_g0({0.8, rate}, omega),
                                       F = std::sqrt(1.0 - g0 * g0);
            // g0/F = u with Re F >= 0 on the Matsubara axis; either root of the square serves the equation
            const auto residual = [&](std::complex<double> f) {
                return std::abs(g0 / f * (0.8 - rate * f) - omega);
            };
            EXPECT_LT(std::min(residual(F), residual(-F)), 1e-8 * (1 + std::abs(omega)));
            EXPECT_GT(g0.real(), 0.0);
        }
    }
}

TEST(PairBreakingG0, TheDensityOfStatesOpensAtTheGapEdge) {
    for (const double rate : {0.05, 0.3, 0.6}) {
        const double edge = pair_breaking_gap_edge({0.8, rate});
        EXPECT_LT(pair_breaking_g0({0.8, rate}, {1e-9, -edge * 0.999}).real(), 1e-6);
        // like a square root
        const double near = pair_breaking_g0({0.8, rate}, {1e-9, -edge * 1.0001}).real(),
                     far = pair_breaking_g0({0.8, rate}, {1e-9, -edge * 1.0004}).real();
        EXPECT_GT(near, 1e-3);
        EXPECT_NEAR(far / near, 2.0, 0.02);
    }
    EXPECT_EQ(pair_breaking_gap_edge({0.8, 0.8}), 0.0);
    // gapless: N(0) = sqrt(1 - (D/a)^2)
    EXPECT_NEAR(pair_breaking_g0({0.8, 1.0}, {1e-9, 0.0}).real(), 0.6, 1e-6);
}

TEST(StrongIsing, TheEngineFollowsTheMap) {
    std::printf(
        "beta = 20, B = 8, Delta = 1, omega = 0.3: Gamma, engine, map, relative difference over "
        "Gamma/beta\n");
    for (const double gamma : {1.0, 3.0, 6.0}) {
        const double engine = retarded_amplitudes({1.0, 8.0, 20.0, gamma, 0.0}, {{0.3, 0.0}})[0].g0.real();
        const double map = pair_breaking_g0(strong_ising_state(1.0, 8.0, 20.0, gamma), 0.3).real();
        const double error = (map / engine - 1.0) / (gamma / 20.0);
        std::printf("%g %.5f %.5f %.3f\n", gamma, engine, map, error);
        EXPECT_NEAR(map / engine, 1.0, 0.02 * gamma / 20.0);
        if (gamma == 1.0) {
            EXPECT_NEAR(engine, 0.35134, 1e-5);
            EXPECT_NEAR(map, 0.35138, 1e-5);
        }
        if (gamma == 3.0) {
            EXPECT_NEAR(engine, 0.46900, 1e-5);
            EXPECT_NEAR(map, 0.47010, 1e-5);
        }
    }
}

TEST(StrongIsing, TheGapClosesWhereScatteringTimesFieldSquaredIsTheGap) {
    const double line = gapless_scattering_rate(1.0, 8.0, 20.0);
    EXPECT_NEAR(line, 6.73, 5e-3);
    const PairBreakingState at = strong_ising_state(1.0, 8.0, 20.0, line);
    EXPECT_NEAR(at.rate / at.gap, 1.0, 1e-14);
    // of the engine between 6.6 and 6.9
    const auto dos = [](double gamma) {
        return retarded_amplitudes({1.0, 8.0, 20.0, gamma, 0.0}, {{1e-6, 0.0}})[0].dos();
    };
    EXPECT_LT(dos(6.6), 1e-3);
    EXPECT_GT(dos(6.9), 0.05);
}

TEST(StrongIsing, ATripletOrderParameterChangesTheGapAlone) {
    const PairBreakingState none = strong_ising_state(0.9, 5.0, 10.0, 0.3),
                            some = strong_ising_state(0.9, 5.0, 10.0, 0.3, 0.2);
    EXPECT_NEAR(some.gap - none.gap, 0.2 * 5.0 / std::hypot(5.0, 10.0), 1e-14);
    EXPECT_EQ(some.rate, none.rate);
}

}  // namespace
