#include "mirage/spectra/material_spectrum.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>
#include <boost/math/quadrature/gauss.hpp>

#include "mirage/spectra/spectral_gaps.hpp"
#include "mirage/spectra/tunnelling.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;
using std::complex;

PairingModel with(PairingModel m, const Material& material) {
    m.material = &material;
    return m;
}

/// Two pockets, every channel.
Material whole_material(double theta) {
    Material material;
    material.gamma_intra = 0.3, material.gamma_pocket = 0.15, material.gamma_magnetic = 0.05;
    material.gamma_spin_orbit = 0.2, material.orbital = 0.01, material.orbital_perpendicular = 0.02;
    material.theta = theta, material.T_triplet = 0.2;
    Pocket pocket;
    pocket.share = 0.4, pocket.beta = 3.0, pocket.gap = 0.6, pocket.alpha = 0.2, pocket.tunnel_weight = 0.5;
    material.pockets = {pocket};
    return material;
}

PairingModel whole_model(const Material& material) {
    PairingModel m = with({0.8, 1.5, 5.0, 0.4, 0.3}, material);
    m.eta = 0.15;
    return m;
}

TEST(MaterialSpectrum, AMaterialThatAddsNothing) {
    Random random(41);
    for (int k = 0; k < 40; ++k) {
        const PairingModel m{random.uniform(0.05, 1.2), random.uniform(0, 5), random.uniform(0, 9),
                             k % 3 ? random.uniform(0, 2) : 0.0, k % 2 ? random.uniform(0, 1) : 0.0};
        Material material;
        material.gamma_intra = 0.5 * m.gamma;
        const double energy = random.uniform(-12, 12), eta = random.logarithmic(1e-5, 1e-1);
        const RetardedAmplitudes exact = spectrum(m, eta, {energy}).front(),
                                 found = spectrum(with(m, material), eta, {energy}).front();
        const double error = 1e-8 * std::max(1.0, std::norm(exact.g0));
        EXPECT_EQ(found.status, Status::converged);
        EXPECT_NEAR(std::abs(found.g0 - exact.g0), 0.0, error);
        EXPECT_NEAR(std::abs(found.F - exact.F), 0.0, error);
        EXPECT_NEAR(std::abs(found.fx - exact.fx), 0.0, error);
        EXPECT_NEAR(std::abs(found.fy - exact.fy), 0.0, error);
        EXPECT_NEAR(std::abs(found.G - exact.G), 0.0, error);
        const MaterialAmplitudes two = material_amplitudes(m, {{eta, -energy}}).front();
        EXPECT_EQ(two.tunnel_g0, exact.g0);
        EXPECT_EQ(two.pockets.size(), 1u);
    }
}

TEST(MaterialSpectrum, GapsAndConductanceOfAMaterialThatAddsNothing) {
    for (const PairingModel& m : {PairingModel{0.84, 2, 7, 0, 0}, PairingModel{0.82, 2, 7, 0.4, 0},
                                  PairingModel{0.7, 2, 7, 0.3, 0.5}}) {
        Material material;
        material.gamma_intra = 0.5 * m.gamma;
        const PairingModel general = with(m, material);
        EXPECT_NEAR(gap_edge(general), gap_edge(m), 1e-7);
        const MeasuredMirageGap a = measure_mirage_gap(general, 0.003), b = measure_mirage_gap(m, 0.003);
        EXPECT_NEAR(a.lower, b.lower, 1e-6);
        EXPECT_NEAR(a.upper, b.upper, 1e-6);
        EXPECT_NEAR(a.depth, b.depth, 1e-6);
        const std::vector<double> voltages{0.0, 0.6, 1.0, 7.0};
        const auto I = tunnelling_conductance(general, 0.01, 0.1, voltages),
                   J = tunnelling_conductance(m, 0.01, 0.1, voltages);
        for (std::size_t i = 0; i < voltages.size(); ++i) EXPECT_NEAR(I[i], J[i], 1e-9);
    }
}

TEST(MaterialSpectrum, PocketsWithoutScatteringBetweenThemAreApart) {
    // Gamma_pp of a pair is its share times the sum of both rates
    Material material;
    material.gamma_intra = 0.3;
    Pocket pair;
    pair.share = 0.25, pair.beta = 3.0, pair.gap = 0.5, pair.alpha = 0.4, pair.form = SpinOrbitForm::valley;
    pair.tunnel_weight = 2.0;
    material.pockets = {pair};
    const PairingModel m = with({0.8, 1.5, 6.0, 0.6, 0.2}, material);
    const double chi = 1.0 / std::sqrt(0.75 + 0.25 * 0.25);
    const PairingModel first{0.8 * chi, 1.5, 6.0, 0.75 * 0.6, 0.2},
        second{0.8 * chi * 0.5, 1.5, 3.0, 0.25 * 0.6, 0.4};
    for (const double energy : {0.1, 0.5, 0.9, 3.2, 6.5}) {
        const MaterialAmplitudes a = material_spectrum(m, 0.01, {energy}).front();
        const RetardedAmplitudes b = spectrum(first, 0.01, {energy}).front(),
                                 c = spectrum(second, 0.01, {energy}).front();
        EXPECT_NEAR(std::abs(a.pockets.at(0).g0 - b.g0), 0.0, 1e-9);
        EXPECT_NEAR(std::abs(a.pockets.at(1).g0 - c.g0), 0.0, 1e-9);
        EXPECT_NEAR(std::abs(a.pockets.at(1).fx - c.fx), 0.0, 1e-9);
        EXPECT_NEAR(std::abs(a.total.g0 - 0.75 * b.g0 - 0.25 * c.g0), 0.0, 1e-9);
        EXPECT_NEAR(std::abs(a.total.F - chi * (0.75 * b.F + 0.125 * c.F)), 0.0, 1e-9);
        EXPECT_NEAR(std::abs(a.tunnel_g0 - (0.75 * b.g0 + 0.5 * c.g0) / 1.25), 0.0, 1e-9);
    }
}

/// Doppler shift without spin-orbit coupling: the mean over directions of the spectrum at E - Q sin phi.
TEST(MaterialSpectrum, AMomentumShiftsEveryDirection) {
    constexpr double eta = 0.05;
    PairingModel moving{0.8, 0.5, 0.0, 0.0, 0.0};
    moving.Q = 0.3;
    PairingModel at_rest = moving;
    at_rest.Q = 0.0;
    constexpr int directions = 512;
    for (const double E : {0.0, 0.3, 0.9, 1.4}) {
        std::vector<double> shifted;
        for (int i = 0; i < directions; ++i)
            shifted.push_back(E - moving.Q * std::sin(2.0 * std::numbers::pi * (i + 0.5) / directions));
        std::complex<double> g0 = 0.0, F = 0.0;
        for (const RetardedAmplitudes& a : spectrum(at_rest, eta, shifted)) {
            g0 += a.g0 / static_cast<double>(directions);
            F += a.F / static_cast<double>(directions);
        }
        const MaterialAmplitudes found = material_spectrum(moving, eta, {E})[0];
        EXPECT_NEAR(std::abs(found.total.g0 - g0), 0.0, 1e-8) << E;
        EXPECT_NEAR(std::abs(found.total.F - F), 0.0, 1e-8) << E;
        EXPECT_NEAR(std::abs(spectrum(moving, eta, {E})[0].g0 - g0), 0.0, 1e-8) << "two valleys alone";
    }
}

TEST(MaterialSpectrum, AComplexTripletOrderParameterHasNoEquations) {
    Material triplet;
    triplet.gamma_intra = 0.1;
    PairingModel m{0.5, 1.0, 4.0, 0.1, 0.3};
    m.material = &triplet;
    m.Q = 0.3;
    m.Q_angle = 0.3 * along_the_field + 0.7 * across_the_field;
    EXPECT_TRUE(has_spectrum(m)) << "phases of the valleys that turn against each other";
    EXPECT_EQ(spectrum(m, 0.01, {0.5})[0].status, Status::converged);
    triplet.T_triplet = 0.2;
    EXPECT_TRUE(has_spectrum(m)) << "a field in the plane";
    triplet.theta = 0.5;
    EXPECT_FALSE(has_spectrum(m));
    EXPECT_EQ(spectrum(m, 0.01, {0.5})[0].status, Status::failed);
    EXPECT_TRUE(std::isnan(spectrum(m, 0.01, {0.5})[0].dos()));
    m.alpha = 0.0;
    m.material = nullptr;
    EXPECT_TRUE(has_spectrum(m)) << "every direction is equal";
}

/// Amplitudes along the line Re omega = eta, as a rule for integrals over all energies > 0: panels that
/// grow away from the bands, the last one to infinity.
struct Line {
    std::vector<double> energy, weight;
    std::vector<MaterialAmplitudes> amplitudes;

    Line(const PairingModel& m, double eta) {
        using Gauss = boost::math::quadrature::gauss<double, 30>;
        constexpr double far = 12.0;
        constexpr int panels = 24;
        const auto add = [&](double low, double high, auto place, auto jacobian) {
            for (std::size_t i = 0; i < Gauss::abscissa().size(); ++i)
                for (const double sign : {1.0, -1.0}) {
                    const double t = 0.5 * (low + high) + 0.5 * sign * (high - low) * Gauss::abscissa()[i];
                    energy.push_back(place(t));
                    weight.push_back(0.5 * (high - low) * Gauss::weights()[i] * jacobian(t));
                }
        };
        for (int i = 0; i < panels; ++i)
            add(
                far * i / panels, far * (i + 1) / panels, [](double t) { return t; },
                [](double) { return 1.0; });
        add(
            0.0, 1.0, [](double t) { return far / t; }, [](double t) { return far / (t * t); });
        amplitudes = material_spectrum(m, eta, energy);
    }
};

TEST(MaterialSpectrum, SumRuleOfEveryPocket) {
    for (const double theta : {0.0, 0.5}) {
        const Material material = whole_material(theta);
        const Line line(whole_model(material), 0.1);
        std::array<double, 2> sum{};
        for (std::size_t i = 0; i < line.energy.size(); ++i)
            for (std::size_t p = 0; p < 2; ++p)
                sum[p] += line.weight[i] * (line.amplitudes[i].pockets.at(p).dos() - 1.0);
        EXPECT_NEAR(sum[0], 0.0, 1e-7) << "no state is lost";
        EXPECT_NEAR(sum[1], 0.0, 1e-7);
    }
}

TEST(MaterialSpectrum, KramersAndKronigInEveryChannel) {
    // f(eta + zeta) = (2/pi) int_0^infinity dE Re f(eta - iE) zeta/(zeta^2 + E^2), Re zeta > 0
    for (const double theta : {0.0, 0.5}) {
        const Material material = whole_material(theta);
        const PairingModel m = whole_model(material);
        const double eta = 0.1;
        const Line line(m, eta);
        for (const complex<double> zeta : {complex<double>(0.15, -0.5), complex<double>(0.3, -5.0)}) {
            const RetardedAmplitudes exact = retarded_amplitudes(m, {eta + zeta}).front();
            std::array<complex<double>, 5> f{};
            for (std::size_t i = 0; i < line.energy.size(); ++i) {
                const RetardedAmplitudes& a = line.amplitudes[i].total;
                const complex<double> kernel = 2.0 / std::numbers::pi * line.weight[i] * zeta /
                                               (zeta * zeta + line.energy[i] * line.energy[i]);
                const std::array<complex<double>, 5> at{a.g0 - 1.0, a.F, a.G, a.fx, a.fy};
                for (std::size_t c = 0; c < 5; ++c) f[c] += kernel * at[c].real();
            }
            EXPECT_NEAR(std::abs(f[0] + 1.0 - exact.g0), 0.0, 1e-7) << theta;
            EXPECT_NEAR(std::abs(f[1] - exact.F), 0.0, 1e-7) << theta;
            EXPECT_NEAR(std::abs(f[2] - exact.G), 0.0, 1e-7) << theta;
            EXPECT_NEAR(std::abs(f[3] - exact.fx), 0.0, 1e-7) << theta;
            EXPECT_NEAR(std::abs(f[4] - exact.fy), 0.0, 1e-7) << theta;
            EXPECT_GT(std::min({std::abs(exact.G), std::abs(exact.fx), std::abs(exact.fy)}), 1e-3);
        }
    }
}

TEST(MaterialSpectrum, SymmetriesInEnergy) {
    const Material material = whole_material(0.5);
    const PairingModel m = whole_model(material);
    for (const double energy : {0.2, 0.9, 5.2}) {
        const MaterialAmplitudes a = material_spectrum(m, 0.01, {energy}).front(),
                                 b = material_spectrum(m, 0.01, {-energy}).front();
        EXPECT_EQ(a.total.g0, std::conj(b.total.g0));
        EXPECT_EQ(a.tunnel_g0_slope, std::conj(b.tunnel_g0_slope));
        EXPECT_EQ(a.pockets[1].fx, std::conj(b.pockets[1].fx));
    }
}

TEST(MaterialSpectrum, PureFunctionOfTheEnergy) {
    const Material material = whole_material(0.0);
    const PairingModel m = whole_model(material);
    const auto many = material_spectrum(m, 0.003, {0.1, 0.7, 5.3}), one = material_spectrum(m, 0.003, {0.7});
    EXPECT_EQ(many[1].total.g0, one[0].total.g0);
    EXPECT_EQ(many[1].pockets[1].g0_slope, one[0].pockets[1].g0_slope);
}

TEST(MaterialSpectrum, TheTripletChannelNarrowsTheMirageGaps) {
    // arXiv 2307.03456: an admixture that strengthens the main gap, (beta Delta + B eta)/W, takes from
    // B Delta - beta eta, half of the width of the mirage gap
    Material material;
    material.T_triplet = 0.2;
    const double beta = 7.0, B = 2.0;
    double last = 1e9;
    for (const double eta : {0.0, 0.05, 0.1, 0.15}) {
        PairingModel m = with({0.8, B, beta, 0.0, 0.0}, material);
        m.eta = eta;
        const double W = std::hypot(beta, B);
        EXPECT_NEAR(gap_edge(m), (beta * m.Delta + B * eta) / W, 1e-6);
        const MeasuredMirageGap gap = measure_mirage_gap(m, 0.001);
        EXPECT_NEAR(gap.width, 2.0 * std::fabs(B * m.Delta - beta * eta) / W, 5e-3);
        EXPECT_LT(gap.width, last);
        last = gap.width;
    }
    // at high field eta is the larger one: the mirage gap is there again, 2 |beta eta - B Delta|/W with the
    // singlet that eta drags along
    PairingModel high = with({0.05, 30.0, beta, 0.0, 0.0}, material);
    high.eta = 0.3;
    EXPECT_GT(measure_mirage_gap(high, 1e-4).width, 1e-3);
}

TEST(MaterialSpectrum, NodesOfTheSpinOrbitFieldCloseTheGapWhereTheFieldReachesIt) {
    // at a node nothing but Zeeman splitting is left: the gap of the pocket is Delta - B
    Material material;
    Pocket nodes;
    nodes.share = 0.5, nodes.beta = 5.0, nodes.gap = 1.0;
    material.pockets = {nodes};
    EXPECT_NEAR(gap_edge(with({0.8, 0.3, 7.0, 0.0, 0.0}, material)), 0.5, 1e-6);
    EXPECT_NEAR(gap_edge(with({0.8, 1.2, 7.0, 0.0, 0.0}, material)), 0.0, 1e-6);
    const MaterialAmplitudes a =
        material_spectrum(with({0.8, 1.2, 7.0, 0.0, 0.0}, material), 1e-6, {0.05}).front();
    EXPECT_GT(a.pockets[1].dos(), 0.005);
    EXPECT_LT(a.pockets[0].dos(), 1e-4);
}

TEST(MaterialSpectrum, AdaptiveEnergiesCoverEveryPocket) {
    const Material material = whole_material(0.0);
    const PairingModel m = whole_model(material);
    const std::vector<double> energies = adaptive_energies(m, 0.03, 0.02);
    EXPECT_GT(energies.back(), std::hypot(5.0, 1.5 + 0.8));
    EXPECT_EQ(energies.front(), -energies.back());
    EXPECT_GT(energies.size(), 60u);
    EXPECT_LT(energies.size(), 3000u);
}

TEST(MaterialSpectrum, AFailureIsNaN) {
    const Material material = whole_material(0.0);
    PairingModel m = whole_model(material);
    m.B = std::nan("");
    const MaterialAmplitudes a = material_spectrum(m, 0.01, {0.5}).front();
    EXPECT_EQ(a.total.status, Status::failed);
    EXPECT_TRUE(std::isnan(a.total.dos()));
    EXPECT_TRUE(std::isnan(a.tunnel_g0.real()));
    EXPECT_EQ(a.pockets.size(), 2u);
}

}  // namespace
