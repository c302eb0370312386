#include "mirage/formulas/pocket_field.hpp"

#include <algorithm>
#include <cmath>

#include "formulas/digamma_sum.hpp"
#include "formulas/positive_root.hpp"
#include "mirage/numeric/matsubara.hpp"

namespace mirage {
namespace {

/// 1/omega - K of one pocket
double missing_part(double omega, double B, const PocketTerm& pocket) {
    const double B2 = B * B, x = omega * omega + B2, y = x + pocket.beta * pocket.beta;
    return B2 / (omega * (pocket.form == SpinOrbitForm::cos3phi ? std::sqrt(x * y) : y));
}

double missing_part(double omega, double B, std::span<const PocketTerm> pockets) {
    double sum = 0.0;
    for (const PocketTerm& pocket : pockets) sum += pocket.weight * missing_part(omega, B, pocket);
    return sum;
}

}  // namespace

double pocket_kernel(double omega, double B, std::span<const PocketTerm> pockets) {
    return 1.0 / omega - missing_part(omega, B, pockets);
}

double pocket_instability(double T, double B, std::span<const PocketTerm> pockets) {
    const double q = first_frequency(T);
    double beta = 0.0;
    for (const PocketTerm& pocket : pockets) beta = std::max(beta, pocket.beta);
    // branch points on the imaginary axis up to sqrt(B^2 + beta^2)
    const MatsubaraRule& rule = matsubara_rule(std::hypot(B, beta) / q, 1e-13);
    double sum = std::log(T);
    for (std::size_t k = 0; k < rule.node.size(); ++k)
        sum += q * rule.weight[k] * missing_part(q * rule.node[k], B, pockets);
    return sum;
}

double pocket_field(double T, std::span<const PocketTerm> pockets) {
    if (T >= 1.0) return 0.0;
    return positive_root([=](double B) { return pocket_instability(T, B, pockets); });
}

double nodal_pocket_field(double T, double beta) {
    if (T >= 1.0) return 0.0;
    return std::sqrt(4.0 / std::numbers::pi * beta / delta0_over_tc0 * (1.0 - T));
}

double klb_rate_of_nodal_pocket(double beta) { return 1.5 * beta; }

}  // namespace mirage
