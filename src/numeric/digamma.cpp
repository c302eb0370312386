#include "mirage/numeric/digamma.hpp"

#include <cmath>
#include <numbers>

namespace mirage {
namespace {

using Complex = std::complex<double>;

/// 1/z without the rounding of a general quotient; keeps the relative accuracy of a small imaginary part.
Complex inverse(Complex z) {
    const double norm = std::norm(z);
    return {z.real() / norm, -z.imag() / norm};
}

/// pi cot(pi z): exact reduction of the real part, no overflow far from the axis.
Complex pi_cotangent(Complex z) {
    constexpr double pi = std::numbers::pi;
    const double x = pi * (z.real() - std::round(z.real())), y = pi * z.imag();
    if (std::fabs(y) > 20.0) return {0.0, y > 0.0 ? -pi : pi};
    const double sine = std::sin(x), sinh = std::sinh(y);
    const double norm = sine * sine + sinh * sinh;
    return {pi * sine * std::cos(x) / norm, -pi * sinh * std::cosh(y) / norm};
}

/// Stirling's series, |z| >= 10 and Re z >= 0.
Complex stirling(Complex z) {
    // B_{2k}/(2k)
    static constexpr double coefficients[] = {1.0 / 12,        -1.0 / 120,      1.0 / 252, -1.0 / 240,
                                              1.0 / 132,       -691.0 / 32760,  1.0 / 12,  -3617.0 / 8160,
                                              43867.0 / 14364, -174611.0 / 6600};
    const Complex w = inverse(z), w2 = w * w;
    Complex sum = 0.0;
    for (int k = 9; k >= 0; --k) sum = (sum + coefficients[k]) * w2;
    return std::log(z) - 0.5 * w - sum;
}

}  // namespace

Complex digamma(Complex z) {
    // psi(z) = psi(1 - z) - pi cot(pi z)
    if (z.real() < 0.0) return digamma(1.0 - z) - pi_cotangent(z);
    // psi(z) = psi(z + 1) - 1/z
    Complex sum = 0.0;
    for (; std::norm(z) < 100.0; z += 1.0) sum += inverse(z);
    return stirling(z) - sum;
}

double digamma_half_difference(double y) {
    constexpr int terms = 20;
    if (std::fabs(y) > 1.0) return digamma({0.5, y}).real() + std::numbers::egamma + 2.0 * std::numbers::ln2;
    // 20 terms, then psi(20.5 + i y) - psi(20.5) by Stirling's series in differences
    const double a = terms + 0.5, y2 = y * y;
    double sum = 0.0;
    for (int n = terms - 1; n >= 0; --n) sum += y2 / ((n + 0.5) * ((n + 0.5) * (n + 0.5) + y2));
    const double norm = a * a + y2;
    // ln|z| - ln a, then 1/(2 a) - Re 1/(2 z)
    double rest = 0.5 * std::log1p(y2 / (a * a)) + 0.5 * y2 / (a * norm);
    // c_k (a^-2k - Re z^-2k) with e_k = a^-2k - Re z^-2k, o_k = Im z^-2k
    const double q = 1.0 / (a * a);
    const Complex w = inverse({a, y});
    const double first = y2 * (3.0 * a * a + y2) * q / (norm * norm);  // q - Re w^2
    const Complex w2 = w * w;
    double difference = first, imaginary = w2.imag(), power = q;
    for (const double c : {1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760}) {
        rest += c * difference;
        // z^-2(k+1) = z^-2k z^-2
        const double real = power - difference;
        const double next = difference * q + real * first + imaginary * w2.imag();
        imaginary = real * w2.imag() + imaginary * w2.real();
        power *= q;
        difference = next;
    }
    return sum + rest;
}

}  // namespace mirage
