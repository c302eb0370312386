#include "mirage/formulas/critical_field_formulas.hpp"

#include <cmath>
#include <complex>

#include <boost/math/special_functions/trigamma.hpp>

#include "formulas/digamma_sum.hpp"
#include "formulas/positive_root.hpp"
#include "mirage/formulas/linear_response.hpp"
#include "mirage/numeric/digamma.hpp"

namespace mirage {
namespace {

constexpr double klb_to_ising = 8.0 / (3.0 * std::numbers::pi * delta0_over_tc0);  // beta^2/(rate ln 2 beta)

}  // namespace

double instability_by_digamma(double T, double B, double beta, double gamma) {
    return std::log(T) + linear_response(T, B, beta, {0.0, 0.0, gamma}).singlet;
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

double ising_coupling_of_klb(double spin_orbit_rate) {
    const double square = klb_to_ising * spin_orbit_rate;  // beta^2/ln(2 beta), least at ln(2 beta) = 1/2
    const double least = 0.5 * std::exp(0.5);
    if (!(square >= least * least / 0.5)) return quiet_nan;
    return least + positive_root([=](double x) {
               return (least + x) * (least + x) - square * std::log(2.0 * (least + x));
           });
}

double klb_rate_of_ising(double beta) {
    const double logarithm = std::log(2.0 * beta);
    return logarithm >= 0.5 ? beta * beta / (klb_to_ising * logarithm) : quiet_nan;
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
