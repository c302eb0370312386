#include "mirage/spectra/spectral_gaps.hpp"

#include "numeric/lane.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "mirage/formulas/mirage_gap.hpp"
#include "mirage/spectra/bands.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

double dos(const PairingModel& m, double eta, double energy) {
    return spectrum(m, eta, {energy}).front().dos();
}

TEST(SpectralGaps, CleanEdge) {
    Random random(1);
    for (int i = 0; i < 20; ++i) {
        const PairingModel m{random.uniform(0.1, 1), random.uniform(0.1, 5), random.uniform(1, 20), 0, 0};
        const double edge = m.Delta * m.beta / std::hypot(m.beta, m.B);
        EXPECT_NEAR(gap_edge(m), edge, 1e-15);
        PairingModel nearly = m;
        nearly.alpha = 1e-7;
        EXPECT_NEAR(gap_edge(nearly), edge, 5e-7) << "by the numerical path, less alpha B/W";
    }
    for (const double beta : {0.05, 0.3, 0.45, 0.47, 1.0}) {
        // weak spin-orbit coupling: the branches meet at beta^2 = B (Delta - B)
        const PairingModel m{1.0, 0.3, beta, 0, 0};
        PairingModel nearly = m;
        nearly.alpha = 1e-7;
        EXPECT_NEAR(gap_edge(m), gap_edge(nearly), 5e-7) << beta;
        double least = 1.0;
        for (int k = 0; k <= 20000; ++k) least = std::min(least, quasiparticle_energies(m, 1e-4 * k, 0.0)[2]);
        EXPECT_NEAR(gap_edge(m), least, 1e-7) << beta;
    }
    EXPECT_EQ(gap_edge({0, 2, 7, 0.1, 0.1}), 0.0);
    EXPECT_EQ(gap_edge({0.5, 0.2, 0, 0, 0}), 0.3) << "Zeeman-split BCS";
    EXPECT_NEAR(gap_edge({0.5, 0, 7, 0.4, 0.3}), 0.5, 1e-7) << "Anderson";
}

/// Least positive energy over xi and phi.
double min_energy(const PairingModel& m) {
    double least = 1e300;
    const double W = std::hypot(m.beta, m.B, m.alpha);
    for (int k = 0; k <= 20; ++k) {
        const double phi = -0.5 * std::numbers::pi + std::numbers::pi * k / 20;
        double low = 0.7 * W, high = 1.3 * W;
        const auto energy = [&](double xi) { return quasiparticle_energies(m, xi, phi)[2]; };
        for (int step = 0; step < 100; ++step) {  // golden section: one minimum
            const double a = high - 0.6180339887 * (high - low), b = low + 0.6180339887 * (high - low);
            (energy(a) < energy(b) ? high : low) = energy(a) < energy(b) ? b : a;
        }
        least = std::min(least, energy(0.5 * (low + high)));
    }
    return least;
}

TEST(SpectralGaps, EdgeWithRashbaIsTheLeastQuasiparticleEnergy) {
    for (const double alpha : {0.1, 0.5, 1.0, 2.0}) {
        const PairingModel m{0.8, 2, 7, 0, alpha};
        EXPECT_NEAR(gap_edge(m), min_energy(m), 1e-7) << alpha;
    }
}

TEST(SpectralGaps, GaplessExactlyAtTheCollapse) {
    const double beta = 7, alpha = 1, Delta = 0.5, collapse = Delta * std::hypot(beta, alpha) / alpha;
    EXPECT_GT(gap_edge({Delta, collapse * (1 - 1e-4), beta, 0, alpha}), 1e-6);
    EXPECT_LT(gap_edge({Delta, collapse * (1 - 1e-4), beta, 0, alpha}), 1e-4);
    EXPECT_EQ(gap_edge({Delta, collapse * (1 + 1e-4), beta, 0, alpha}), 0.0);
}

TEST(SpectralGaps, EdgeWithDisorderPartsVanishingFromFiniteStates) {
    for (const double gamma : {0.05, 0.4, 2.0})
        for (const double alpha : {0.0, 0.3}) {
            const PairingModel m{0.75, 2, 7, gamma, alpha};
            const double edge = gap_edge(m);
            EXPECT_GT(edge, 0.1);
            EXPECT_LT(edge, m.Delta * 7 / std::hypot(7, 2));
            EXPECT_LT(dos(m, 1e-7, edge - 1e-4), 1e-3) << gamma << ' ' << alpha;
            EXPECT_GT(dos(m, 1e-7, edge + 1e-4), 1e-2) << gamma << ' ' << alpha;
            // half of the broadening leaves half of the states below, and all of them above
            EXPECT_NEAR(dos(m, 1e-7, edge - 1e-4) / dos(m, 5e-8, edge - 1e-4), 2.0, 0.02);
            EXPECT_NEAR(dos(m, 1e-7, edge + 1e-4) / dos(m, 5e-8, edge + 1e-4), 1.0, 0.02);
        }
}

TEST(SpectralGaps, MirageGapOfTangFigure1c) {
    const double position[] = {7.1344, 7.3246, 7.6400, 8.0724, 8.6054},
                 width[] = {0.26847, 0.45740, 0.51963, 0.46123, 0.32799};
    for (int i = 0; i < 5; ++i) {
        const double B = i + 1;
        const PairingModel m{solve_point({0.1, B, 7, 0, 0}).order_parameter, B, 7, 0, 0};
        const MirageGap clean = mirage_gap(m.Delta, m.B, m.beta);
        for (const double eta : {0.01, 1e-4}) {
            const MeasuredMirageGap gap = measure_mirage_gap(m, eta);
            EXPECT_NEAR(gap.position, position[i], 6e-5);
            EXPECT_NEAR(gap.width, width[i], 2e-5);
            EXPECT_NEAR(gap.upper, clean.epsilon_1, 1e-5);
            EXPECT_NEAR(gap.lower, clean.epsilon_2, 1e-5);
            EXPECT_NEAR(gap.centre_dos, 0.5, eta == 0.01 ? 0.045 : 0.006);
            EXPECT_NEAR(gap.centre_dos, dos(m, eta, gap.position), 1e-12);
            EXPECT_GE(gap.depth, 1 - gap.centre_dos - 1e-9);
        }
    }
}

TEST(SpectralGaps, DisorderFillsTheMirageGapAndOnlyShrinksTheMainOne) {
    double centre = 0.0, edge = 1.0, depth = 1.0;
    for (const double gamma : {0.0, 0.2, 0.4, 1.0, 2.0}) {
        const PairingModel m{solve_point({0.1, 2, 7, gamma, 0}).order_parameter, 2, 7, gamma, 0};
        const MeasuredMirageGap gap = measure_mirage_gap(m, 0.01);
        EXPECT_GT(gap.centre_dos, centre);
        EXPECT_LT(gap.depth, depth);
        EXPECT_LT(gap_edge(m), edge);
        centre = gap.centre_dos, depth = gap.depth, edge = gap_edge(m);
    }
    EXPECT_GT(centre, 0.99);
    EXPECT_GT(edge, 0.3);
}

TEST(SpectralGaps, EdgeOfAbrikosovAndGorkovForLargeIsingCoupling) {
    // beta, B -> infinity at fixed B/beta: one band with gap D = Delta beta/W and pair breaking rho = Gamma
    // B^2/W^2, whose edge is D (1 - (rho/D)^(2/3))^(3/2)
    const double Delta = 0.8, tilt = 0.4, W_over_beta = std::hypot(1.0, tilt);
    for (const double gamma : {0.05, 0.4, 2.0}) {
        const double D = Delta / W_over_beta, rho = gamma * square(tilt / W_over_beta);
        const double edge = D * std::pow(1.0 - std::pow(rho / D, 2.0 / 3.0), 1.5);
        double before = 1.0;
        for (const double beta : {10.0, 30.0, 90.0}) {
            const double error = std::fabs(gap_edge({Delta, tilt * beta, beta, gamma, 0}) - edge);
            EXPECT_LT(error, 0.2 * before) << gamma << ' ' << beta;
            before = error;
        }
        EXPECT_LT(before, 1e-4) << gamma;
    }
    EXPECT_EQ(gap_edge({Delta, 90 * tilt, 90, 1.05 * Delta * W_over_beta / (tilt * tilt), 0}), 0.0)
        << "gapless: rho > D";
}

TEST(SpectralGaps, CleanFlanksAreEpsilonOneAndTwo) {
    Random random(4);
    for (int i = 0; i < 300; ++i) {
        const double Delta = random.logarithmic(1e-2, 1);
        const PairingModel m{Delta, random.logarithmic(2e-2, 10),
                             random.logarithmic(std::max(0.1, 2 * Delta), 60), 0, 0};
        const MirageGap clean = mirage_gap(m.Delta, m.B, m.beta);
        const MeasuredMirageGap gap = measure_mirage_gap(m, 1e-3 * std::min(1.0, clean.width));
        EXPECT_NEAR(gap.upper, clean.epsilon_1, 1e-5) << m.Delta << ' ' << m.B << ' ' << m.beta;
        EXPECT_NEAR(gap.lower, clean.epsilon_2, 1e-5) << m.Delta << ' ' << m.B << ' ' << m.beta;
    }
}

TEST(SpectralGaps, TheMirageGapLiesAtTheWholeSpinOrbitField) {
    // with Rashba coupling around sqrt(beta^2 + alpha^2 + B^2), at most a tenth of its width from the closed
    // form
    for (const double beta : {1.0, 7.0})
        for (const double alpha : {0.1, 0.5, 1.0, 2.0, 4.0, 8.0}) {
            const PairingModel m{0.8, 0.6, beta, 0, alpha};
            const MirageGap expected = mirage_gap(m.Delta, m.B, std::hypot(beta, alpha));
            const MeasuredMirageGap gap = measure_mirage_gap(m, 1e-3);
            EXPECT_NEAR(gap.upper, expected.epsilon_1, 0.1 * expected.width) << beta << ' ' << alpha;
            EXPECT_NEAR(gap.lower, expected.epsilon_2, 0.1 * expected.width) << beta << ' ' << alpha;
            EXPECT_GT(adaptive_energies(m, 0.01, 0.02).back(), expected.epsilon_1) << beta << ' ' << alpha;
        }
}

TEST(SpectralGaps, NoMirageGapWithoutFieldOrPairingOrUnderTheBroadening) {
    EXPECT_TRUE(std::isnan(measure_mirage_gap({0.8, 0, 7, 0, 0}, 0.01).position));
    EXPECT_TRUE(std::isnan(measure_mirage_gap({0, 2, 7, 0.1, 0}, 0.01).width));
    EXPECT_TRUE(std::isnan(measure_mirage_gap({0.8, 0.001, 7, 0, 0}, 0.3).width));
}

TEST(SpectralGaps, AdaptiveEnergiesMissNothing) {
    Random random(3);
    for (const double eta : {0.1, 0.01, 1e-4, 1e-6})
        for (const auto& [gamma, alpha] :
             std::vector<std::pair<double, double>>{{0, 0}, {0.4, 0}, {0, 0.3}, {0.4, 0.3}}) {
            const PairingModel m{0.82, 2, 7, gamma, alpha};
            const double error = 2e-3;
            const std::vector<double> energy = adaptive_energies(m, eta, error);
            const auto curve = spectrum(m, eta, energy);
            ASSERT_TRUE(std::is_sorted(energy.begin(), energy.end(), std::less_equal<>()));
            EXPECT_GT(energy.back(), mirage_gap(m.Delta, m.B, m.beta).epsilon_1 + 0.2);
            for (std::size_t i = 0; i < energy.size(); ++i)
                EXPECT_EQ(energy[i], -energy[energy.size() - 1 - i]);
            double worst = 0.0;
            for (int k = 0; k < 300; ++k) {
                const auto i =
                    static_cast<std::size_t>(random.uniform(1, static_cast<double>(energy.size())));
                const double at = random.uniform(0, 1), x = energy[i - 1] + at * (energy[i] - energy[i - 1]);
                const RetardedAmplitudes exact = spectrum(m, eta, {x}).front();
                const auto miss = [&](auto member) {
                    const std::complex<double> line =
                        curve[i - 1].*member + at * (curve[i].*member - curve[i - 1].*member);
                    return std::abs(line - exact.*member) / std::max(1.0, std::abs(exact.*member));
                };
                worst = std::max({worst, miss(&RetardedAmplitudes::g0), miss(&RetardedAmplitudes::F),
                                  miss(&RetardedAmplitudes::fx), miss(&RetardedAmplitudes::fy)});
            }
            EXPECT_LT(worst, 1.5 * error) << eta << ' ' << gamma << ' ' << alpha;
            EXPECT_LT(adaptive_energies(m, eta, 10 * error).size(), 0.6 * static_cast<double>(energy.size()));
        }
}

}  // namespace
