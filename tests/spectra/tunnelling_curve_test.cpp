#include "mirage/spectra/tunnelling_curve.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "mirage/gap/gap_equation.hpp"
#include "mirage/model/material.hpp"

namespace {

using namespace mirage;

const PairingModel clean{0.84, 2, 7, 0, 0}, dirty{0.82, 2, 7, 0.4, 0}, rashba{0.7, 2, 7, 0.2, 0.8};

std::vector<double> even_axis(double largest, int count) {
    std::vector<double> V;
    for (int i = 0; i < count; ++i) V.push_back(largest * (2 * i + 1 - count) / (count - 1));
    return V;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
    EXPECT_EQ(a.size(), b.size());
    double largest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::fabs(a[i] - b[i]));
    return largest;
}

/// Two exact ways: a line between the poles, and the sum over them.
TEST(TunnellingCurve, IsTheSumOverThePoles) {
    const std::vector<double> V = even_axis(10.0, 201);
    for (const PairingModel& m : {clean, dirty, rashba})
        for (const double T : {0.05, 0.3, 0.9})
            for (const double eta : {1e-6, 0.01})
                EXPECT_LT(
                    largest_difference(tunnelling_curve(m, eta, T, V), tunnelling_conductance(m, eta, T, V)),
                    3e-11)
                    << T << ' ' << eta << ' ' << m.gamma << ' ' << m.alpha;
}

TEST(TunnellingCurve, OfAMaterialAndOfAPairMomentum) {
    const std::vector<double> V = even_axis(9.0, 121);
    const Parameters p = with_material(
        {0.2, 2.0, 7.0, 0.1, 0.0},
        {.gamma_intra = 0.05, .gamma_magnetic = 0.1, .pockets = {{.share = 0.4, .tunnel_weight = 0.5}}});
    const PairingModel material{
        .Delta = 0.7, .B = 2.0, .beta = 7.0, .gamma = 0.1, .material = p.material.get()},
        moving{.Delta = 0.7, .B = 2.0, .beta = 7.0, .gamma = 0.0, .Q = 0.3};
    for (const PairingModel& m : {material, moving})
        EXPECT_LT(
            largest_difference(tunnelling_curve(m, 0.02, 0.2, V), tunnelling_conductance(m, 0.02, 0.2, V)),
            1e-10);
}

/// At kT far below the broadening.
TEST(TunnellingCurve, ZeroTemperatureLimitIsTheDensityOfStates) {
    const std::vector<double> V = even_axis(8.0, 401);
    std::vector<double> dos;
    for (const RetardedAmplitudes& a : spectrum(dirty, 0.05, V)) dos.push_back(a.dos());
    double before = 10.0;
    for (const double T : {0.1, 0.03, 0.01, 0.003}) {
        const double worst = largest_difference(tunnelling_curve(dirty, 0.05, T, V), dos);
        EXPECT_LT(worst, 0.4 * before) << T << ": falls like T^2";
        before = worst;
    }
    EXPECT_LT(before, 2e-3);
}

/// int (g - 1) dV = 0: no state is lost. Beyond the axis g - 1 falls like Delta^2/2V^2.
TEST(TunnellingCurve, KeepsTheNumberOfStates) {
    const double largest = 120.0;
    const std::vector<double> V = even_axis(largest, 24001);
    for (const PairingModel& m : {dirty, rashba})
        for (const double T : {0.1, 0.5}) {
            double sum = 0.0;
            for (const double g : tunnelling_curve(m, 0.02, T, V)) sum += (g - 1.0) * 2.0 * largest / 24000.0;
            EXPECT_NEAR(sum + m.Delta * m.Delta / largest, 0.0, 1e-4) << T << ' ' << m.alpha;
        }
}

TEST(TunnellingCurve, ExactlyEvenInVoltageAndOneInTheNormalState) {
    for (const double T : {0.2, 0.001}) {  // by the line, by the poles
        const std::vector<double> V = even_axis(9.0, 41), g = tunnelling_curve(rashba, 0.01, T, V);
        for (std::size_t i = 0; i < V.size(); ++i) EXPECT_EQ(g[i], g[V.size() - 1 - i]) << T << ' ' << V[i];
    }
    for (const double g : tunnelling_curve({0, 2, 7, 0.4, 0.3}, 0.01, 0.5, even_axis(8.0, 101)))
        EXPECT_NEAR(g, 1.0, 1e-12);
    EXPECT_TRUE(tunnelling_curve(clean, 0.01, 0.1, {}).empty());
}

TEST(TunnellingCurve, TakesFewerAmplitudesTheWarmerItIs) {
    EXPECT_LT(tunnelling_curve_amplitudes(0.5, 10.0), tunnelling_curve_amplitudes(0.1, 10.0));
    EXPECT_NEAR(tunnelling_curve_amplitudes(0.1, 10.0), (10.0 / thermal_energy({0.1}) + 28.0) / 0.3, 1.0);
}

}  // namespace
