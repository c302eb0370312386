#include "propagator/clean_valleys.hpp"

#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include "propagator/material_newton.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

MaterialModel random_model(Random& random, int turn) {
    MaterialModel m;
    m.Delta = random.logarithmic(1e-6, 1.5);
    m.eta = turn % 4 ? random.uniform(-1.0, 1.0) : 0.0;
    m.B_x = turn % 5 ? random.logarithmic(1e-2, 20.0) : 0.0;
    m.pocket[0].beta = turn % 7 ? random.logarithmic(1e-2, 50.0) : 0.0;
    m.pocket[0].triplet = turn % 3 ? 1.0 : 0.0;
    return m;
}

/// By the six coordinates of any field in the plane.
MaterialTerms<double> general_terms_of(double omega, const MaterialModel& m) {
    const auto f = std::make_unique<MaterialFrequency<double, InPlaneField>>();
    const auto response = std::make_unique<MaterialResponse<double, InPlaneField>>();
    f->layout = unknown_layout<InPlaneField>(m);
    set_bare(f->bare, omega, m);
    return solve_material_frequency(*f, m, 1e-13, 1, *response);
}

TEST(CleanValleys, ThoseOfAnyFieldInThePlane) {
    Random random(71);
    for (int turn = 0; turn < 3000; ++turn) {
        const MaterialModel m = random_model(random, turn);
        const double omega = random.logarithmic(1e-2, 100.0), scale = 1.0 / omega;
        ASSERT_TRUE(is_clean_pair_of_valleys(m));
        const MaterialTerms<double> found = clean_valleys_terms(omega, m), t = general_terms_of(omega, m);
        EXPECT_NEAR(found.F, t.F, 1e-12 * std::fabs(t.F) + 1e-13 * std::fabs(m.eta));
        EXPECT_NEAR(found.Ft, t.Ft, 1e-12);
        // the six coordinates form (beta Delta + h eta)^2 term by term: what cancels there they lose
        const double beta = m.pocket[0].beta, D = m.Delta * m.pocket[0].chi, Y = m.eta * m.pocket[0].triplet;
        const double squares = beta * beta * D * D + m.B_x * m.B_x * Y * Y,
                     fields = beta * beta + m.B_x * m.B_x + omega * omega;
        EXPECT_NEAR(found.phi, t.phi, 1e-12 * t.phi + 1e-15 * squares / (fields * omega));
        EXPECT_NEAR(found.G, t.G, 1e-12);
        EXPECT_NEAR(found.one_minus_g0, t.one_minus_g0, 1e-12);
        EXPECT_NEAR(found.F_D, t.F_D, 1e-11 * scale);
        EXPECT_NEAR(found.F_eta, t.F_eta, 1e-11 * scale);
        EXPECT_NEAR(found.Ft_eta, t.Ft_eta, 1e-11 * scale);
        EXPECT_NEAR(found.F_B, t.F_B, 1e-11 * scale);
        EXPECT_NEAR(found.Ft_B, t.Ft_B, 1e-11 * scale);
        EXPECT_NEAR(found.F_omega, t.F_omega, 1e-11 * scale);
        EXPECT_NEAR(found.Ft_omega, t.Ft_omega, 1e-11 * scale);
        EXPECT_NEAR(found.g0_omega, t.g0_omega, 1e-11 * scale);
        EXPECT_NEAR(found.lowest_g0, 1.0 - found.one_minus_g0, 1e-14);
    }
}

TEST(CleanValleys, WithoutFieldsBothChannelsAreAlike) {
    // r = sqrt(omega^2 + Delta^2 + eta^2)
    MaterialModel m;
    m.Delta = 0.4, m.eta = 0.3, m.pocket[0].triplet = 1.0;
    for (const double omega : {1e-3, 0.1, 1.0, 100.0}) {
        const MaterialTerms<double> t = clean_valleys_terms(omega, m);
        const double r = std::sqrt(omega * omega + 0.25);
        EXPECT_NEAR(t.F * r / m.Delta, 1.0, 1e-14);
        EXPECT_NEAR(t.Ft * r / m.eta, 1.0, 1e-14);
        EXPECT_NEAR(t.phi * (r + omega) / 0.25, 1.0, 1e-14);
        EXPECT_NEAR(t.one_minus_g0 * r * (r + omega) / 0.25, 1.0, 1e-14);
        EXPECT_NEAR(t.g0_omega * std::pow(r, 3) / 0.25, 1.0, 1e-13);
    }
}

TEST(CleanValleys, NothingElse) {
    const MaterialModel clean;
    EXPECT_TRUE(is_clean_pair_of_valleys(clean));
    const auto with = [&](auto change) {
        MaterialModel m = clean;
        change(m);
        return is_clean_pair_of_valleys(m);
    };
    EXPECT_FALSE(with([](MaterialModel& m) { m.pocket[0].alpha = 0.1; }));
    EXPECT_FALSE(with([](MaterialModel& m) { m.pocket_count = 2; }));
    EXPECT_FALSE(with([](MaterialModel& m) { m.pocket[0].form = SpinOrbitForm::cos3phi; }));
    EXPECT_FALSE(with([](MaterialModel& m) { m.B_z = 0.1; }));
    EXPECT_FALSE(with([](MaterialModel& m) { m.even[0][0] = 0.1; }));
    EXPECT_FALSE(with([](MaterialModel& m) { m.orbital_B = 0.1; }));
}

}  // namespace
