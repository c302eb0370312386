#include "mirage/formulas/rashba_collapse.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

#include <boost/math/quadrature/tanh_sinh.hpp>
#include <boost/math/special_functions/lambert_w.hpp>

#include "formulas/digamma_sum.hpp"
#include "mirage/numeric/digamma.hpp"
#include "mirage/numeric/matsubara.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

constexpr double pi = std::numbers::pi;
constexpr int root_bits = 50;

/// The largest root of a function that is not negative at `top`, looked for from just above it on a
/// logarithmic scale down to 1e-7 top; 0 where there is none, NaN where f is negative or not a number there.
template <class Function>
double largest_root(const Function& f, double top) {
    constexpr int steps = 400;
    double high = top * (1.0 + 1e-9);
    if (high == 0.0) return 0.0;
    if (!(f(high) >= 0.0)) return quiet_nan;
    for (int i = 1; i <= steps; ++i) {
        const double low = top * std::pow(1e-7, static_cast<double>(i) / steps);
        if (f(low) <= 0.0) return root_between(f, low, high, root_bits).at;
        high = low;
    }
    return 0.0;
}

/// ln of the order parameter of [H] eq. 5 before the step, times -1: (B^2/beta^2) ln(2 W/Delta0).
double logarithm_of_field(double B, double beta) {
    return B * B / (beta * beta) * std::log(2.0 * std::hypot(B, beta));
}

/// 1/sqrt((omega + i a cos phi)^2 + D^2) averaged over phi, inverted: AGM(|D + a + i omega|, |D - a + i
/// omega|)
double mean(double omega, double D, double a) {
    double x = std::hypot(D + a, omega), y = std::hypot(D - a, omega);
    while (std::fabs(x - y) > 1e-8 * x) {
        const double next = 0.5 * (x + y);
        y = std::sqrt(x * y);
        x = next;
    }
    return 0.5 * (x + y);
}

/// [H] eq. 3 with D = beta Delta/W and a = alpha B/W.
double solve_numerical(double T, double B, double beta, double a) {
    const double W2 = beta * beta + B * B, q = first_frequency(T);
    const double normal = B * B / W2 * (std::log(T) + digamma_half_difference(std::sqrt(W2) / q));
    // ln D never exceeds what the second term leaves to it
    const double top = std::exp(std::clamp(-normal * W2 / (beta * beta), 0.0, 3.0));
    const MatsubaraRule& rule = matsubara_rule(std::max(1.0, 1.5 * (top + a) / q), 1e-13);
    const auto equation = [&](double D) {
        double sum = std::log(T);
        for (std::size_t k = 0; k < rule.node.size(); ++k) {
            const double omega = q * rule.node[k];
            sum += q * rule.weight[k] * (1.0 / omega - 1.0 / mean(omega, D, a));
        }
        return beta * beta / W2 * sum + normal;
    };
    return largest_root(equation, top);
}

/// [H] eq. 13 for D = beta Delta/W.
double solve_low_temperature(double T, double B, double beta, double a, double top) {
    if (a == 0.0) return top;
    const double kT = T / delta0_over_tc0;
    const auto equation = [=](double D) {
        const double x = (a - D) / kT;
        const double occupied = x > 30.0 ? x : std::log1p(std::exp(x));
        return std::log(D) + logarithm_of_field(B, beta) + kT / std::sqrt(D * a) * occupied;
    };
    return largest_root(equation, top);
}

/// 1/pi times the integral of |y|/sqrt((a^2 - (y - energy)^2) (y^2 - D^2)) over [low, high], the ends being
/// roots.
double dos_of_interval(double low, double high, double energy, double D, double a) {
    thread_local boost::math::quadrature::tanh_sinh<double> rule(12);
    const double radius = 0.5 * (high - low);
    if (!(radius > 1e-14 * (a + D))) return 0.0;
    // the four roots are energy -+ a and -+ D; the two that are not ends, by the smaller and the larger one
    double roots[] = {energy - a, energy + a, -D, D};
    std::sort(roots, roots + 4);
    const bool lower_pair = roots[0] == low && roots[1] == high,
               upper_pair = roots[2] == low && roots[3] == high;
    const double first = lower_pair ? roots[2] : roots[0], second = upper_pair ? roots[1] : roots[3];
    // y = centre + radius sin(pi z/2); distances from the nearer end, at |zc| from z, without cancellation
    const auto integrand = [=](double z, double zc) {
        const double near = 2.0 * radius * std::pow(std::sin(0.25 * pi * zc), 2);
        const double y = z < 0.0 ? low + near : high - near;
        const auto distance = [=](double root) {
            return std::fabs(z < 0.0 ? (low - root) + near : (high - root) - near);
        };
        return std::fabs(y) / std::sqrt(distance(first) * distance(second));
    };
    return 0.5 * rule.integrate(integrand, 1e-11);
}

double broadened_dos(double energy, double D, double a, double eta) {
    using Complex = std::complex<double>;
    const auto term = [=](double phi) {
        const Complex z(energy + a * std::cos(phi), eta);
        const Complex root = std::sqrt(z - D) * std::sqrt(z + D);
        return (z / root).real();
    };
    // midpoint rule: geometric convergence for a periodic analytic function
    double last = std::numeric_limits<double>::infinity();
    for (int n = 64; n <= (1 << 20); n *= 2) {
        double sum = 0.0;
        for (int i = 0; i < n; ++i) sum += term(pi * (i + 0.5) / n);
        if (std::fabs(sum / n - last) < 1e-11 * (1.0 + sum / n)) return sum / n;
        last = sum / n;
    }
    return last;
}

}  // namespace

RashbaGap rashba_gap(double T, double B, double beta, double alpha) {
    B = std::fabs(B);
    const double W = std::hypot(B, beta), a = alpha * B / W;
    const double top = std::exp(-logarithm_of_field(B, beta));  // D without Rashba coupling at T = 0
    RashbaGap gap;
    if (T < 1.0) gap.numerical = solve_numerical(T, B, beta, a) * W / beta;
    gap.low_temperature = solve_low_temperature(T, B, beta, a, top) * W / beta;
    gap.step = top > a ? top * W / beta : 0.0;
    return gap;
}

double rashba_field(double beta, double alpha) {
    const double L = std::log(2.0 * beta);
    if (!(L > 0.0)) return quiet_nan;
    if (alpha == 0.0) return std::numeric_limits<double>::infinity();
    return beta * std::sqrt(boost::math::lambert_w0(2.0 * L / (alpha * alpha)) / (2.0 * L));
}

GinzburgLandauGap rashba_ginzburg_landau(double T, double B, double beta, double alpha) {
    const double W2 = beta * beta + B * B, q = first_frequency(T), W = std::sqrt(W2);
    constexpr double zeta_3 = 1.2020569031595942;
    const double c = 7.0 * zeta_3 / (2.0 * q * q), a2 = alpha * alpha * B * B / W2;
    const auto order_parameter = [=](double weight) {
        // c (D^2 + a^2) = weight
        const double D2 = weight / c - a2;
        return D2 > 0.0 ? std::sqrt(D2 * W2) / beta : 0.0;
    };
    GinzburgLandauGap gap;
    const double pairs = std::log(T) + B * B / W2 * digamma_half_difference(W / q);
    gap.digamma = order_parameter(-pairs * W2 / (beta * beta));
    gap.logarithm = order_parameter(-std::log(T) - logarithm_of_field(B, beta));
    return gap;
}

double rashba_dos(double energy, double D, double a, double eta) {
    energy = std::fabs(energy);
    if (D == 0.0) return 1.0;
    if (eta > 0.0) return broadened_dos(energy, D, a, eta);
    if (a == 0.0)
        return energy > D ? energy / std::sqrt((energy - D) * (energy + D)) : energy == D ? HUGE_VAL : 0.0;
    double dos = 0.0;
    if (energy + a > D) dos += dos_of_interval(std::max(energy - a, D), energy + a, energy, D, a);
    if (energy - a < -D) dos += dos_of_interval(energy - a, -D, energy, D, a);
    return dos;
}

}  // namespace mirage
