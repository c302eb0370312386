#include "mirage/lines/momentum_instability.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "mirage/gap/gap_equation.hpp"
#include "mirage/lines/second_order_field.hpp"
#include "mirage/model/constants.hpp"
#include "mirage/numeric/digamma.hpp"
#include "numeric/roots.hpp"
#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

Parameters with_momentum(Parameters p, double Q, double angle = across_the_field) {
    p.Q = Q, p.Q_angle = angle;
    return p;
}

Parameters random_parameters(Random& random) {
    return {random.logarithmic(0.02, 0.99), random.uniform(0.05, 6), random.logarithmic(0.1, 30),
            random.uniform(0, 1.5), random.uniform(0, 5)};
}

/// Frigeri and others: ln(T/Tc0) + <A f(a) + C f(b)> with f(x) = Re psi(1/2 + i x/(2 pi T)) - psi(1/2), a and
/// b half the sum and difference of |g + B| and |g - B|, shifted by +-Q v.
double digamma_instability(const Parameters& p) {
    const double T2pi = 2.0 * std::numbers::pi * thermal_energy(p), g2 = p.alpha * p.alpha + p.beta * p.beta;
    const auto f = [&](double x, double shift) {
        return 0.5 *
               (digamma_half_difference((x + shift) / T2pi) + digamma_half_difference((x - shift) / T2pi));
    };
    constexpr int count = 2000;
    double sum = 0.0;
    for (int i = 0; i < count; ++i) {
        const double phi = 2.0 * std::numbers::pi * (i + 0.5) / count, gx = -p.alpha * std::sin(phi);
        const double plus = std::sqrt(g2 + p.B * p.B + 2.0 * gx * p.B);
        const double minus = std::sqrt(g2 + p.B * p.B - 2.0 * gx * p.B);
        const double a = 0.5 * (plus + minus), b = 0.5 * (plus - minus),
                     shift = p.Q * std::cos(phi - p.Q_angle);
        const double A = (g2 - a * a) / (b * b - a * a), part_b = (g2 - b * b) / (a * a - b * b);
        sum += A * f(a, shift) + part_b * f(b, shift);
    }
    return std::log(p.T) + sum / count;
}

TEST(MomentumInstability, CleanIsTheDigammaFormulaAtAnyAngle) {
    Random random(61);
    for (int i = 0; i < 200; ++i) {
        Parameters p = with_momentum(random_parameters(random), random.uniform(0, 3), random.uniform(-4, 4));
        p.T = random.logarithmic(0.1, 0.99), p.gamma = 0.0;
        if (i % 3 == 0) p.Q_angle = across_the_field;
        if (i % 3 == 1) p.Q_angle = along_the_field;
        if (i % 7 == 0) p.alpha = 0.0;
        EXPECT_NEAR(momentum_instability(p).value, digamma_instability(p), 2e-13)
            << p.T << ' ' << p.B << ' ' << p.beta << ' ' << p.alpha << ' ' << p.Q << ' ' << p.Q_angle;
    }
}

TEST(MomentumInstability, DerivativesAreThoseOfTheValue) {
    Random random(62);
    for (int i = 0; i < 60; ++i) {
        Parameters p = with_momentum(random_parameters(random), random.uniform(0.05, 1.5));
        p.T = random.uniform(0.3, 0.95);
        if (i % 2) p.gamma = 0.0;
        const auto at = [&p](double dB, double dQ) {
            Parameters moved = p;
            moved.B += dB, moved.Q += dQ;
            return momentum_instability(moved);
        };
        constexpr double h = 1e-3;
        const auto slope = [](auto f) {
            return (8.0 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12.0 * h);
        };
        const MomentumInstability l = momentum_instability(p);
        EXPECT_NEAR(l.field_slope, slope([&](double x) { return at(x, 0).value; }), 1e-8);
        EXPECT_NEAR(l.momentum_slope, slope([&](double x) { return at(0, x).value; }), 1e-8);
        EXPECT_NEAR(l.momentum_curvature, slope([&](double x) { return at(0, x).momentum_slope; }), 1e-8);
        EXPECT_NEAR(l.mixed_slope, slope([&](double x) { return at(x, 0).momentum_slope; }), 1e-8);
    }
}

TEST(MomentumInstability, VanishesOnTheUniformLineWithoutMomentum) {
    Random random(63);
    for (int i = 0; i < 200; ++i) {
        Parameters p = random_parameters(random);
        for (const double B : second_order_fields(p)) {
            p.B = B;
            const MomentumInstability l = momentum_instability(p);
            EXPECT_NEAR(l.value, 0.0, 1e-12);
            EXPECT_EQ(l.momentum_slope, 0.0);
            EXPECT_EQ(l.mixed_slope, 0.0);
        }
    }
}

TEST(MomentumInstability, EvenInTheMomentumAndTheField) {
    Random random(64);
    for (int i = 0; i < 50; ++i) {
        const Parameters p = with_momentum(random_parameters(random), random.uniform(0, 2));
        Parameters turned = p;
        turned.Q = -p.Q, turned.B = -p.B;
        EXPECT_EQ(momentum_instability(turned).value, momentum_instability(p).value);
    }
}

TEST(MomentumInstability, IsotropicWithoutRashbaCoupling) {
    Random random(65);
    for (int i = 0; i < 50; ++i) {
        Parameters p = with_momentum(random_parameters(random), random.uniform(0, 2));
        p.alpha = 0.0;
        const double across = momentum_instability(p).value;
        p.Q_angle = random.uniform(-4, 4);
        EXPECT_EQ(momentum_instability(p).value, across);
        p.alpha = 1e-9, p.gamma = 0.0;  // by directions of that angle
        const double near = momentum_instability(p).value;
        p.Q_angle = across_the_field;
        EXPECT_NEAR(momentum_instability(p).value, near, 1e-13);
    }
}

TEST(MomentumInstability, DisorderDoesNotMatterToUniformPairsWithoutSpinOrbitCoupling) {
    const Parameters clean{0.1, 0.6, 0, 0, 0}, dirty{0.1, 0.6, 0, 2.0, 0};
    EXPECT_NEAR(momentum_instability(clean).value, momentum_instability(dirty).value, 1e-13);
    // pairs with momentum it breaks: less is gained from Q
    const auto gain = [](const Parameters& p) {
        return momentum_instability(p).value - momentum_instability(with_momentum(p, 0.4)).value;
    };
    EXPECT_GT(gain(clean), 2.0 * gain(dirty));
}

TEST(MomentumInstability, SuperflowWithoutAField) {
    // B = 0: pairs of the pure Doppler shift, ln(T/Tc0) + <f(Q v)>, whatever the spin-orbit coupling; T -> 0:
    // Q = Delta0
    for (const double T : {0.02, 0.3, 0.8}) {
        const double bare = momentum_instability(with_momentum({T, 0, 0, 0, 0}, 0.7)).value;
        EXPECT_NEAR(momentum_instability(with_momentum({T, 0, 7, 0, 2}, 0.7)).value, bare, 1e-13);
    }
    EXPECT_NEAR(momentum_instability(with_momentum({0.003, 0, 0, 0, 0}, 1.0)).value, 0.0, 1e-4);
}

TEST(MomentumInstability, LastDisorderWithFiniteMomentumOfStrongRashbaCoupling) {
    // where d2l/dQ2 = 0 on the uniform line for T -> 0 and alpha -> infinity: Tc0 tau = 1/(2 Gamma);
    // Dimitrova and Feigel'man find 0.11. From K at T = 0 with the averages at alpha -> infinity, V =
    // s^2/(W^2 + B^2 s^2), s = sin(phi): Gamma = 2.4729388, B = 1.5013974 Delta0
    const auto curvature = [](double gamma) {
        Parameters p{2e-3, 0, 0, gamma, 1e4};
        p.B = supercooling_field(p);
        return momentum_instability(p).momentum_curvature;
    };
    const Root gamma = root_between(curvature, 2.0, 3.0, 40);
    ASSERT_EQ(gamma.status, RootStatus::found);
    EXPECT_NEAR(gamma.at, 2.4729388, 5e-5) << "T = 0.002 Tc0 moves it by -3e-5";
    EXPECT_NEAR(supercooling_field({2e-3, 0, 0, gamma.at, 1e4}), 1.5013974, 2e-5);
    EXPECT_NEAR(delta0_over_tc0 * 2.0 * gamma.at * 0.114627, 1.0, 3e-5);
}

TEST(MomentumInstability, AToleranceIsKept) {
    Random random(66);
    for (int i = 0; i < 200; ++i) {
        Parameters p = with_momentum(random_parameters(random), random.uniform(0, 3));
        if (i % 2) p.gamma = 0.0;
        const double value = momentum_instability(p).value;
        for (const double tolerance : {1e-10, 1e-7, 1e-4}) {
            const MomentumInstability l = momentum_instability(p, tolerance);
            EXPECT_NEAR(l.value, value, tolerance + 1e-13);
            EXPECT_LE(l.error, 3.0 * tolerance);
        }
    }
}

TEST(MomentumInstability, WhereTheKernelCloses) {
    Parameters p = with_momentum({0.1, 1.0, 7, 0.4, 1.0}, 0.3, along_the_field);
    EXPECT_FALSE(has_closed_kernel(p));
    EXPECT_TRUE(std::isfinite(momentum_instability(p).value));
    p.gamma = 0.0;
    EXPECT_TRUE(has_closed_kernel(p));
    p.gamma = 0.4, p.alpha = 0.0;
    EXPECT_TRUE(has_closed_kernel(p));
    p.alpha = 1.0, p.Q_angle = -across_the_field;
    EXPECT_TRUE(has_closed_kernel(p));
    const double value = momentum_instability(p).value;
    Material same;
    same.gamma_intra = 0.5 * p.gamma;
    p.material = std::make_shared<Material>(same);
    EXPECT_FALSE(has_closed_kernel(p));
    EXPECT_NEAR(momentum_instability(p).value, value, 1e-10);
    for (double Parameters::*member : {&Parameters::T, &Parameters::B, &Parameters::beta, &Parameters::Q}) {
        Parameters without = with_momentum({0.1, 1.0, 7, 0.4, 1.0}, 0.3);
        without.*member = quiet_nan;
        EXPECT_TRUE(std::isnan(momentum_instability(without).value));
    }
}

}  // namespace
