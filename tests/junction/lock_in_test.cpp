#include "junction/lock_in.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(LockIn, IsTheFirstHarmonicOfTheCurrent) {
    // I = sinh V: int_0^{2 pi} I(V + A sin x) sin x dx/(pi A) = 2 I_1(A) cosh(V)/A
    const double A = 0.7, V = 0.4;
    const double expected = 2.0 * std::cyl_bessel_i(1.0, A) * std::cosh(V) / A;
    EXPECT_NEAR(LockIn(A, 1.0)([](double v) { return std::cosh(v); }, V), expected, 1e-9);
}

TEST(LockIn, ResolvesACurveNarrowerThanItsAmplitude) {
    // of a Lorentzian of width w by direct integration over the phase
    const double w = 0.05, A = 0.5, V = 0.3;
    const auto g = [=](double v) { return w / (v * v + w * w); };
    double sum = 0.0;
    constexpr int n = 4000;
    for (int i = 0; i < n; ++i) {
        const double phase = std::numbers::pi * (i + 0.5) / n;
        sum += g(V + A * std::cos(phase)) * std::sin(phase) * std::sin(phase) * 2.0 / n;
    }
    EXPECT_NEAR(LockIn(A, w)(g, V), sum, 1e-5 * sum);
}

TEST(LockIn, WithoutAmplitudeTheCurveItself) {
    EXPECT_EQ(LockIn(0.0, 0.1)([](double v) { return v * v; }, 3.0), 9.0);
}

}  // namespace
