#include "propagator/self_energy.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fermi_surface.hpp"
#include "matrix_reference.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

struct Solved {
    Dressing<double> self{};
    FrequencyState<double> state{};
    bool found = false;
};

Solved solved(double omega, const PairingModel& model) {
    Solved s;
    s.found = solve_frequency_robustly(s.self, omega, model, s.state);
    return s;
}

TEST(SelfEnergy, ReferenceTable) {
    for (const auto& row : mirage_test::read_table("scba.csv")) {
        const auto v = [&row](std::size_t i) { return mirage_test::number(row, i); };
        const PairingModel model{v(1), v(2), v(3), v(4), v(5)};
        const Solved s = solved(v(0), model);
        ASSERT_TRUE(s.found);
        EXPECT_NEAR(s.state.g0, v(6), 1e-11);
        EXPECT_NEAR(s.state.F_over_Delta * model.Delta, v(7), 1e-11);
        EXPECT_NEAR(s.state.G, v(8), 1e-11);
        EXPECT_NEAR(renormalize(s.self, v(0), model).d / model.gamma, v(9), 1e-11);
    }
}

TEST(SelfEnergy, FixedPointOfTheMatrixSign) {
    Random random(21);
    for (int i = 0; i < 6; ++i) {
        const PairingModel m{random.uniform(0.1, 1), random.uniform(0.2, 3), random.uniform(0.5, 8),
                             random.uniform(0.1, 1), i % 2 ? random.uniform(0.1, 1) : 0.0};
        const double omega = random.uniform(0.3, 2);
        const mirage_test::Propagator p = mirage_test::fixed_point(
            omega, m.Delta, m.B, m.gamma, mirage_test::two_valley(m.beta, m.alpha, 24));
        const Solved s = solved(omega, m);
        EXPECT_NEAR(s.state.g0, p.g0, 1e-11);
        EXPECT_NEAR(s.state.F_over_Delta * m.Delta, p.F, 1e-11);
        EXPECT_NEAR(s.state.G, p.G, 1e-11);
    }
}

TEST(SelfEnergy, NoFailureAnywhereInTheDomain) {
    Random random(22);
    int direct = 0;
    constexpr int count = 300000;
    for (int i = 0; i < count; ++i) {
        const PairingModel m{random.logarithmic(1e-3, 1.03), random.logarithmic(1e-2, 150),
                             random.logarithmic(0.01, 100), random.logarithmic(1e-3, 10),
                             i % 3 ? random.logarithmic(1e-2, 10) : 0.0};
        const double omega = random.logarithmic(1.7e-3, 1e3);
        Dressing<double> self = normal_dressing(omega, m);
        const FrequencyState<double> first = solve_frequency(self, omega, m, 12);
        if (first.error < 1e-7 && first.g0 > 0 && first.F_over_Delta > 0) {
            ++direct;
            continue;
        }
        const Solved s = solved(omega, m);
        EXPECT_TRUE(s.found) << "omega " << omega << " Delta " << m.Delta << " B " << m.B << " beta "
                             << m.beta << " gamma " << m.gamma << " alpha " << m.alpha;
    }
    EXPECT_GT(direct, 0.999 * count) << "Newton from the normal state";
}

TEST(SelfEnergy, SolutionsDoNotDependOnTheRoute) {
    Random random(23);
    for (int i = 0; i < 3000; ++i) {
        const PairingModel m{random.uniform(0.01, 1), random.logarithmic(0.05, 20),
                             random.logarithmic(0.1, 30), random.logarithmic(1e-2, 10),
                             i % 2 ? random.logarithmic(1e-2, 5) : 0.0};
        const double omega = random.logarithmic(2e-3, 5);
        Dressing<double> self = normal_dressing(omega, m);
        const FrequencyState<double> direct = solve_frequency(self, omega, m, 12);
        if (!(direct.error < 1e-7 && direct.g0 > 0 && direct.F_over_Delta > 0)) continue;
        const Solved followed = solved(omega, m);  // from nothing: continuation in Delta
        EXPECT_NEAR(followed.state.F_over_Delta / direct.F_over_Delta, 1.0, 1e-10);
        EXPECT_NEAR(followed.state.g0, direct.g0, 1e-10);
    }
}

TEST(SelfEnergy, QuadraticConvergence) {
    const PairingModel m{0.6, 2.0, 7.0, 0.4, 0.3};
    const double omega = 0.05;
    Dressing<double> self = normal_dressing(omega, m);
    double before = 1.0, size = 1.0;
    int steps = 0;
    for (; steps < 12 && size > 1e-13; ++steps) {
        const Renormalized<double> a = renormalize(self, omega, m);
        int directions = 1;
        before = size;
        size = newton_step(self, a, average(a, m, directions), m.gamma);
        if (size < 1e-3 && size > 1e-12) {
            EXPECT_LT(size, 20.0 * before * before);
        }
    }
    EXPECT_LE(steps, 7);
}

TEST(SelfEnergy, AndersonsTheoremAtEveryFrequency) {
    Random random(24);
    for (int i = 0; i < 500; ++i) {
        const PairingModel m{random.uniform(0.1, 1), 0.0, random.logarithmic(0.01, 100),
                             random.logarithmic(1e-2, 10), i % 2 ? random.logarithmic(1e-2, 10) : 0.0};
        const double omega = random.logarithmic(1e-3, 30);
        const Solved s = solved(omega, m);
        ASSERT_TRUE(s.found);
        EXPECT_NEAR(s.state.F_over_Delta * std::hypot(omega, m.Delta), 1.0, 1e-12);
        EXPECT_NEAR(s.state.g0, omega / std::hypot(omega, m.Delta), 1e-12);
    }
}

TEST(SelfEnergy, PhiIsAPotential) {
    // dPhi/dDelta = F, dPhi/dB = -G, d(F/Delta)/d(Delta^2) is the reported slope
    Random random(25);
    for (int i = 0; i < 200; ++i) {
        const PairingModel m{random.uniform(0.2, 1), random.uniform(0.2, 3), random.uniform(0.5, 8),
                             i % 4 ? random.uniform(0.1, 2) : 0.0, i % 2 ? random.uniform(0.1, 1) : 0.0};
        const double omega = random.uniform(0.1, 2), h = 1e-4;
        const auto at = [&](double dDelta, double dB) {
            PairingModel moved = m;
            moved.Delta += dDelta, moved.B += dB;
            return solved(omega, moved).state;
        };
        const FrequencyState<double> f = at(0, 0);
        const double dDelta =
            (8 * (at(h, 0).phi - at(-h, 0).phi) - (at(2 * h, 0).phi - at(-2 * h, 0).phi)) / (12 * h);
        const double dB =
            (8 * (at(0, h).phi - at(0, -h).phi) - (at(0, 2 * h).phi - at(0, -2 * h).phi)) / (12 * h);
        EXPECT_NEAR(dDelta, f.F_over_Delta * m.Delta, 1e-10);
        EXPECT_NEAR(dB, -f.G, 1e-10);
        const double slope = (at(h, 0).F_over_Delta - at(-h, 0).F_over_Delta) / (4 * h * m.Delta);
        EXPECT_NEAR(f.F_over_Delta_slope, slope, 1e-5 * (1 + std::fabs(slope)));
        const double along_B = (at(0, h).F_over_Delta - at(0, -h).F_over_Delta) / (2 * h);
        EXPECT_NEAR(f.F_over_Delta_B, along_B, 1e-5 * (1 + std::fabs(along_B)));
    }
}

}  // namespace
