#include "mirage/spectra/bands.hpp"

#include <cmath>
#include <memory>
#include <numbers>

#include <gtest/gtest.h>

#include "mirage/formulas/mirage_gap.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

TEST(Bands, ClosedFormWithoutRashba) {
    Random random(1);
    for (int i = 0; i < 1000; ++i) {
        const PairingModel m{random.uniform(0, 1), random.uniform(0, 10), random.uniform(0, 20), 0, 0};
        const double xi = random.uniform(-20, 20), W2 = m.beta * m.beta + m.B * m.B;
        const double sum = xi * xi + W2 + m.Delta * m.Delta;
        const double split = 2 * std::sqrt(xi * xi * W2 + m.B * m.B * m.Delta * m.Delta);
        const auto energy = quasiparticle_energies(m, xi, random.uniform(0, 6));
        const double outer = std::sqrt(sum + split), scale = 1e-13 * outer * outer;
        EXPECT_NEAR(energy[3] * energy[3], sum + split, scale);
        EXPECT_NEAR(energy[2] * energy[2], sum - split, scale);
        EXPECT_NEAR(energy[0], -energy[3], 1e-13 * outer);
        EXPECT_NEAR(energy[1] * energy[1], sum - split, scale);
    }
}

TEST(Bands, MirageGapAtTheFermiMomentum) {
    const PairingModel m{0.84, 2, 7, 0, 0};
    const MirageGap gap = mirage_gap(m.Delta, m.B, m.beta);
    const auto energy = quasiparticle_energies(m, 0.0, 0.0);
    EXPECT_NEAR(energy[2], gap.epsilon_2, 1e-13);
    EXPECT_NEAR(energy[3], gap.epsilon_1, 1e-13);
}

TEST(Bands, ParticleHoleSymmetryTakesPhiToMinusPhi) {
    Random random(2);
    for (int i = 0; i < 300; ++i) {
        const PairingModel m{random.uniform(0, 1), random.uniform(0, 10), random.uniform(0, 20), 0,
                             random.uniform(0, 5)};
        const double xi = random.uniform(-20, 20), phi = random.uniform(0, 2 * std::numbers::pi);
        const auto a = quasiparticle_energies(m, xi, phi), b = quasiparticle_energies(m, xi, -phi),
                   c = quasiparticle_energies(m, xi, std::numbers::pi - phi);
        for (std::size_t k = 0; k < 4; ++k) {
            EXPECT_NEAR(a[k], -b[3 - k], 1e-12) << "g_x -> -g_x";
            EXPECT_NEAR(a[k], c[k], 1e-12) << "the same g_x and g_perp^2";
        }
    }
}

TEST(Bands, WithoutFieldBcsOfTwoHelicities) {
    const PairingModel m{0.7, 0, 3, 0, 2};
    const double xi = 1.3, g = std::hypot(3, 2);
    const auto energy = quasiparticle_energies(m, xi, 0.4);
    EXPECT_NEAR(energy[3], std::hypot(xi + g, 0.7), 1e-13);
    EXPECT_NEAR(energy[2], std::hypot(xi - g, 0.7), 1e-13);
}

PairingModel of_material(const Material& material, double Delta, double B, double beta, double eta) {
    static std::vector<std::shared_ptr<const Material>> kept;
    kept.push_back(std::make_shared<const Material>(material));
    return {Delta, B, beta, 0.0, 0.0, 13.0, eta, kept.back().get()};
}

/// Strong Ising coupling: the gap is that of (beta Delta + B eta)/W, W^2 = beta^2 + B^2.
TEST(Bands, TheTripletAddsToTheGapOfStrongIsingCoupling) {
    const double Delta = 0.6, eta = 0.3, B = 4000.0, beta = 5000.0, W = std::hypot(beta, B);
    const auto energy = quasiparticle_energies(of_material({.T_triplet = 0.5}, Delta, B, beta, eta), W, 0.0);
    EXPECT_NEAR(energy[2], (beta * Delta + B * eta) / W, 1e-3);
    EXPECT_NEAR(energy[1], -energy[2], 1e-3);
}

TEST(Bands, AMaterialThatAddsNothingHasTheBandsOfTheTwoValleyModel) {
    const PairingModel m = of_material({}, 0.84, 2.0, 7.0, 0.0);
    EXPECT_EQ(quasiparticle_energies(m, 1.3, 0.4),
              quasiparticle_energies({0.84, 2.0, 7.0, 0.0, 0.0}, 1.3, 0.4));
}

/// Along Gamma-M a pocket of beta cos 3 phi has no spin-orbit field: Zeeman split BCS bands, of its own gap.
TEST(Bands, OfAPocket) {
    const PairingModel m = of_material({.pockets = {{.share = 0.0}, {.share = 0.5, .beta = 3.0, .gap = 0.5}}},
                                       0.8, 0.2, 7.0, 0.0);
    const double chi = 0.5 / std::sqrt(0.5 + 0.5 * 0.25), E = std::hypot(1.1, chi * 0.8);
    const auto node = pocket_energies(m, 1, 1.1, std::numbers::pi / 6.0);
    EXPECT_NEAR(node[3], E + 0.2, 1e-14);
    EXPECT_NEAR(node[2], E - 0.2, 1e-14);
    const PairingModel valley{chi * 0.8, 0.2, 3.0, 0.0, 0.0};
    const auto full = pocket_energies(m, 1, 1.1, 0.0), same = quasiparticle_energies(valley, 1.1, 0.0);
    for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(full[k], same[k], 1e-13);
    EXPECT_TRUE(std::isnan(pocket_energies(m, 0, 1.1, 0.0)[0])) << "no share";
}

/// A field along z shifts the energies of a spin by itself.
TEST(Bands, FieldAlongZ) {
    const auto energy =
        quasiparticle_energies(of_material({.theta = std::acos(0.0)}, 0.7, 0.3, 2.0, 0.0), 1.0, 0.0);
    EXPECT_NEAR(energy[3], std::hypot(3.0, 0.7) - 0.3, 1e-13);
    EXPECT_NEAR(energy[2], std::hypot(1.0, 0.7) + 0.3, 1e-13);
}

}  // namespace
