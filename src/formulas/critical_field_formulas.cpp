#include "mirage/formulas/critical_field_formulas.hpp"

#include <cmath>
#include <complex>

#include <boost/math/special_functions/trigamma.hpp>

#include "formulas/digamma_sum.hpp"
#include "mirage/numeric/digamma.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

constexpr int root_bits = 50;

/// The root of a function that is negative at 0 and grows without bound; NaN where a value is not a number.
template <class Function>
double positive_root(const Function& f) {
    double low = 1.0, high = 1.0;
    while (f(low) > 0.0) low *= 0.25;
    while (f(high) < 0.0) high *= 4.0;
    if (low < high) return root_between(f, low, high, root_bits).at;
    return f(low) == 0.0 ? low : quiet_nan;
}

}  // namespace

double instability_by_digamma(double T, double B, double beta, double gamma) {
    using Complex = std::complex<double>;
    // omega^3 + Gamma omega^2 + (beta^2 + B^2) omega + B^2 Gamma = 0, all roots at once (Durand and Kerner)
    const double B2 = B * B, beta2 = beta * beta, scale = std::sqrt(B2 + beta2) + gamma;
    const auto cubic = [=](Complex z) { return ((z + gamma) * z + (beta2 + B2)) * z + B2 * gamma; };
    Complex roots[3] = {scale * Complex(0.4, 0.9), scale * Complex(-0.65, 0.72), scale * Complex(-0.9, -0.4)};
    for (int step = 0; step < 200; ++step) {
        double change = 0.0;
        for (int i = 0; i < 3; ++i) {
            const Complex others = (roots[i] - roots[(i + 1) % 3]) * (roots[i] - roots[(i + 2) % 3]);
            const Complex correction = cubic(roots[i]) / others;
            roots[i] -= correction;
            change += std::abs(correction);
        }
        if (change < 1e-15 * scale) break;
    }
    Complex sum = std::log(T) - psi_half;
    for (int i = 0; i < 3; ++i) {
        const Complex p = roots[i];
        const Complex residue =
            (p * (p + gamma) + beta2) / ((p - roots[(i + 1) % 3]) * (p - roots[(i + 2) % 3]));
        sum += residue * digamma(0.5 - p / first_frequency(T));
    }
    return sum.real();
}

double pauli_limit() { return 1.0 / std::numbers::sqrt2; }

double pauli_field(double T) { return ising_field(T, 0.0); }

double whh_equation(double T, double B, const WhhParameters& parameters) {
    // units of pi k Tc0 as in [ZF]: a = mu_B B, h the orbital term, lambda = 2 hbar/(3 tau_SO)
    const double scale = delta0_over_tc0 / std::numbers::pi;
    const double a = B * scale, h = a * parameters.orbital_strength;
    const double half = parameters.spin_orbit_rate * scale / 3.0;
    const double square = (a - half) * (a + half);  // gamma^2
    const double gamma = std::sqrt(std::fabs(square));
    const double x = 0.5 + (h + half) / (2.0 * T), step = gamma / (2.0 * T);
    const double start = std::log(T) - psi_half;
    if (step < 1e-5) return start + digamma({x, 0.0}).real() - half / (2.0 * T) * boost::math::trigamma(x);
    if (square > 0.0) {
        const std::complex<double> value = digamma({x, step});
        return start + value.real() - half / gamma * value.imag();
    }
    // gamma imaginary: weights 1/2 -+ lambda/(4 |gamma|)
    const double weight = -a * a / (2.0 * gamma * (half + gamma));
    const double lower = 0.5 + (h + a * a / (half + gamma)) / (2.0 * T);
    return start + weight * digamma({x + step, 0.0}).real() + (1.0 - weight) * digamma({lower, 0.0}).real();
}

double whh_field(double T, const WhhParameters& parameters) {
    if (T >= 1.0) return 0.0;
    return positive_root([&](double B) { return whh_equation(T, B, parameters); });
}

double critical_pair_breaking(double T) {
    if (T >= 1.0) return 0.0;
    const double q = first_frequency(T);
    return positive_root([=](double rho) {
        return std::log(T) + digamma({0.5 + rho / q, 0.0}).real() - psi_half;
    });
}

double klb_field(double T, double spin_orbit_rate) {
    return std::sqrt(critical_pair_breaking(T) * spin_orbit_rate * 2.0 / 3.0);
}

double ising_field(double T, double beta) {
    if (T >= 1.0) return 0.0;
    const double q = first_frequency(T);
    return positive_root([=](double B) {
        const double W2 = beta * beta + B * B;
        return std::log(T) + B * B / W2 * digamma_half_difference(std::sqrt(W2) / q);
    });
}

}  // namespace mirage
