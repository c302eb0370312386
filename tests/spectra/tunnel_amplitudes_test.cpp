#include "spectra/tunnel_amplitudes.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "mirage/spectra/material_spectrum.hpp"

namespace {

using namespace mirage;
using std::complex;

/// A pocket with nodes beside the valleys, scattering within and between them.
Material two_pockets(double rate) {
    Material material;
    material.gamma_intra = 0.1, material.gamma_pocket = rate;
    Pocket pocket;
    pocket.share = 0.3, pocket.beta = 0.8, pocket.gap = 0.7, pocket.tunnel_weight = 0.5;
    material.pockets = {pocket};
    return material;
}

PairingModel model_of(const Material& material, double B) {
    PairingModel m{0.9, B, 2.5, 0.3, 0.0};
    m.material = &material;
    return m;
}

std::vector<double> energies() {
    std::vector<double> list;
    for (int i = 0; i <= 60; ++i) list.push_back(0.07 * i);
    return list;
}

constexpr double broadening = 0.15;

TEST(TunnelAmplitudes, AreThoseOfTheMaterial) {
    const Material material = two_pockets(0.2);
    TunnelSolutions found;
    const auto g0 = tunnel_amplitudes(model_of(material, 0.8), broadening, energies(), {}, found);
    std::vector<complex<double>> omega;
    for (const double energy : energies()) omega.emplace_back(broadening, -energy);
    const auto exact = material_amplitudes(model_of(material, 0.8), omega);
    ASSERT_EQ(found.size(), g0.size());
    for (std::size_t i = 0; i < g0.size(); ++i)
        EXPECT_NEAR(std::abs(g0[i] - exact[i].tunnel_g0), 0.0, 1e-10) << energies()[i];
}

TEST(TunnelAmplitudes, DoNotDependOnWhereTheIterationBegins) {
    const Material here = two_pockets(0.2), other = two_pockets(0.35);
    TunnelSolutions near, from_near, from_nothing;
    tunnel_amplitudes(model_of(other, 0.5), broadening, energies(), {}, near);
    const PairingModel m = model_of(here, 0.8);
    const auto a = tunnel_amplitudes(m, broadening, energies(), near, from_near),
               b = tunnel_amplitudes(m, broadening, energies(), {}, from_nothing);
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(std::abs(a[i] - b[i]), 0.0, 1e-11);
    EXPECT_EQ(from_near.size(), energies().size());
}

TEST(TunnelAmplitudes, WithoutAMaterialTheyAreThoseOfTheValleys) {
    const PairingModel m{0.9, 0.5, 2.5, 0.1, 0.2};
    TunnelSolutions found;
    const auto g0 = tunnel_amplitudes(m, broadening, {0.0, 0.7, 2.6}, {}, found);
    const auto exact = retarded_amplitudes(m, {{broadening, 0.0}, {broadening, -0.7}, {broadening, -2.6}});
    for (std::size_t i = 0; i < g0.size(); ++i) EXPECT_EQ(g0[i], exact[i].g0);
    EXPECT_TRUE(found.empty());
}

}  // namespace
