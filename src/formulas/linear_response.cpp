#include "mirage/formulas/linear_response.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>

#include "formulas/digamma_sum.hpp"
#include "formulas/positive_root.hpp"
#include "mirage/formulas/abrikosov_gorkov.hpp"
#include "mirage/numeric/digamma.hpp"

namespace mirage {
namespace {

using Complex = std::complex<double>;
using Roots = std::array<Complex, 3>;

/// M of the header, its first entry complex.
struct Relaxation {
    Complex a;
    double b, c, B, beta;

    double scale() const { return std::abs(a) + b + c + std::hypot(B, beta); }
};

/// det(z + M) and its derivative
struct Determinant {
    Complex value, slope;
};
Determinant determinant(const Relaxation& m, Complex z) {
    const Complex x = z + m.a, y = z + m.b, w = z + m.c;
    const double B2 = m.B * m.B, beta2 = m.beta * m.beta;
    return {x * (y * w + beta2) + B2 * w, y * w + beta2 + B2 + x * (y + w)};
}

/// All three at once (Durand and Kerner), then each by itself.
Roots roots_of(const Relaxation& m) {
    const double scale = m.scale();
    Roots root{scale * Complex(0.4, 0.9), scale * Complex(-0.65, 0.72), scale * Complex(-0.9, -0.4)};
    for (int step = 0; step < 200; ++step) {
        double change = 0.0;
        for (std::size_t i = 0; i < 3; ++i) {
            const Complex others = (root[i] - root[(i + 1) % 3]) * (root[i] - root[(i + 2) % 3]);
            const Complex correction = determinant(m, root[i]).value / others;
            root[i] -= correction;
            change += std::abs(correction);
        }
        if (change < 1e-14 * scale) break;
    }
    for (Complex& z : root) {
        const Determinant d = determinant(m, z);
        const Complex correction = d.value / d.slope;
        if (std::abs(correction) < 1e-6 * std::abs(z)) z -= correction;
    }
    return root;
}

double least_distance(const Roots& root) {
    return std::min({std::abs(root[0] - root[1]), std::abs(root[1] - root[2]), std::abs(root[2] - root[0])});
}

struct ComplexResponse {
    Complex singlet, valley, mixed;
};

/// sum_i c_i psi(1/2 - p_i/q) over the roots p_i with the residues c_i of (z + M)^-1
ComplexResponse response_of(const Relaxation& m, const Roots& root, double q) {
    ComplexResponse sum{-psi_half, -psi_half, 0.0};
    for (std::size_t i = 0; i < 3; ++i) {
        const Complex p = root[i];
        const Complex weight = digamma(0.5 - p / q) / ((p - root[(i + 1) % 3]) * (p - root[(i + 2) % 3]));
        sum.singlet += ((p + m.b) * (p + m.c) + m.beta * m.beta) * weight;
        sum.valley += ((p + m.a) * (p + m.b) + m.B * m.B) * weight;
        sum.mixed += m.B * m.beta * weight;
    }
    return sum;
}

/// Where roots meet: the mean over a circle of complex a. The sums are analytic in a within 1/K(omega_0) >=
/// q/2 of it, so that the error is 0.1^24.
LinearResponse mean_over_circle(Relaxation m, double q) {
    constexpr int points = 12;  // of the upper half; the others are the complex conjugates
    const Complex centre = m.a;
    LinearResponse mean;
    for (int k = 0; k < points; ++k) {
        m.a = centre + std::polar(0.05 * q, std::numbers::pi * (k + 0.5) / points);
        const ComplexResponse at = response_of(m, roots_of(m), q);
        mean.singlet += at.singlet.real() / points;
        mean.valley += at.valley.real() / points;
        mean.mixed += at.mixed.real() / points;
    }
    return mean;
}

/// B = 0: the singlet by itself, the other two in a quadratic equation.
LinearResponse without_field(double q, double beta, const PairRelaxation& relaxation) {
    return {digamma({0.5 + relaxation.singlet / q, 0.0}).real() - psi_half,
            beta == 0.0 ? digamma({0.5 + relaxation.valley / q, 0.0}).real() - psi_half
                        : linear_response(q * delta0_over_tc0 / (2.0 * std::numbers::pi), beta, 0.0,
                                          {relaxation.valley, relaxation.triplet, 0.0})
                              .singlet,
            0.0};
}

}  // namespace

ScatteringRates isotropic_rates(double potential, double magnetic, double spin_orbit, double orbital) {
    return {potential,        magnetic / 3.0,         2.0 * magnetic / 3.0,
            spin_orbit / 3.0, 2.0 * spin_orbit / 3.0, orbital};
}

PairRelaxation pair_relaxation(const ScatteringRates& rates, double B) {
    const double magnetic = rates.magnetic_along + rates.magnetic_across, orbital = rates.orbital * B * B;
    return {2.0 * (magnetic + orbital), 2.0 * (rates.magnetic_along + orbital + rates.spin_orbit_across),
            rates.potential + magnetic + rates.spin_orbit_along + rates.spin_orbit_across + orbital};
}

double linear_kernel(double omega, double B, double beta, const PairRelaxation& relaxation) {
    const double x = omega + relaxation.singlet, y = omega + relaxation.triplet,
                 w = omega + relaxation.valley;
    return 1.0 / (x + B * B / (y + beta * beta / w));
}

LinearResponse linear_response(double T, double B, double beta, const PairRelaxation& relaxation) {
    const double q = first_frequency(T);
    if (B == 0.0) return without_field(q, beta, relaxation);
    const Relaxation m{relaxation.singlet, relaxation.triplet, relaxation.valley, B, beta};
    const Roots root = roots_of(m);
    if (!(least_distance(root) > 0.01 * m.scale())) return mean_over_circle(m, q);
    const ComplexResponse at = response_of(m, root, q);
    return {at.singlet.real(), at.valley.real(), at.mixed.real()};
}

double pair_breaking_temperature(const ScatteringRates& rates) {
    return abrikosov_gorkov_temperature(pair_relaxation(rates, 0.0).singlet);
}

double pair_breaking_field(double T, double beta, const ScatteringRates& rates) {
    if (T >= pair_breaking_temperature(rates)) return 0.0;
    return positive_root([&](double B) {
        return std::log(T) + linear_response(T, B, beta, pair_relaxation(rates, B)).singlet;
    });
}

}  // namespace mirage
