#include "propagator/retarded_self_energy.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "matrix_reference.hpp"
#include "mirage/formulas/mirage_gap.hpp"
#include "mirage/spectra/spectral_gaps.hpp"
#include "propagator/kernel.hpp"
#include "table.hpp"

namespace mirage {

/// The engine in extended precision: one more number type of lane.hpp.
struct Extended {
    long double v;

    Extended() = default;
    Extended(double x) : v(x) {}
    Extended(long double x) : v(x) {}
};
#define MIRAGE_EXTENDED_OPERATOR(op)                                            \
    Extended operator op(Extended a, Extended b) { return a.v op b.v; }         \
    Extended operator op(double a, Extended b) { return Extended(a).v op b.v; } \
    Extended operator op(Extended a, double b) { return a.v op Extended(b).v; }
MIRAGE_EXTENDED_OPERATOR(+)
MIRAGE_EXTENDED_OPERATOR(-)
MIRAGE_EXTENDED_OPERATOR(*)
MIRAGE_EXTENDED_OPERATOR(/)
#undef MIRAGE_EXTENDED_OPERATOR
#define MIRAGE_EXTENDED_COMPARE(op)                                 \
    bool operator op(Extended a, Extended b) { return a.v op b.v; } \
    bool operator op(Extended a, double b) { return a.v op Extended(b).v; }
MIRAGE_EXTENDED_COMPARE(<)
MIRAGE_EXTENDED_COMPARE(>)
MIRAGE_EXTENDED_COMPARE(<=)
MIRAGE_EXTENDED_COMPARE(>=)
#undef MIRAGE_EXTENDED_COMPARE
Extended operator-(Extended a) { return -a.v; }
Extended& operator+=(Extended& a, Extended b) { return a = a + b; }
Extended choose(bool condition, Extended yes, Extended no) { return condition ? yes : no; }
Extended absolute(Extended a) { return std::fabs(a.v); }
Extended larger(Extended a, Extended b) { return a.v > b.v ? a : b; }
Extended smaller(Extended a, Extended b) { return a.v < b.v ? a : b; }
Extended square_root(Extended a) { return std::sqrt(a.v); }

}  // namespace mirage

namespace {

using namespace mirage;
using mirage_test::ComplexPropagator;
using mirage_test::Random;
using Number = std::complex<double>;
using Lane = Complex<double>;
constexpr int rounds = 4, steps = 16;

struct Solved {
    Dressing<Lane> self{};
    RetardedState<Lane> state{};
    bool physical = false;
};

/// The average, compiled once for each number type: the formulas around it are inlined wherever they stand.
template <class V>
struct Average {
    const PairingModel& m;

    [[gnu::noinline]] RetardedAverage<Complex<V>> operator()(const Renormalized<Complex<V>>& a) {
        return RetardedAverager<double>{m}(a);
    }
};

/// One frequency in plain doubles, from the engine's guess or, for rounds = 0, from `self`.
Solved solved(Number omega, const PairingModel& m, int first_rounds = rounds,
              const Dressing<Lane>& self = {}) {
    Average<double> average{m};
    Solved s;
    s.self = self;
    s.state = solve_retarded_frequency(s.self, lane_of(omega), m, first_rounds, steps, average);
    s.physical = is_physical(s.state.error, s.state.domain, s.state.g0.re, omega.real());
    return s;
}

ComplexPropagator propagator(const RetardedState<Lane>& f) {
    return {0.0, standard(f.g0), standard(f.F), standard(f.G), standard(f.fx), standard(f.fy)};
}

double distance(const ComplexPropagator& a, const ComplexPropagator& b) {
    return std::max({std::abs(a.g0 - b.g0), std::abs(a.F - b.F), std::abs(a.G - b.G), std::abs(a.fx - b.fx),
                     std::abs(a.fy - b.fy)}) /
           std::max(1.0, std::abs(b.g0));
}

PairingModel random_model(Random& random, int i) {
    return {random.uniform(0.01, 1), random.logarithmic(0.05, 20), random.logarithmic(0.1, 50),
            i % 3 ? random.logarithmic(1e-2, 5) : 0.0, i % 2 ? random.logarithmic(1e-2, 5) : 0.0};
}

/// Energies in the gap, at the main peaks and around the mirage gap.
double random_energy(Random& random, const PairingModel& m) {
    const double mirage = std::hypot(m.beta, m.B), where = random.uniform(0, 3);
    return where < 1   ? m.Delta * where
           : where < 2 ? m.Delta * (where + 0.5)
                       : mirage + 2 * m.Delta * (2 * where - 5);
}

std::string text(Number omega, const PairingModel& m) {
    std::ostringstream out;
    out << "omega " << omega << " Delta " << m.Delta << " B " << m.B << " beta " << m.beta << " gamma "
        << m.gamma << " alpha " << m.alpha;
    return out.str();
}

/// Frequencies with the arrays of a kernel.
struct Block {
    std::vector<double> omega, self, amplitude, error, domain, directions_error;
    RetardedArrays arrays;

    explicit Block(const std::vector<Number>& frequencies) {
        const std::size_t n = frequencies.size();
        for (const Number z : frequencies) omega.push_back(z.real());
        for (const Number z : frequencies) omega.push_back(z.imag());
        self.resize(6 * n), amplitude.resize(2 * retarded_arrays * n);
        error.resize(n), domain.resize(n), directions_error.resize(n);
        arrays = {static_cast<int>(n), omega.data(),           self.data(), amplitude.data(), error.data(),
                  domain.data(),       directions_error.data()};
    }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;

    ComplexPropagator propagator(std::size_t i) const {
        const auto value = [&](std::size_t which) {
            const std::size_t n = error.size();
            return Number(amplitude[2 * n * which + i], amplitude[2 * n * which + n + i]);
        };
        return {0.0, value(0), value(1), value(2), value(3), value(4)};
    }
};

class EveryRetardedKernel : public testing::TestWithParam<const char*> {};

TEST_P(EveryRetardedKernel, AgreesWithOneFrequencyAtATime) {
    const Kernel* k = kernel(GetParam());
    if (!k) GTEST_SKIP() << GetParam() << " is not available here";
    Random random(131);
    int compared = 0;
    for (int i = 0; i < 200; ++i) {
        const PairingModel m = random_model(random, i);
        const double eta = random.logarithmic(1e-3, 0.1);
        std::vector<Number> omega(16);
        for (Number& w : omega) w = {eta, -random_energy(random, m)};
        Block block(omega);
        k->solve_retarded(m, block.arrays, RetardedStart::guess);
        for (std::size_t j = 0; j < omega.size(); ++j) {
            const Solved s = solved(omega[j], m);
            if (!s.physical || !is_physical(block.error[j], block.domain[j], block.amplitude[j], eta))
                continue;
            ++compared;
            EXPECT_LT(distance(block.propagator(j), propagator(s.state)), 3e-12) << text(omega[j], m);
        }
    }
    EXPECT_GT(compared, 3190) << "of 3200";
}

TEST_P(EveryRetardedKernel, GivesTheSameBitsEveryTime) {
    const Kernel* k = kernel(GetParam());
    if (!k) GTEST_SKIP() << GetParam() << " is not available here";
    std::vector<Number> omega;
    for (int i = 0; i < 16; ++i) omega.emplace_back(1e-3, -0.5 * i);
    for (const double alpha : {0.0, 0.3}) {
        Block a(omega), b(omega);
        for (Block* block : {&a, &b})
            k->solve_retarded({0.6, 2.0, 7.0, 0.4, alpha}, block->arrays, RetardedStart::guess);
        EXPECT_EQ(a.amplitude, b.amplitude);
        EXPECT_EQ(a.self, b.self);
    }
}

TEST_P(EveryRetardedKernel, ContinuesFromWhatItIsGiven) {
    const Kernel* k = kernel(GetParam());
    if (!k) GTEST_SKIP() << GetParam() << " is not available here";
    const PairingModel m{0.6, 2.0, 7.0, 0.4, 0.0};
    Block block(std::vector<Number>(8, Number(0.02, -0.3)));
    k->solve_retarded(m, block.arrays, RetardedStart::guess);
    const ComplexPropagator first = block.propagator(3);
    k->solve_retarded(m, block.arrays, RetardedStart::given);
    EXPECT_LT(block.error[3], 1e-12) << "nothing left for Newton to do";
    EXPECT_LT(distance(block.propagator(3), first), 1e-13);
}

INSTANTIATE_TEST_SUITE_P(Kernel, EveryRetardedKernel, testing::Values("plain", "avx2", "avx512"));

TEST(RetardedSelfEnergy, SolvesTheEquationsOfTheMatrixSign) {
    Random random(132);
    for (int i = 0; i < 24; ++i) {
        PairingModel m = random_model(random, i);
        m.alpha = std::min(m.alpha, 1.0);
        const Number omega(0.3, -random_energy(random, m));
        const Solved s = solved(omega, m);
        ASSERT_TRUE(s.physical) << text(omega, m);
        const ComplexPropagator f = propagator(s.state);
        const ComplexPropagator reference = mirage_test::average(
            {omega + m.gamma * f.g0, m.Delta + m.gamma * f.F, m.B + m.gamma * f.G, m.gamma * f.fx},
            mirage_test::directions(m.beta, m.alpha, m.alpha > 0.0 ? 150 : 1));
        EXPECT_LT(distance(f, reference), 1e-11) << text(omega, m);
    }
}

TEST(RetardedSelfEnergy, AllDigitsAtTheBandEdges) {
    // against the same equations in extended precision; a rounding of the energy counts as one of eta
    Random random(139);
    const auto difference = [](Complex<Extended> a, Lane b) {
        return static_cast<double>(std::hypot(a.re.v - b.re, a.im.v - b.im));
    };
    int compared = 0;
    for (int i = 0; i < 2000; ++i) {
        PairingModel m = random_model(random, 6 * i + 2);
        m.gamma = random.logarithmic(1e-3, 10);
        const MirageGap mirage = mirage_gap(m.Delta, m.B, m.beta);
        const double energy = i % 3 == 0 ? mirage.epsilon_1 : i % 3 == 1 ? mirage.epsilon_2 : gap_edge(m);
        const double eta = random.logarithmic(1e-6, 0.1);
        const Number omega(eta, -energy);
        const Solved s = solved(omega, m);
        Average<Extended> average{m};
        Dressing<Complex<Extended>> self{};
        const auto exact =
            solve_retarded_frequency(self, Complex<Extended>(eta, -energy), m, rounds, 2 * steps, average);
        if (!s.physical || !(exact.domain > -1e-15 && exact.error < 1e-8)) continue;  // needs continuation
        ++compared;
        const RetardedState<Lane>& f = s.state;
        const double worst =
            std::max({difference(exact.g0, f.g0), difference(exact.F, f.F), difference(exact.G, f.G),
                      difference(exact.fx, f.fx), difference(exact.fy, f.fy)});
        EXPECT_LT(worst, (1e-12 + 1e-15 * energy / eta) * std::max(1.0, modulus(f.g0))) << text(omega, m);
    }
    EXPECT_GT(compared, 1950);
}

TEST(RetardedSelfEnergy, OnTheMatsubaraAxis) {
    Random random(133);
    for (int i = 0; i < 300; ++i) {
        const PairingModel m = random_model(random, i);
        const double omega = random.logarithmic(1e-2, 10);
        const Solved s = solved(omega, m);
        Dressing<double> self{};
        FrequencyState<double> f{};
        ASSERT_TRUE(s.physical && solve_frequency_robustly(self, omega, m, f)) << text(omega, m);
        const ComplexPropagator p = propagator(s.state);
        EXPECT_LT(std::abs(p.g0 - f.g0), 1e-11) << text(omega, m);
        EXPECT_LT(std::abs(p.F - f.F_over_Delta * m.Delta), 1e-11);
        EXPECT_LT(std::abs(p.G - f.G), 1e-11);
        EXPECT_LT(std::abs(m.gamma * p.fx - renormalize(self, omega, m).d), 1e-11);
    }
}

/// The least of Re w~ + sigma Im B~ - tau Im D~ + sigma tau Re d.
double domain_of(Lane w, Lane D, Lane B, Lane d) {
    double least = std::numeric_limits<double>::infinity();
    for (const int sigma : {1, -1})
        for (const int tau : {1, -1})
            least = std::min(least, w.re + sigma * B.im - tau * D.im + sigma * tau * d.re);
    return least;
}

TEST(RetardedSelfEnergy, ThePlainFixedPointMapsTheDomainIntoItself) {
    Random random(134);
    for (int i = 0; i < 3000; ++i) {
        const PairingModel m = random_model(random, 3 * i + 1 + i % 2);
        const Lane omega(random.logarithmic(1e-6, 0.1), -random_energy(random, m));
        const double size = random.logarithmic(1e-3, 3);
        const auto part = [&] { return Lane(size * random.uniform(-1, 1), size * random.uniform(-1, 1)); };
        Renormalized<Lane> a{};
        a.w = omega + part(), a.D = m.Delta + part(), a.B = m.B + part(), a.d = part();
        a.w.re += omega.re - domain_of(a.w, a.D, a.B, a.d);  // as close to the boundary as omega
        Average<double> average{m};
        const RetardedAverage<Lane> r = average(a);
        const Lane g0 = 2.0 * a.w * r.s + a.B * r.e, F = 2.0 * a.D * r.s + a.d * r.e,
                   G = -(2.0 * a.B * r.b + a.w * r.e), fx = -(2.0 * a.d * r.b + a.D * r.e);
        EXPECT_GT(domain_of(g0, F, G, fx), -1e-12 * std::abs(standard(g0)));
    }
}

TEST(RetardedSelfEnergy, TheReportedDomainIsThatOfTheSolution) {
    Random random(135);
    int refused = 0;  // a first guess may be too far away: the engine then comes from a larger omega
    for (int i = 0; i < 300; ++i) {
        const PairingModel m = random_model(random, i);
        const Number omega(random.logarithmic(1e-3, 0.1), -random_energy(random, m));
        const Solved s = solved(omega, m);
        if (!s.physical) {
            ++refused;
            continue;
        }
        const Renormalized<Lane> a = renormalize(s.self, lane_of(omega), m);
        const double domain = domain_of(a.w, a.D, a.B, a.d) - omega.real();
        EXPECT_NEAR(s.state.domain, domain, 1e-13 * (1.0 + m.B));
        EXPECT_GT(domain, -1e-13 * (1.0 + m.gamma));
    }
    EXPECT_LE(refused, 3);
}

TEST(RetardedSelfEnergy, TheMirrorSolutionIsRefused) {
    // gapless, omega -> 0: w~ = y B/det nearly, so that y -> -y mirrors w~ and d
    const PairingModel m{0.05, 4.0, 7.0, 1.0, 0.0};
    for (const Number omega : {Number(1e-3, 0.0), Number(1e-3, -1e-3), Number(1e-6, -0.005)}) {
        const Solved s = solved(omega, m);
        ASSERT_TRUE(s.physical);
        Dressing<Lane> mirrored = s.self;
        mirrored.y = -mirrored.y;
        const Solved other = solved(omega, m, 0, mirrored);
        EXPECT_LT(other.state.error, 1e-7) << "it solves the equations";
        EXPECT_LT(other.state.g0.re, -0.1);
        EXPECT_LT(other.state.domain, -0.1);
        EXPECT_FALSE(other.physical);
    }
}

TEST(RetardedSelfEnergy, WhateverIsAcceptedIsTheSameSolution) {
    Random random(136);
    int accepted = 0, refused = 0;
    for (int i = 0; i < 100; ++i) {
        const PairingModel m = random_model(random, 6 * i + 2);
        const Number omega(random.logarithmic(1e-4, 0.1), -random_energy(random, m));
        const Solved s = solved(omega, m);
        ASSERT_TRUE(s.physical) << text(omega, m);
        const auto anywhere = [&](double centre) {
            return Lane(centre + random.uniform(-1, 1), random.uniform(-1, 1));
        };
        for (int k = 0; k < 30; ++k) {
            const Solved other = solved(omega, m, 0, {anywhere(1), anywhere(1), anywhere(0), {}, {}, {}});
            if (!(other.state.error < 1e-7)) continue;
            ++(other.physical ? accepted : refused);
            if (!other.physical) continue;
            EXPECT_LT(distance(propagator(other.state), propagator(s.state)), 1e-9) << text(omega, m);
        }
    }
    EXPECT_GT(accepted, 500);
    EXPECT_GT(refused, 100) << "without other solutions the test would show nothing";
}

TEST(RetardedSelfEnergy, SlopeOfG0) {
    Random random(137);
    for (int i = 0; i < 300; ++i) {
        const PairingModel m = random_model(random, i);
        const double eta = random.uniform(0.1, 0.3), h = 0.005 * eta;  // analytic for Re omega > 0
        const Number omega(eta, -random_energy(random, m)), way = std::polar(1.0, random.uniform(-3, 3));
        const Solved s = solved(omega, m);
        ASSERT_TRUE(s.physical) << text(omega, m);
        const auto g0 = [&](double shift) {
            return standard(solved(omega + shift * h * way, m, 0, s.self).state.g0);
        };
        const Number difference = (8.0 * (g0(1) - g0(-1)) - (g0(2) - g0(-2))) / (12.0 * h * way);
        EXPECT_LT(std::abs(standard(s.state.g0_slope) - difference), 1e-8 / eta) << text(omega, m);
    }
}

TEST(RetardedSelfEnergy, AndersonsTheorem) {
    Random random(138);
    for (int i = 0; i < 300; ++i) {
        PairingModel m = random_model(random, i);
        m.B = 0.0;
        const Number omega(random.logarithmic(1e-6, 0.1), -random_energy(random, m));
        const Solved s = solved(omega, m);
        ASSERT_TRUE(s.physical) << text(omega, m);
        const Number r = std::sqrt(omega * omega + m.Delta * m.Delta);
        EXPECT_LT(distance(propagator(s.state), {0.0, omega / r, m.Delta / r, 0.0, 0.0, 0.0}), 1e-11)
            << text(omega, m);
    }
}

TEST(RetardedSelfEnergy, NewtonConvergesQuadratically) {
    const PairingModel m{0.6, 2.0, 7.0, 0.4, 0.3};
    const Lane omega(1e-3, -0.45);
    Average<double> average{m};
    Dressing<Lane> self = retarded_guess(omega, m, rounds, average);
    double before = 1.0, size = 1.0;
    int taken = 0, quadratic = 0;
    for (; taken < steps && size > 1e-12; ++taken) {
        const Renormalized<Lane> a = renormalize(self, omega, m);
        before = size;
        size = std::sqrt(retarded_newton_step(self, a, average(a), m.gamma));
        if (before < 1e-2 && size > 1e-12) {
            EXPECT_LT(size, 30.0 * before * before);
            ++quadratic;
        }
    }
    EXPECT_LE(taken, 9);
    EXPECT_GE(quadratic, 1);
}

}  // namespace
