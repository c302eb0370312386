#include "mirage/formulas/triplet_field.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "formulas/digamma_sum.hpp"
#include "formulas/positive_root.hpp"
#include "mirage/formulas/abrikosov_gorkov.hpp"
#include "mirage/numeric/digamma.hpp"

namespace mirage {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The smaller eigenvalue of {{a, c}, {c, b}}, without cancellation where they have the same sign.
double smaller_eigenvalue(double a, double b, double c) {
    const double mean = 0.5 * (a + b), root = std::hypot(0.5 * (a - b), c);
    return mean > 0.0 ? (a * b - c * c) / (mean + root) : mean - root;
}

/// The largest root of f between low < high, f(high) > 0, on a logarithmic scale; 0 where there is none.
template <class Function>
double largest_root(const Function& f, double low, double high) {
    constexpr int steps = 200;
    double above = high, at_above = f(high);
    if (std::isnan(at_above)) return quiet_nan;
    for (int i = 1; i <= steps; ++i) {
        const double below = high * std::pow(low / high, double(i) / steps), at_below = f(below);
        if (at_below <= 0.0) return root_between(f, {below, at_below}, {above, at_above}, 50).at;
        above = below;
        at_above = at_below;
    }
    return 0.0;
}

}  // namespace

double triplet_determinant(double T, double B, double beta, double T_triplet) {
    const double W2 = beta * beta + B * B, t = std::log(T), L = -std::log(T_triplet);
    const double S = digamma_half_difference(std::sqrt(W2) / first_frequency(T));
    return t * (t + L + S) + S * L * B * B / W2;
}

double triplet_instability(double T, double B, double beta, double T_triplet, const ScatteringRates& rates) {
    const LinearResponse sum = linear_response(T, B, beta, pair_relaxation(rates, B));
    const double singlet = std::log(T) + sum.singlet;
    if (T_triplet == 0.0) return singlet;
    return smaller_eigenvalue(singlet, std::log(T / T_triplet) + sum.valley, sum.mixed);
}

double high_field_temperature(double T_triplet, const ScatteringRates& rates) {
    if (rates.orbital > 0.0 || T_triplet == 0.0) return 0.0;
    return abrikosov_gorkov_temperature(pair_relaxation(rates, 0.0).valley, T_triplet);
}

double triplet_field(double T, double beta, double T_triplet, const ScatteringRates& rates) {
    if (T < high_field_temperature(T_triplet, rates)) return infinity;
    const auto f = [&](double B) { return triplet_instability(T, B, beta, T_triplet, rates); };
    const double least = 1e-9;
    double high = 1.0 + beta;
    while (f(high) <= 0.0 && high < 1e15) high *= 4.0;
    if (high >= 1e15) return infinity;
    return largest_root(f, least, high);
}

double triplet_temperature(double B, double beta, double T_triplet, const ScatteringRates& rates) {
    const auto f = [&](double T) { return triplet_instability(T, B, beta, T_triplet, rates); };
    return largest_root(f, 1e-4, 1.0 + 1e-9);
}

double strong_ising_triplet_temperature(double B, double beta, double T_triplet) {
    const double W2 = beta * beta + B * B, l = std::log(2.0 * std::sqrt(W2)), L = -std::log(T_triplet);
    if (T_triplet == 0.0) return std::exp(-l * B * B / (beta * beta));
    return std::exp(-L * l * B * B / (l * W2 + L * beta * beta));
}

double strong_ising_triplet_field(double T, double beta, double T_triplet) {
    if (T <= T_triplet) return infinity;
    if (!(2.0 * beta > 1.0)) return quiet_nan;
    const double t = -std::log(T), L = -std::log(T_triplet);
    if (t <= 0.0) return 0.0;
    return positive_root([=](double B) {
        const double l = std::log(2.0 * std::hypot(beta, B));
        return B * B / (beta * beta) - t * (T_triplet == 0.0 ? 1.0 / l : (l + L) / (l * (L - t)));
    });
}

}  // namespace mirage
