#include "propagator/retarded_material.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "material_reference.hpp"
#include "material_run.hpp"
#include "mirage/spectra/retarded_spectrum.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Matrix4;
using mirage_test::Random;
using mirage_test::ReferenceForm;
using std::complex;

/// Of the two valleys against the engine of the two-valley model.
void expect_equal(const PocketAmplitudes& a, const RetardedAmplitudes& b, double error) {
    EXPECT_NEAR(std::abs(a.g0 - b.g0), 0.0, error);
    EXPECT_NEAR(std::abs(a.F - b.F), 0.0, error);
    EXPECT_NEAR(std::abs(a.G - b.G), 0.0, error);
    EXPECT_NEAR(std::abs(a.fx - b.fx), 0.0, error);
    EXPECT_NEAR(std::abs(a.fy - b.fy), 0.0, error);
    EXPECT_NEAR(std::abs(a.g0_slope - b.g0_slope), 0.0, error * (1.0 + 1e2 * std::abs(b.g0_slope)));
}

TEST(RetardedMaterial, TwoValleyModel) {
    Random random(31);
    for (int k = 0; k < 200; ++k) {
        PairingModel m{random.uniform(0.05, 1.2), random.uniform(0, 5), random.uniform(0, 9),
                       k % 4 ? random.uniform(0, 2) : 0.0, k % 2 ? random.uniform(0, 1) : 0.0};
        const complex<double> omega(random.logarithmic(1e-6, 1e-1), -random.uniform(0, 12));
        const RetardedAmplitudes exact = retarded_amplitudes(m, {omega}).front();
        Material material;
        material.gamma_intra = 0.5 * m.gamma;
        m.material = &material;
        const RetardedMaterial found = solve_retarded_material(material_model(m), omega);
        ASSERT_TRUE(found.solved) << k;
        SCOPED_TRACE(k);
        const double scale = std::max(1.0, std::abs(exact.g0));
        expect_equal(found.pocket[0], exact, 1e-8 * scale * scale);
    }
}

TEST(RetardedMaterial, WithoutSpinOrbitCouplingEveryDirectionOfTheFieldIsTheSame) {
    Random random(32);
    for (int k = 0; k < 50; ++k) {
        PairingModel m{random.uniform(0.05, 1.2), random.uniform(0, 2), 0.0, random.uniform(0, 2), 0.0};
        const complex<double> omega(random.logarithmic(1e-4, 1e-1), -random.uniform(0, 3));
        const RetardedAmplitudes exact = retarded_amplitudes(m, {omega}).front();
        Material material;
        material.gamma_intra = 0.5 * m.gamma;
        material.theta = random.uniform(0.1, 1.5);
        m.material = &material;
        const RetardedMaterial found = solve_retarded_material(material_model(m), omega);
        ASSERT_TRUE(found.solved) << k;
        expect_equal(found.pocket[0], exact, 1e-8 * std::max(1.0, std::abs(exact.g0)));
    }
}

/// A material with every channel.
struct Case {
    PairingModel model;
    Material material;
};

Case random_case(Random& random, double theta) {
    Case c;
    c.model = {random.uniform(0.3, 1.2), random.uniform(0.5, 4), random.uniform(1, 7),
               random.uniform(0.1, 0.8), random.uniform(0, 1)};
    c.model.eta = random.uniform(-0.3, 0.3);
    c.material.gamma_intra = random.uniform(0, 1) * c.model.gamma;
    c.material.gamma_pocket = random.uniform(0, 0.4);
    c.material.gamma_magnetic = random.uniform(0, 0.2);
    c.material.gamma_spin_orbit = random.uniform(0, 0.4);
    c.material.orbital = random.uniform(0, 0.02);
    c.material.orbital_perpendicular = random.uniform(0, 0.05);
    c.material.theta = theta;
    c.material.T_triplet = 0.1;
    Pocket pocket;
    pocket.share = random.uniform(0.2, 0.6), pocket.beta = random.uniform(0.5, 5);
    pocket.alpha = random.uniform(0, 1), pocket.gap = random.uniform(-0.5, 1);
    c.material.pockets = {pocket};
    return c;
}

/// The same for the slow reference: K, K', Gamma, with the rates as Material says.
mirage_test::ReferenceMaterial reference_of(const Case& c, int directions) {
    const MaterialModel model = material_model(c.model);
    const Pocket& gamma = c.material.pockets[0];
    const double n = gamma.share, valley = 0.5 * (1.0 - n), t = 1.0 / std::sqrt(1.0 - n);
    const double chi = 1.0 / std::sqrt(1.0 - n + n * gamma.gap * gamma.gap), D = c.model.Delta,
                 eta = c.model.eta;
    const double intra = c.material.gamma_intra, inter = c.model.gamma - intra,
                 between = c.material.gamma_pocket;
    mirage_test::ReferenceMaterial r;
    r.pockets = {{valley, chi * D, t * eta,
                  mirage_test::circle(c.model.alpha, c.model.beta, ReferenceForm::constant, directions)},
                 {valley, chi * D, -t * eta,
                  mirage_test::circle(c.model.alpha, -c.model.beta, ReferenceForm::constant, directions)},
                 {n, chi * gamma.gap * D, 0.0,
                  mirage_test::circle(gamma.alpha, gamma.beta, ReferenceForm::cos3phi, directions)}};
    const double a = 2.0 * valley * intra, b = 2.0 * valley * inter;
    r.potential = {{a, b, 2.0 * n * between},
                   {b, a, 2.0 * n * between},
                   {2.0 * valley * between, 2.0 * valley * between, 2.0 * n * intra}};
    r.magnetic = c.material.gamma_magnetic, r.spin_orbit = c.material.gamma_spin_orbit;
    const double x = std::cos(c.material.theta), z = std::sin(c.material.theta), B = c.model.B;
    r.orbital = c.material.orbital * B * x * B * x + c.material.orbital_perpendicular * B * std::fabs(z);
    r.B = {B * x, 0.0, B * z};
    EXPECT_NEAR(r.orbital, model.orbital, 1e-14);
    return r;
}

TEST(RetardedMaterial, MatrixFixedPointWithEveryChannel) {
    Random random(33);
    for (int k = 0; k < 16; ++k) {
        Case c = random_case(random, k % 2 ? random.uniform(0.1, 1.5) : 0.0);
        if (k % 4 == 1) c.material.pockets[0].alpha = 0.0;  // of higher symmetry
        c.model.material = &c.material;
        const complex<double> omega(0.2, -random.uniform(0, 6));
        const auto reference = reference_of(c, 180);
        const auto exact = mirage_test::material_fixed_point(omega, reference);
        const RetardedMaterial found = solve_retarded_material(material_model(c.model), omega);
        ASSERT_TRUE(found.solved) << k;
        const complex<double> i(0, 1);
        const double x = reference.B(0) / c.model.B, z = reference.B(2) / c.model.B;
        for (std::size_t p = 0; p < 2; ++p) {
            const Matrix4& ghat = exact[2 * p];  // K, Gamma
            const PocketAmplitudes& a = found.pocket[p];
            EXPECT_NEAR(std::abs(mirage_test::part_of(ghat, 0, 3) - a.g0), 0.0, 1e-9) << k;
            EXPECT_NEAR(std::abs(-mirage_test::part_of(ghat, 0, 2) - a.F), 0.0, 1e-9) << k;
            const auto along = [&](int tau) {
                return x * mirage_test::part_of(ghat, 1, tau) + z * mirage_test::part_of(ghat, 3, tau);
            };
            EXPECT_NEAR(std::abs(i * along(3) - a.G), 0.0, 1e-9) << k;
            EXPECT_NEAR(std::abs(-i * along(2) - a.fx), 0.0, 1e-9) << k;
        }
        EXPECT_NEAR(std::abs(mirage_test::part_of(exact[0], 2, 1) - found.pocket[0].fy), 0.0, 1e-9) << k;
        // K' mirrors K
        EXPECT_NEAR(std::abs(mirage_test::part_of(exact[1], 2, 1) + found.pocket[0].fy), 0.0, 1e-9) << k;
        EXPECT_NEAR(std::abs(mirage_test::part_of(exact[1], 0, 3) - found.pocket[0].g0), 0.0, 1e-9) << k;
    }
}

TEST(RetardedMaterial, SlopeIsTheDerivative) {
    Random random(34);
    for (int k = 0; k < 10; ++k) {
        Case c = random_case(random, k % 2 ? 0.6 : 0.0);
        c.model.material = &c.material;
        const MaterialModel m = material_model(c.model);
        const complex<double> omega(0.1, -random.uniform(0, 6));
        const double h = 1e-4;
        const RetardedMaterial at = solve_retarded_material(m, omega),
                               up = solve_retarded_material(m, omega + h),
                               down = solve_retarded_material(m, omega - h);
        for (int p = 0; p < 2; ++p)
            EXPECT_NEAR(std::abs((up.pocket[p].g0 - down.pocket[p].g0) / (2 * h) - at.pocket[p].g0_slope),
                        0.0, 1e-5)
                << k;
    }
}

TEST(RetardedMaterial, OnTheMatsubaraAxisTheSolutionOfTheKernel) {
    Random random(36);
    for (int k = 0; k < 40; ++k) {
        mirage_test::RandomMaterial given(random, k);
        given.material.theta = k % 4 ? 0.0 : 0.7;
        const MaterialModel m = material_model(given.model);
        std::vector<double> frequencies;
        for (int i = 0; i < pack_width; ++i) frequencies.push_back(0.05 * std::pow(3.0, i));
        mirage_test::MaterialRun run(frequencies);
        run.solve(m);
        for (std::size_t i = 0; i < frequencies.size(); i += 3) {
            ASSERT_LT(run.arrays.error[i], 1e-7) << k;
            const RetardedMaterial found = solve_retarded_material(m, frequencies[i]);
            ASSERT_TRUE(found.solved) << k;
            complex<double> g0, F, slope;
            for (int p = 0; p < m.pocket_count; ++p) {
                g0 += m.pocket[p].share * found.pocket[p].g0;
                F += m.pocket[p].share * m.pocket[p].chi * found.pocket[p].F;
                slope += m.pocket[p].share * found.pocket[p].g0_slope;
            }
            EXPECT_NEAR(std::abs(g0 - (1.0 - run.arrays.one_minus_g0[i])), 0.0, 1e-9) << k << ' ' << i;
            EXPECT_NEAR(std::abs(F - run.arrays.F[i]), 0.0, 1e-9) << k << ' ' << i;
            EXPECT_NEAR(std::abs(slope - run.arrays.g0_omega[i]), 0.0, 1e-8 * (1.0 + std::abs(slope)))
                << k << ' ' << i;
            const double Ft = -m.pocket[0].share * m.pocket[0].triplet * found.pocket[0].fy.real();
            EXPECT_NEAR(Ft, run.arrays.Ft[i], 1e-9) << k << ' ' << i;
        }
    }
}

TEST(RetardedMaterial, NoFailureAnywhereInTheDomain) {
    Random random(37);
    int failed = 0, not_met = 0;
    for (int k = 0; k < 200; ++k) {
        mirage_test::RandomMaterial given(random, k);
        given.material.theta = k % 8 ? 0.0 : random.uniform(0.1, 1.5);
        const double large = given.model.B + given.model.beta;
        const complex<double> omega(k % 2 ? 1e-6 : 1e-3, -random.uniform(0, k % 3 ? 2.0 : 1.2 * large));
        const RetardedMaterial found = solve_retarded_material(material_model(given.model), omega);
        failed += !found.solved;
        not_met += !(found.directions_error < 1e-9);
        EXPECT_GT(found.pocket[0].g0.real(), -1e-12) << k;
    }
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(not_met, 0);
}

TEST(RetardedMaterial, SolvedAndCausalDownToTinyBroadening) {
    Random random(35);
    int failed = 0;
    for (int k = 0; k < 60; ++k) {
        Case c = random_case(random, k % 3 ? 0.0 : random.uniform(0.1, 1.5));
        c.model.material = &c.material;
        const complex<double> omega(k % 2 ? 1e-6 : 1e-9, -random.uniform(0, 8));
        const RetardedMaterial found = solve_retarded_material(material_model(c.model), omega);
        failed += !found.solved;
        EXPECT_LT(found.directions_error, 1e-9) << k;
        EXPECT_GT(found.pocket[0].g0.real(), -1e-12);
        EXPECT_GT(found.pocket[1].g0.real(), -1e-12);
    }
    EXPECT_EQ(failed, 0);
}

TEST(RetardedMaterial, WhereTheIterationBeginsDoesNotMatter) {
    Material material;
    material.gamma_intra = 0.1, material.gamma_pocket = 0.2;
    Pocket pocket;
    pocket.share = 0.4, pocket.beta = 1.5, pocket.gap = 0.6;
    material.pockets = {pocket};
    PairingModel m{0.8, 1.2, 4.0, 0.3, 0.3};
    m.material = &material;
    const complex<double> omega(0.05, -0.9);
    const RetardedMaterial alone = solve_retarded_material(material_model(m), omega);
    ASSERT_TRUE(alone.solved);
    const DressedCoordinates beside = solve_retarded_material(material_model(m), omega * 1.05).dressed,
                             far = solve_retarded_material(material_model(m), {0.01, -8.0}).dressed,
                             unphysical(alone.dressed.size(), {-1.0, 2.0}), of_another_model(3, {1.0, 0.0});
    for (const DressedCoordinates& start : {alone.dressed, beside, far, unphysical, of_another_model}) {
        const RetardedMaterial found = solve_retarded_material(material_model(m), omega, &start);
        ASSERT_TRUE(found.solved);
        for (int p = 0; p < 2; ++p) {
            EXPECT_NEAR(std::abs(found.pocket[p].g0 - alone.pocket[p].g0), 0.0, 1e-11);
            EXPECT_NEAR(std::abs(found.pocket[p].fx - alone.pocket[p].fx), 0.0, 1e-11);
        }
    }
}

}  // namespace
