#include "mirage/formulas/susceptibility.hpp"

#include <cmath>

#include "formulas/digamma_sum.hpp"
#include "mirage/numeric/constants.hpp"
#include "mirage/numeric/matsubara.hpp"

namespace mirage {
namespace {

/// 1 - 2 pi k T sum Delta^2/(E^2 relaxed(E)); energies up to `bandwidth`
template <class Function>
double susceptibility(double T, double Delta, double bandwidth, const Function& relaxed) {
    const double q = first_frequency(T);
    const MatsubaraRule& rule = matsubara_rule(4.0 * (Delta + bandwidth) / q, 1e-13);
    double sum = 1.0;
    for (std::size_t k = 0; k < rule.node.size(); ++k) {
        const double omega = q * rule.node[k], E = std::hypot(omega, Delta);
        sum -= q * rule.weight[k] * Delta * Delta / (E * E * relaxed(E));
    }
    return sum;
}

}  // namespace

double valley_susceptibility(double T, double Delta, double beta, const ScatteringRates& rates) {
    const PairRelaxation relaxation = pair_relaxation(rates, 0.0);
    if (relaxation.singlet != 0.0 || rates.orbital != 0.0) return quiet_nan;
    const double b = relaxation.triplet, c = relaxation.valley;
    return susceptibility(T, Delta, beta + b + c, [=](double E) { return E + b + beta * beta / (E + c); });
}

double nodal_susceptibility(double T, double Delta, double beta) {
    return susceptibility(T, Delta, beta, [=](double E) { return std::hypot(E, beta); });
}

double clean_susceptibility(double g, double Delta, double mean_square) {
    const double x = g / Delta, F = x == 0.0 ? 1.0 : std::asinh(x) / (x * std::hypot(1.0, x));
    return (1.0 - mean_square) * (1.0 - F);
}

double scattered_susceptibility(double relaxation, double Delta) {
    const double x = relaxation / Delta, square = (1.0 - x) * (1.0 + x);
    if (x < 1e-3) return x * (std::numbers::pi * (0.25 + 0.1875 * x * x) - 2.0 / 3.0 * x);  // error x^4
    // arccos(x)/sqrt(1 - x^2), 1 - (x - 1)/3 around x = 1
    const double ratio = std::fabs(square) < 1e-6 ? 1.0 - (x - 1.0) / 3.0
                         : square > 0.0           ? std::acos(x) / std::sqrt(square)
                                                  : std::acosh(x) / std::sqrt(-square);
    return 1.0 - (0.5 * std::numbers::pi - ratio) / x;
}

double nodal_residual_susceptibility(double beta, double Delta) {
    const double x = beta / Delta;
    return x == 0.0 ? 0.0 : 1.0 - std::atan(x) / x;
}

}  // namespace mirage
