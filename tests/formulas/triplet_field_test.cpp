#include "mirage/formulas/triplet_field.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/numeric/constants.hpp"
#include "numeric/roots.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::number;
using mirage_test::Random;

TEST(TripletField, OfTheTable) {
    constexpr double tolerance = 1e-8;  // of tests/data/triplet_field.csv, relative
    double worst = 0.0;
    for (const auto& row : mirage_test::read_table("triplet_field.csv")) {
        const double T = number(row, 0), beta = number(row, 1), T_t = number(row, 3);
        const ScatteringRates rates = isotropic_rates(number(row, 2), 0, 0);
        const double B = triplet_field(T, beta, T_t, rates);
        EXPECT_EQ(std::isinf(B), number(row, 5) == 1.0) << T << ' ' << beta << ' ' << T_t;
        if (std::isinf(B)) continue;
        EXPECT_NEAR(B / number(row, 4), 1.0, tolerance)
            << T << ' ' << beta << ' ' << rates.potential << ' ' << T_t;
        worst = std::max(worst, std::fabs(B / number(row, 4) - 1.0));
    }
    std::printf("triplet_field.csv: %.1e\n", worst);
}

TEST(TripletField, OfACleanMaterialSolvesTheClosedDeterminant) {
    Random random(6);
    for (int i = 0; i < 100; ++i) {
        const double T_t = random.logarithmic(1e-4, 0.8), T = random.uniform(1.05 * T_t, 0.98),
                     beta = random.logarithmic(0.1, 40);
        const double B = triplet_field(T, beta, T_t);
        EXPECT_NEAR(triplet_determinant(T, B, beta, T_t), 0.0, 1e-9) << T << ' ' << beta << ' ' << T_t;
        EXPECT_LT(triplet_instability(T, 0.99 * B, beta, T_t, {}), 0.0);
        EXPECT_GT(triplet_instability(T, 1.01 * B, beta, T_t, {}), 0.0);
    }
}

TEST(TripletField, WithoutTheChannelThatOfTheSinglet) {
    const ScatteringRates rates = isotropic_rates(0.3, 0.02, 0.1, 0.01);
    for (const double T : {0.05, 0.4, 0.8}) {
        EXPECT_NEAR(triplet_field(T, 3.0, 0.0, rates) / pair_breaking_field(T, 3.0, rates), 1.0, 1e-11);
        EXPECT_NEAR(triplet_field(T, 7.0, 0.0) / ising_field(T, 7.0), 1.0, 1e-11);
        EXPECT_NEAR(triplet_field(T, 7.0, 1e-12) / ising_field(T, 7.0), 1.0, 0.2) << "logarithmically slow";
    }
}

/// The combination (beta Delta + B eta)/W is not broken: T_t is what T_c falls to.
TEST(TripletTemperature, FallsToThatOfTheTriplet) {
    EXPECT_NEAR(triplet_temperature(10, 7, 0.1), 0.28672, 1e-5);
    EXPECT_NEAR(triplet_temperature(100, 7, 0.1), 0.10162, 1e-5);
    EXPECT_NEAR(triplet_temperature(1000, 7, 0.1), 0.10001, 1e-5);
    EXPECT_NEAR(triplet_temperature(1e6, 7, 0.1), 0.1, 1e-9);
    EXPECT_NEAR(triplet_temperature(0, 7, 0.1), 1.0, 1e-9);
    for (const double B : {0.1, 3.0, 50.0})
        EXPECT_NEAR(triplet_temperature(B, 7, 1.0), 1.0, 1e-9) << "equal channels";
}

TEST(TripletTemperature, IsTheInverseOfTheField) {
    for (const double T : {0.2, 0.5, 0.9})
        for (const double gamma : {0.0, 0.2}) {
            const ScatteringRates rates = isotropic_rates(gamma, 0.01, 0);
            EXPECT_NEAR(triplet_temperature(triplet_field(T, 5, 0.1, rates), 5, 0.1, rates), T, 1e-8);
        }
}

TEST(TripletField, DisorderDestroysTheHighFieldTriplet) {
    // 0.8819 k T_t, in Delta0: T_t/2
    EXPECT_TRUE(std::isinf(triplet_field(0.01, 20, 0.1, isotropic_rates(0.048, 0, 0))));
    EXPECT_TRUE(std::isfinite(triplet_field(0.01, 20, 0.1, isotropic_rates(0.051, 0, 0))));
    EXPECT_EQ(high_field_temperature(0.1, isotropic_rates(0.05, 0, 0)), 0.0);
    EXPECT_EQ(high_field_temperature(0.1, {}), 0.1);
    EXPECT_EQ(high_field_temperature(0.1, isotropic_rates(0, 0, 0, 1e-3)), 0.0) << "orbital";
    const double T = high_field_temperature(0.3, isotropic_rates(0.05, 0.01, 0.02));
    EXPECT_TRUE(std::isinf(triplet_field(0.99 * T, 5, 0.3, isotropic_rates(0.05, 0.01, 0.02))));
    const double B = triplet_field(1.01 * T, 5, 0.3, isotropic_rates(0.05, 0.01, 0.02));
    EXPECT_TRUE(std::isfinite(B));
    EXPECT_GT(B, 10.0);
    // B = 0: the Ising coupling alone forbids it
    EXPECT_GT(std::log(0.05 / 0.3) + linear_response(0.05, 0.0, 3.0, {}).valley, 0.0);
    EXPECT_LT(std::log(0.05 / 0.3) + linear_response(0.05, 0.0, 0.1, {}).valley, 0.0);
}

TEST(TripletField, ClosedFormsOfStrongIsingCoupling) {
    EXPECT_NEAR(strong_ising_triplet_field(0.5, 7, 0.1), 6.1416, 1e-4);
    EXPECT_NEAR(triplet_field(0.5, 7, 0.1), 6.1422, 1e-4);
    EXPECT_NEAR(triplet_field(0.5, 7, 0.0), 3.5148, 1e-4);
    EXPECT_NEAR(strong_ising_triplet_field(0.8, 20, 0.1), 8.3156, 1e-4);
    EXPECT_NEAR(triplet_field(0.8, 20, 0.1), 8.3159, 1e-4);
    EXPECT_TRUE(std::isinf(strong_ising_triplet_field(0.1, 7, 0.1)));
    for (const double T : {0.2, 0.5, 0.9}) {
        const double B = strong_ising_triplet_field(T, 20, 0.1);
        EXPECT_NEAR(strong_ising_triplet_temperature(B, 20, 0.1), T, 1e-12) << "the same equation";
        EXPECT_NEAR(strong_ising_triplet_field(T, 100, 0.0) / ising_field(T, 100), 1.0, 1e-3);
    }
}

/// A fit near Tc0 that leaves the channel out: beta*^2/ln(2 beta*) = beta^2 (1/l + 1/L).
TEST(TripletField, AFitWithoutTheChannelFindsTooLargeACoupling) {
    const double beta = 7, T_t = 0.01, T = 0.9999, B = triplet_field(T, beta, T_t);
    // the coupling of the Ising formula through the same point
    const Root fitted = root_between([=](double b) { return ising_field(T, b) - B; }, beta, 2.0 * beta, 50);
    const double l = std::log(2 * beta), L = -std::log(T_t), star = std::log(2 * fitted.at);
    const double expected = beta * std::sqrt(star * (1 / l + 1 / L));
    std::printf("beta* = %.4f beta, estimate %.4f\n", fitted.at / beta, expected / beta);
    EXPECT_NEAR(fitted.at / expected, 1.0, 3e-3);
    EXPECT_GT(fitted.at, 1.25 * beta);
}

TEST(TripletField, NoNumberNoField) {
    EXPECT_TRUE(std::isnan(triplet_field(0.5, quiet_nan, 0.1)));
    EXPECT_TRUE(std::isnan(triplet_field(0.5, 7, quiet_nan)));
    EXPECT_TRUE(std::isnan(triplet_temperature(quiet_nan, 7, 0.1)));
    EXPECT_TRUE(std::isnan(strong_ising_triplet_field(0.5, 0.4, 0.1)));
}

}  // namespace
