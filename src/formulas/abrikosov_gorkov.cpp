#include "mirage/formulas/abrikosov_gorkov.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "formulas/digamma_sum.hpp"
#include "formulas/positive_root.hpp"
#include "mirage/numeric/digamma.hpp"

namespace mirage {
namespace {

using Complex = std::complex<double>;

/// T [T0] with ln T + weight [psi(1/2 + a/(2 pi k T)) - psi(1/2)] = 0, a [Delta0 T0/Tc0]; unknown: 1/T - 1
double suppressed_temperature(double rate, double weight) {
    if (!(rate > 0.0) || weight == 0.0) return std::isnan(rate + weight) ? quiet_nan : 1.0;
    const double excess = positive_root([=](double x) {
        const double T = 1.0 / (1.0 + x);
        return std::log1p(x) - weight * (digamma({0.5 + rate / first_frequency(T), 0.0}).real() - psi_half);
    });
    return 1.0 / (1.0 + excess);
}

/// The four u of (u D - omega)^2 (1 + u^2) = a^2 u^2 (Durand and Kerner).
std::array<Complex, 4> quartic_roots(const PairBreakingState& state, Complex omega) {
    const double D = state.gap, a = state.rate;
    const Complex w = omega / D;
    const double r2 = a * a / (D * D);
    const auto polynomial = [=](Complex u) { return (u - w) * (u - w) * (1.0 + u * u) - r2 * u * u; };
    const double size = 1.0 + std::abs(w) + a / D;
    std::array<Complex, 4> root;
    for (std::size_t i = 0; i < 4; ++i) root[i] = std::polar(size, 0.4 + 0.5 * std::numbers::pi * double(i));
    for (int step = 0; step < 300; ++step) {
        double change = 0.0;
        for (std::size_t i = 0; i < 4; ++i) {
            Complex others = 1.0;
            for (std::size_t k = 0; k < 4; ++k)
                if (k != i) others *= root[i] - root[k];
            const Complex correction = polynomial(root[i]) / others;
            root[i] -= correction;
            change += std::abs(correction);
        }
        if (change < 1e-15 * size) break;
    }
    return root;
}

}  // namespace

double abrikosov_gorkov_temperature(double rate, double T0) {
    const double own = rate / T0;
    return own >= 0.5 ? 0.0 : T0 * suppressed_temperature(own, 1.0);
}

double interpocket_temperature(double mean_gap, double gamma) {
    const double weight = (1.0 - mean_gap) * (1.0 + mean_gap);
    if (weight >= 1.0 && gamma >= 0.5) return 0.0;
    return suppressed_temperature(gamma, weight);
}

PairBreakingState strong_ising_state(double Delta, double B, double beta, double gamma, double eta) {
    const double W2 = beta * beta + B * B;
    return {(beta * Delta + B * eta) / std::sqrt(W2), gamma * B * B / W2};
}

std::complex<double> pair_breaking_g0(const PairBreakingState& state, std::complex<double> omega) {
    // u -> (omega + a g0)/D sends Re u > 0 into Re u > Re omega/D: there is one fixed point, and it is that
    // root of the quartic which solves the equation before it was squared
    Complex best = quiet_nan;
    double least = std::numeric_limits<double>::infinity();
    for (const Complex u : quartic_roots(state, omega)) {
        const Complex g0 = u / std::sqrt(1.0 + u * u);
        const double residual = std::abs(u * state.gap - omega - state.rate * g0) / (1.0 + std::abs(u));
        if (u.real() > 0.0 && residual < least) {
            least = residual;
            best = g0;
        }
    }
    return best;
}

double pair_breaking_gap_edge(const PairBreakingState& state) {
    const double ratio = state.rate / state.gap;
    return ratio >= 1.0 ? 0.0 : state.gap * std::pow(1.0 - std::pow(ratio, 2.0 / 3.0), 1.5);
}

double gapless_scattering_rate(double Delta, double B, double beta) {
    return Delta * beta * std::hypot(beta, B) / (B * B);
}

}  // namespace mirage
