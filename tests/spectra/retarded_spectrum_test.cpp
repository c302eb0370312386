#include "mirage/spectra/retarded_spectrum.hpp"

#include "propagator/self_energy.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>
#include <boost/math/quadrature/gauss_kronrod.hpp>

#include "matrix_reference.hpp"
#include "mirage/formulas/mirage_gap.hpp"
#include "mirage/formulas/rashba_collapse.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;
using std::complex;

RetardedAmplitudes at(const PairingModel& m, double eta, double energy) {
    return spectrum(m, eta, {energy}).front();
}

const std::vector<PairingModel>& models() {
    static const std::vector<PairingModel> list{{0.84, 2, 7, 0, 0},
                                                {0.82, 2, 7, 0.4, 0},
                                                {0.84, 2, 7, 0, 0.5},
                                                {0.7, 2, 7, 0.3, 0.8},
                                                {0.5, 1.5, 1, 0.2, 1}};
    return list;
}

TEST(Spectrum, ReferenceTable) {
    for (const auto& row : mirage_test::read_table("spectrum.csv")) {
        const auto v = [&row](std::size_t i) { return mirage_test::number(row, i); };
        const RetardedAmplitudes a = at({v(4), v(1), v(0), v(2), v(3)}, v(5), v(6));
        EXPECT_EQ(a.status, Status::converged);
        EXPECT_NEAR(a.dos(), v(7), 1e-9) << row[6];
        EXPECT_NEAR(a.F.real(), v(8), 1e-9) << row[6];
        EXPECT_NEAR(a.fx.imag(), v(9), 1e-9) << row[6];
        EXPECT_NEAR(a.fy.real(), v(10), 1e-9) << row[6];
    }
}

/// The self-consistency equations with averages of 4x4 matrix signs over many directions.
TEST(Spectrum, MatrixSignWithRashbaAndDisorder) {
    for (const PairingModel& m : models())
        for (const double energy : {0.0, 0.45, 0.9, 3.0, 7.3, 9.0}) {
            const double eta = 0.05;
            const RetardedAmplitudes a = at(m, eta, energy);
            const complex<double> omega(eta, -energy);
            const mirage_test::ComplexAmplitudes x{omega + m.gamma * a.g0, m.Delta + m.gamma * a.F,
                                                   m.B + m.gamma * a.G, m.gamma * a.fx};
            complex<double> g0 = 0, F = 0, G = 0, fx = 0, fy = 0;
            const int directions = m.alpha > 0.0 ? 400 : 1;
            for (int k = 0; k < directions; ++k) {
                const double phi = 2 * std::numbers::pi * (k + 0.5) / directions;
                const auto p =
                    mirage_test::propagator(x, {-m.alpha * std::sin(phi), m.alpha * std::cos(phi), m.beta});
                g0 += p.g0, F += p.F, G += p.G, fx += p.fx, fy += p.fy;
            }
            const double n = directions;
            const double worst =
                std::max({std::abs(g0 / n - a.g0), std::abs(F / n - a.F), std::abs(G / n - a.G),
                          std::abs(fx / n - a.fx), std::abs(fy / n - a.fy)});
            EXPECT_LT(worst, 1e-10) << energy << ' ' << m.gamma << ' ' << m.alpha;
        }
}

TEST(Spectrum, OnTheMatsubaraAxisTheSolutionOfTheGapEquation) {
    for (const PairingModel& m : models())
        for (const double omega : {0.05, 0.3, 2.0, 20.0}) {
            Dressing<double> self{};
            FrequencyState<double> f{};
            ASSERT_TRUE(solve_frequency_robustly(self, omega, m, f));
            const RetardedAmplitudes a = retarded_amplitudes(m, {omega}).front();
            EXPECT_NEAR(a.g0.real(), f.g0, 1e-11);
            EXPECT_NEAR(a.F.real(), f.F_over_Delta * m.Delta, 1e-11);
            EXPECT_NEAR(a.G.real(), f.G, 1e-11);
            EXPECT_NEAR(a.g0.imag(), 0.0, 1e-12);
        }
}

TEST(Spectrum, SlopeIsTheDerivativeInOmega) {
    for (const PairingModel& m : models())
        for (const double energy : {0.3, 0.8, 7.2}) {
            const double h = 1e-5;
            const complex<double> omega(0.05, -energy);
            const auto f = retarded_amplitudes(m, {omega, omega + h, omega - h, omega + complex(0.0, h)});
            EXPECT_LT(std::abs((f[1].g0 - f[2].g0) / (2 * h) - f[0].g0_slope),
                      1e-6 * (1 + std::abs(f[0].g0_slope)));
            EXPECT_LT(std::abs((f[3].g0 - f[0].g0) / complex(0.0, h) - f[0].g0_slope),
                      1e-2 * (1 + std::abs(f[0].g0_slope)));
        }
}

TEST(Spectrum, SymmetriesInEnergy) {
    for (const PairingModel& m : models())
        for (const double energy : {0.1, 0.7, 2.0, 7.3}) {
            const RetardedAmplitudes a = at(m, 0.01, energy), b = at(m, 0.01, -energy);
            EXPECT_EQ(a.dos(), b.dos());
            EXPECT_EQ(a.F.real(), b.F.real()) << "Im f0: singlet, even in time";
            EXPECT_EQ(a.fx.imag(), -b.fx.imag()) << "Im fx: odd in time";
            EXPECT_EQ(a.fy.real(), b.fy.real()) << "Im i fy: odd in the valley, even in time";
            EXPECT_EQ(a.dos_along_field(), b.dos_against_field());
        }
}

/// int_from^infinity f, f falling like x^-2: over 1/x.
template <class F>
double beyond(double from, F f) {
    return boost::math::quadrature::gauss_kronrod<double, 15>::integrate(
        [&](double t) { return f(from / t) * from / (t * t); }, 0.0, 1.0, 6, 1e-9);
}

TEST(Spectrum, SumRule) {
    // no state is lost: int (dos - 1) dE = 0
    for (const PairingModel& m : models()) {
        const double eta = 0.03;
        const auto excess = [&](double energy) { return at(m, eta, energy).dos() - 1.0; };
        const double far = 20.0;
        double sum = 0.0;
        for (int i = 0; i < 80; ++i)
            sum += boost::math::quadrature::gauss_kronrod<double, 15>::integrate(excess, far * i / 80,
                                                                                 far * (i + 1) / 80, 6, 1e-9);
        sum += beyond(far, excess);
        EXPECT_NEAR(2.0 * sum, 0.0, 1e-6) << m.gamma << ' ' << m.alpha;
    }
}

TEST(Spectrum, KramersAndKronig) {
    // Im g(E) = -P int dE'/pi (dos(E') - 1)/(E' - E), with the singularity subtracted
    for (const PairingModel& m : models())
        for (const double energy : {0.4, 1.0, 6.0}) {
            const double eta = 0.05, centre = at(m, eta, energy).dos();
            const auto paired = [&](double x) {
                return (at(m, eta, energy + x).dos() - at(m, eta, energy - x).dos()) / x;
            };
            double sum = 0.0;
            for (int i = 0; i < 100; ++i)
                sum += boost::math::quadrature::gauss_kronrod<double, 15>::integrate(
                    paired, 0.25 * i + 1e-12, 0.25 * (i + 1), 6, 1e-10);
            sum += beyond(25.0, paired);
            EXPECT_NEAR(at(m, eta, energy).g0.imag(), -sum / std::numbers::pi, 1e-7)
                << energy << ' ' << centre;
        }
}

TEST(Spectrum, ZeemanSplitBcs) {
    const double Delta = 0.8, B = 0.3, eta = 0.01;
    const auto bcs = [&](double energy) {
        const complex<double> z(energy, eta);
        const complex<double> root = std::sqrt(Delta * Delta - z * z);
        return (complex(0.0, -1.0) * z / root).real();
    };
    for (const double gamma : {0.0, 0.7})  // nonmagnetic disorder does nothing: Anderson
        for (const double energy : {-2.0, -0.6, 0.0, 0.45, 0.55, 1.0, 1.15, 3.0}) {
            const RetardedAmplitudes a = at({Delta, B, 0, gamma, 0}, eta, energy);
            EXPECT_NEAR(a.dos_along_field(), bcs(energy + B), 1e-10) << energy;
            EXPECT_NEAR(a.dos_against_field(), bcs(energy - B), 1e-10) << energy;
            EXPECT_NEAR(a.dos(), 0.5 * (bcs(energy + B) + bcs(energy - B)), 1e-10) << energy;
        }
}

TEST(Spectrum, HarmsIntegralForLargeIsingCoupling) {
    // alpha B/W and beta Delta/W held, beta -> infinity: the error falls like 1/beta^2
    const double ratio = 0.6, Delta = 0.9, eta = 0.02, B_over_beta = 0.3;
    double before = 1.0;
    for (const double beta : {10.0, 30.0, 90.0}) {
        const double B = B_over_beta * beta, W = std::hypot(beta, B), D = beta * Delta / W;
        const double alpha = ratio * D * W / B;
        double worst = 0.0;
        for (const double energy : {0.0, 0.2, 0.35, 0.6, 0.9, 1.2, 1.4, 2.0})
            worst = std::max(worst, std::fabs(at({Delta, B, beta, 0, alpha}, eta, energy).dos() -
                                              rashba_dos(energy, D, alpha * B / W, eta)));
        EXPECT_LT(worst, 0.2 * before) << beta;
        before = worst;
    }
    EXPECT_LT(before, 2e-3);
}

TEST(Spectrum, TangFigure1c) {
    const double expected[] = {0.957663, 0.837557, 0.661671, 0.465402, 0.282245};
    for (int i = 0; i < 5; ++i) {
        const double B = i + 1, Delta = solve_point({0.1, B, 7, 0, 0}).order_parameter;
        EXPECT_NEAR(Delta, expected[i], 6e-7);
        const MirageGap gap = mirage_gap(Delta, B, 7);
        const PairingModel m{Delta, B, 7, 0, 0};
        EXPECT_NEAR(at(m, 1e-6, gap.position).dos(), 0.5, 0.006) << "one of two bands is gapped";
        EXPECT_GT(at(m, 1e-6, gap.epsilon_1 + 1e-4).dos(), 2.0);
        EXPECT_GT(at(m, 1e-6, gap.epsilon_2 - 1e-4).dos(), 2.0);
    }
}

TEST(Spectrum, TangFigure2) {
    double before = 0.0;
    std::vector<double> filled;
    for (const double gamma : {0.0, 0.2, 0.4, 1.0, 2.0}) {
        const PairingModel m{solve_point({0.1, 2, 7, gamma, 0}).order_parameter, 2, 7, gamma, 0};
        const RetardedAmplitudes above = at(m, 0.01, std::hypot(7, 2)),
                                 below = at(m, 0.01, -std::hypot(7, 2));
        filled.push_back(above.dos());
        EXPECT_GT(above.dos(), before);
        before = above.dos();
        EXPECT_LT(above.fx.imag(), 0.0) << gamma;
        EXPECT_GT(above.fy.real(), 0.0) << gamma;
        EXPECT_GT(below.fx.imag(), 0.0) << gamma;
        EXPECT_GT(below.fy.real(), 0.0) << gamma;
        EXPECT_GT(above.F.real(), 0.0) << "singlet pairing at finite energy";
        EXPECT_LT(at(m, 0.01, 0.0).fy.real(), -0.05) << "zero-energy pairing i fy";
        EXPECT_NEAR(at(m, 0.01, 0.0).fx.imag(), 0.0, 1e-12);
    }
    EXPECT_NEAR(filled.front(), 0.526, 1e-3);
    EXPECT_NEAR(filled.back(), 0.994, 1e-3);
}

TEST(Spectrum, SolvedAndCausalOverTheDomain) {
    Random random(5);
    for (int i = 0; i < 400; ++i) {
        const PairingModel m{random.logarithmic(1e-3, 1), random.logarithmic(0.01, 20),
                             random.logarithmic(0.01, 100), random.logarithmic(1e-3, 10),
                             i % 8 ? 0.0 : random.logarithmic(1e-3, 10)};
        const double eta = random.logarithmic(1e-6, 0.1), end = 1.3 * std::hypot(m.beta, m.B) + 2;
        std::vector<double> energies;
        for (int k = 0; k < 48; ++k) energies.push_back(random.uniform(0, k % 2 ? 1.5 : end));
        for (const RetardedAmplitudes& a : spectrum(m, eta, energies)) {
            EXPECT_EQ(a.status, Status::converged);
            EXPECT_GE(a.dos(), 0.0);
            EXPECT_GE(std::min(a.dos_along_field(), a.dos_against_field()), -1e-12) << "of either spin";
        }
    }
}

TEST(Spectrum, AllDigitsAtTheBandEdges) {
    // clean: one direction, where the amplitudes are largest; a rounding of the energy counts as one of eta
    Random random(6);
    for (int i = 0; i < 3000; ++i) {
        const double Delta = random.logarithmic(1e-2, 1), B = random.logarithmic(1e-2, 10),
                     beta = random.logarithmic(0.1, 60);
        const double edges[] = {std::hypot(beta, B + Delta), std::hypot(beta, B - Delta),
                                Delta * beta / std::hypot(beta, B)};
        const double energy = edges[i % 3], eta = random.logarithmic(1e-9, 0.1);
        const RetardedAmplitudes a = at({Delta, B, beta, 0, 0}, eta, energy);
        const auto p = mirage_test::propagator({complex(eta, -energy), Delta, B, 0.0}, {0.0, 0.0, beta});
        const double worst = std::max({std::abs(p.g0 - a.g0), std::abs(p.F - a.F), std::abs(p.G - a.G),
                                       std::abs(p.fx - a.fx), std::abs(p.fy - a.fy)});
        EXPECT_LT(worst, (1e-12 + 2e-15 * energy / eta) * std::max(1.0, std::abs(p.g0)))
            << Delta << ' ' << B << ' ' << beta << ' ' << eta << " edge " << i % 3;
    }
}

TEST(Spectrum, WeakRashbaCouplingChangesLittle) {
    // however sharp the spectrum: a wrong root of the cubic would not change little
    Random random(7);
    for (int i = 0; i < 300; ++i) {
        PairingModel m{random.uniform(0.1, 1), random.uniform(0.01, 0.1), random.logarithmic(1, 100),
                       i % 3 ? 0.0 : random.logarithmic(1e-3, 1), random.logarithmic(1e-4, 1e-2)};
        const double eta = random.logarithmic(1e-9, 1e-6);
        std::vector<double> energies;  // on both sides of the mirage gap
        for (const double factor : {0.7, 0.85, 1.2, 1.3})
            energies.push_back(factor * std::hypot(m.beta, m.B + m.Delta));
        const auto with = spectrum(m, eta, energies);
        m.alpha = 0.0;
        const auto without = spectrum(m, eta, energies);
        for (std::size_t k = 0; k < energies.size(); ++k) {
            EXPECT_NE(with[k].status, Status::failed);
            EXPECT_NEAR(with[k].dos(), without[k].dos(), 1e-3)
                << m.Delta << ' ' << m.B << ' ' << m.beta << ' ' << eta;
            EXPECT_NEAR(with[k].G.imag(), without[k].G.imag(), 1e-3);
        }
    }
}

TEST(Spectrum, NoFailureAnywhereInTheDomain) {
    Random random(8);
    int unsure = 0, count = 0;
    for (int i = 0; i < 1500; ++i) {
        const PairingModel m{random.logarithmic(1e-3, 1), random.logarithmic(0.01, 20),
                             random.logarithmic(0.01, 100), i % 5 ? random.logarithmic(1e-3, 10) : 0.0,
                             i % 2 ? random.logarithmic(1e-3, 10) : 0.0};
        const double eta = random.logarithmic(1e-9, 0.1), g = std::hypot(m.beta, m.alpha);
        std::vector<double> energies{0.0};
        for (int k = 0; k < 5; ++k) energies.push_back(m.Delta * random.uniform(0, 3));
        for (int k = 0; k < 8; ++k) energies.push_back(std::hypot(g, m.B) + m.Delta * random.uniform(-3, 3));
        energies.push_back(random.uniform(0, 2) * g), energies.push_back(random.uniform(0, 2) * m.B);
        for (const RetardedAmplitudes& a : spectrum(m, eta, energies)) {
            ASSERT_NE(a.status, Status::failed)
                << "Delta " << m.Delta << " B " << m.B << " beta " << m.beta << " gamma " << m.gamma
                << " alpha " << m.alpha << " eta " << eta;
            EXPECT_GT(std::min(a.dos_along_field(), a.dos_against_field()), -1e-9 * std::max(1.0, a.dos()))
                << "Delta " << m.Delta << " B " << m.B << " beta " << m.beta << " gamma " << m.gamma
                << " alpha " << m.alpha << " eta " << eta;
            unsure += a.status != Status::converged;
            ++count;
        }
    }
    EXPECT_LT(unsure, 0.005 * count) << "tolerance not met";
}

TEST(Spectrum, SameBitsInLongAndShortLists) {
    const PairingModel m{0.7, 2, 7, 0.3, 0.8};
    std::vector<double> energies;
    for (int k = 0; k < 64; ++k) energies.push_back(0.15 * k);
    const auto all = spectrum(m, 0.01, energies);
    const auto part = spectrum(m, 0.01, {energies.begin() + 16, energies.begin() + 32});
    for (std::size_t i = 0; i < part.size(); ++i)
        EXPECT_EQ(part[i].g0, all[16 + i].g0) << "whole packs of eight";
}

}  // namespace
