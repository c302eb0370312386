#include "numeric/complex_lane.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

#include "table.hpp"

namespace {

using mirage_test::Random;
using Number = mirage::Complex<double>;
using Precise = std::complex<long double>;
constexpr double ulp = std::numeric_limits<double>::epsilon();

Precise precise(Number z) { return {z.re, z.im}; }

double relative(double value, long double exact) {
    return static_cast<double>(std::fabs(value / exact - 1.0L));
}

/// The worse part of z, each relative to itself.
double error_of_parts(Number z, Precise exact) {
    return std::max(relative(z.re, exact.real()), relative(z.im, exact.imag()));
}

/// The error relative to the modulus.
double error_of_modulus(Number z, Precise exact) {
    return static_cast<double>(std::abs(precise(z) - exact) / std::abs(exact));
}

/// Any modulus and phase.
Number random_number(Random& random) {
    const double modulus = random.logarithmic(1e-6, 1e6),
                 phase = random.uniform(-std::numbers::pi, std::numbers::pi);
    return {modulus * std::cos(phase), modulus * std::sin(phase)};
}

/// The same, or within an angle of 1e-1 to 1e-16 of the real axis: energies in a gap and far from one.
Number near_real_axis(Random& random, int i) {
    const Number z = random_number(random);
    if (i % 3 == 0) return z;
    const double small = random.logarithmic(1e-16, 1e-1) * std::fabs(z.re);
    return {i % 3 == 1 ? z.re : -std::fabs(z.re), z.im > 0.0 ? small : -small};
}

TEST(ComplexLane, SquareRootsKeepTheAccuracyOfEachPart) {
    Random random(101);
    for (int i = 0; i < 100000; ++i) {
        const Number z = near_real_axis(random, i), root = square_root(z);
        const Precise exact = std::sqrt(precise(z));
        EXPECT_LT(error_of_parts(root, exact), 4.0 * ulp) << z.re << ' ' << z.im;
        EXPECT_LT(relative(square_of_real_root(z), exact.real() * exact.real()), 6.0 * ulp)
            << z.re << ' ' << z.im;
        EXPECT_GE(root.re, 0.0);
    }
}

TEST(ComplexLane, SquareRootsOnTheAxes) {
    const auto root = [](double re, double im) { return mirage::standard(square_root(Number(re, im))); };
    EXPECT_EQ(root(0.0, 0.0), std::complex(0.0, 0.0));
    EXPECT_EQ(root(9.0, 0.0), std::complex(3.0, 0.0));
    EXPECT_EQ(root(-9.0, 0.0), std::complex(0.0, 3.0));
    EXPECT_EQ(root(0.0, 2.0), std::complex(1.0, 1.0));
    EXPECT_EQ(root(0.0, -2.0), std::complex(1.0, -1.0));
    EXPECT_EQ(square_of_real_root(Number(0.0, 0.0)), 0.0);
    EXPECT_EQ(square_of_real_root(Number(-4.0, 0.0)), 0.0);
    EXPECT_EQ(square_of_real_root(Number(4.0, 0.0)), 4.0);
}

TEST(ComplexLane, ArithmeticIsThatOfComplexNumbers) {
    Random random(102);
    for (int i = 0; i < 20000; ++i) {
        const Number a = random_number(random), b = random_number(random);
        const Precise A = precise(a), B = precise(b);
        EXPECT_LT(error_of_modulus(a * b, A * B), 4.0 * ulp);
        EXPECT_LT(error_of_modulus(a / b, A / B), 4.0 * ulp);
        EXPECT_LT(error_of_modulus(a / b * b, A), 5.0 * ulp);
        EXPECT_LT(relative(squared_modulus(a), std::norm(A)), 2.0 * ulp);
        EXPECT_EQ(mirage::standard(a + b), mirage::standard(a) + mirage::standard(b));
        EXPECT_EQ(mirage::standard(a - b), mirage::standard(a) - mirage::standard(b));
        EXPECT_EQ(mirage::standard(-a), -mirage::standard(a));
        Number sum = a;
        sum += b;
        EXPECT_EQ(mirage::standard(sum), mirage::standard(a + b));
    }
}

TEST(ComplexLane, ARealPartnerIsAComplexNumberWithoutImaginaryPart) {
    Random random(103);
    for (int i = 0; i < 20000; ++i) {
        const Number a = random_number(random);
        const double x = random_number(random).re;
        const Number real(x, 0.0);
        EXPECT_EQ(mirage::standard(a + x), mirage::standard(a + real));
        EXPECT_EQ(mirage::standard(x + a), mirage::standard(real + a));
        EXPECT_EQ(mirage::standard(a - x), mirage::standard(a - real));
        EXPECT_EQ(mirage::standard(x - a), mirage::standard(real - a));
        EXPECT_EQ(mirage::standard(a * x), mirage::standard(a * real));
        EXPECT_EQ(mirage::standard(x * a), mirage::standard(real * a));
        EXPECT_LT(error_of_parts(x / a, precise(real) / precise(a)), 3.0 * ulp);
    }
}

TEST(ComplexLane, ChoiceAndConversion) {
    const Number a(1.0, 2.0), b(3.0, -4.0);
    EXPECT_EQ(mirage::standard(choose(true, a, b)), std::complex(1.0, 2.0));
    EXPECT_EQ(mirage::standard(choose(false, a, b)), std::complex(3.0, -4.0));
    EXPECT_EQ(mirage::standard(mirage::lane_of({5.0, -6.0})), std::complex(5.0, -6.0));
}

}  // namespace
