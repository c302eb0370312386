#pragma once
// The linear instability without Rashba coupling and with all channels, equal within and between the valleys,
// for a field in the plane: a continued fraction in the frequency, summed by digamma functions.

#include <cmath>
#include <complex>
#include <numbers>

#include <Eigen/Eigenvalues>

#include "mirage/gap/gap_equation.hpp"
#include "mirage/numeric/digamma.hpp"

namespace mirage_test {

/// K = 1/(omega + a + B^2/(omega + b + beta^2/(omega + c))).
struct ContinuedFraction {
    double a, b, c;
};

inline ContinuedFraction continued_fraction(const mirage::Parameters& p) {
    const mirage::Material& m = *p.material;
    const double orbital = m.orbital * p.B * p.B;
    return {2.0 * (m.gamma_magnetic + orbital),
            2.0 / 3.0 * m.gamma_magnetic + 2.0 * orbital + 4.0 / 3.0 * m.gamma_spin_orbit,
            p.gamma + m.gamma_magnetic + m.gamma_spin_orbit + orbital};
}

/// ln T + 2 pi kT sum [1/omega - K] by the poles p_i of K, whose residues sum to 1: ln T - psi(1/2) + sum c_i
/// psi(1/2 - p_i/(2 pi kT)).
inline double instability_by_poles(const mirage::Parameters& p) {
    using std::numbers::pi;
    const auto [a, b, c] = continued_fraction(p);
    const double B2 = p.B * p.B, beta2 = p.beta * p.beta, T2pi = 2.0 * pi * mirage::thermal_energy(p);
    // denominator (w + a) n(w) + B^2 (w + c), n = (w + b)(w + c) + beta^2
    const double n1 = b + c, n0 = b * c + beta2;
    Eigen::Matrix3d companion;
    companion << -(a + n1), -(n0 + a * n1 + B2), -(a * n0 + B2 * c), 1, 0, 0, 0, 1, 0;
    const Eigen::Vector3cd poles = companion.eigenvalues();
    std::complex<double> sum = std::log(p.T) - mirage::digamma(0.5);
    for (const std::complex<double>& x : poles) {
        const std::complex<double> n = x * x + n1 * x + n0;
        const std::complex<double> slope = n + (x + a) * (2.0 * x + n1) + B2;
        sum += n / slope * mirage::digamma(0.5 - x / T2pi);
    }
    return sum.real();
}

}  // namespace mirage_test
