// What a valley-odd triplet order parameter does to spectra: the engine against closed formulas.

#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "material_parameters.hpp"
#include "mirage/formulas/abrikosov_gorkov.hpp"
#include "mirage/formulas/mirage_gap.hpp"
#include "mirage/spectra/spectral_gaps.hpp"

namespace {

using namespace mirage;
using mirage_test::Rates;
using mirage_test::valleys;

/// Of given order parameters; `at` keeps the material that the model points to.
PairingModel model_of(const Parameters& at, double Delta, double eta) {
    return pairing_model(at, Delta, eta);
}

/// arXiv:2307.03456: clean edges are those of the closed formula, to the steepness that the search resolves.
TEST(TripletSpectrum, EdgesOfTheMirageGapAndTheGap) {
    struct Case {
        double B, Delta, eta;
    };
    std::printf("beta = 7: B, Delta, eta; edges of the engine, of the formula\n");
    for (const auto& [B, Delta, eta] :
         {Case{1, 0.9, 0.0}, Case{1, 0.9, 0.07}, Case{3, 0.8, 0.2}, Case{8, 0.3, 0.3}, Case{15, 0.2, 0.35}}) {
        const Parameters at = valleys(0.1, B, 7, {}, 0.3);
        const MeasuredMirageGap found = measure_mirage_gap(model_of(at, Delta, eta), 1e-5);
        const MirageGap gap = mirage_gap_with_triplet(Delta, eta, B, 7);
        std::printf("%g %g %g; %.6f %.6f, %.6f %.6f\n", B, Delta, eta, found.lower, found.upper,
                    gap.epsilon_2, gap.epsilon_1);
        EXPECT_NEAR(found.lower, gap.epsilon_2, 2e-5);
        EXPECT_NEAR(found.upper, gap.epsilon_1, 2e-5);
        EXPECT_NEAR(gap_edge(model_of(at, Delta, eta)), (7 * Delta + B * eta) / std::hypot(7.0, B), 1e-6);
    }
}

/// Where B Delta = beta eta nothing pairs across the bands: no mirage gap.
TEST(TripletSpectrum, TheMirageGapClosesWhereTheOrderParametersLieAlongTheField) {
    const Parameters at = valleys(0.1, 3, 7, {}, 0.3);
    const double W = std::hypot(7.0, 3.0);
    for (const auto& amplitudes :
         retarded_amplitudes(model_of(at, 0.7, 0.3), {{1e-4, -W}, {1e-4, -W - 0.3}, {1e-4, -W + 0.3}}))
        EXPECT_NEAR(amplitudes.dos(), 1.0, 0.02);
    EXPECT_LT(retarded_amplitudes(model_of(at, 0.7, 0.0), {{1e-4, -W}})[0].dos(), 0.6);
}

/// arXiv:2308.02646: for beta >> Delta0, Gamma singlet and triplet together follow the law of Abrikosov and
/// Gor'kov with the gap (beta Delta + B eta)/W and the rate Gamma B^2/W^2.
TEST(TripletSpectrum, StrongIsingCouplingFollowsAbrikosovAndGorkov) {
    std::printf(
        "beta = 40, B = 20: Gamma, eta; largest difference of the density of states from the map at E = 0 to "
        "3\n");
    for (const double gamma : {0.5, 2.0})
        for (const double eta : {0.0, 0.3}) {
            const Parameters at = valleys(0.1, 20, 40, {0.5 * gamma, 0, 0, 0}, 0.3);
            double worst = 0.0, other_sign = 0.0;
            std::vector<std::complex<double>> omega;
            for (int i = 0; i <= 60; ++i) omega.emplace_back(0.05, -0.05 * i);
            const auto engine = retarded_amplitudes(model_of(at, 0.8, eta), omega);
            for (std::size_t i = 0; i < omega.size(); ++i) {
                const auto map = [&](double sign) {
                    return pair_breaking_g0(strong_ising_state(0.8, 20, 40, gamma, sign * eta), omega[i]);
                };
                worst = std::max(worst, std::abs(engine[i].g0 - map(1)));
                other_sign = std::max(other_sign, std::abs(engine[i].g0 - map(-1)));
            }
            std::printf("%g %g; %.4f\n", gamma, eta, worst);
            EXPECT_LT(worst, 0.04 * gamma);
            if (eta > 0.0) {
                EXPECT_GT(other_sign, 5 * worst);
            }
        }
}

/// The gap of a self-consistent state closes where Gamma B^2 = Delta beta W.
TEST(TripletSpectrum, ThePhaseIsGaplessBeyondTheLine) {
    const double beta = 40, T = 0.02;
    std::printf("beta = 40, T = 0.02: Gamma, field where the gap closes, Gamma B^2/(Delta beta W) there\n");
    for (const double gamma : {0.3, 1.0}) {
        const auto state = [=](double B) { return solve_point({T, B, beta, gamma, 0}); };
        double low = 2.0, high = 60.0;
        while (high - low > 1e-7 * high) {
            const double B = 0.5 * (low + high);
            (state(B).phase == Phase::gapped ? low : high) = B;
        }
        const double ratio = gamma / gapless_scattering_rate(state(low).order_parameter, low, beta);
        std::printf("%g %.5f %.5f\n", gamma, low, ratio);
        EXPECT_NEAR(ratio, 1.0, 0.2 * gamma / beta);
        EXPECT_EQ(state(high).phase, Phase::gapless);
    }
}

}  // namespace
