#include "mirage/lines/momentum_instability.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "mirage/gap/gap_equation.hpp"
#include "propagator/kernel.hpp"

namespace mirage {
namespace {

PairDerivatives operator*(const PairDerivatives& a, const PairDerivatives& b) {
    return {a.value * b.value, a.B2 * b.value + a.value * b.B2, a.Q * b.value + a.value * b.Q,
            a.QQ * b.value + 2.0 * a.Q * b.Q + a.value * b.QQ,
            a.B2Q * b.value + a.B2 * b.Q + a.Q * b.B2 + a.value * b.B2Q};
}

PairDerivatives operator*(double a, const PairDerivatives& b) {
    return {a * b.value, a * b.B2, a * b.Q, a * b.QQ, a * b.B2Q};
}

PairDerivatives operator+(const PairDerivatives& a, const PairDerivatives& b) {
    return {a.value + b.value, a.B2 + b.B2, a.Q + b.Q, a.QQ + b.QQ, a.B2Q + b.B2Q};
}

PairDerivatives operator/(const PairDerivatives& a, const PairDerivatives& b) {
    const double over = 1.0 / b.value;
    PairDerivatives c;
    c.value = a.value * over;
    c.B2 = (a.B2 - c.value * b.B2) * over;
    c.Q = (a.Q - c.value * b.Q) * over;
    c.QQ = (a.QQ - 2.0 * c.Q * b.Q - c.value * b.QQ) * over;
    c.B2Q = (a.B2Q - c.B2 * b.Q - c.Q * b.B2 - c.value * b.B2Q) * over;
    return c;
}

PairDerivatives constant(double value) { return {value, 0.0, 0.0, 0.0, 0.0}; }

/// 1/w - 1/sqrt(w^2 + Q^2).
PairDerivatives doppler_breaking(double w, double Q) {
    const double R2 = w * w + Q * Q, R = std::sqrt(R2), R3 = R * R2;
    return {Q * Q / (w * R * (w + R)), 0.0, Q / R3, (w * w - 2.0 * Q * Q) / (R3 * R2), 0.0};
}

/// 1/omega - K = (1 - w k)/(omega (1 - Gamma k)) without cancellation, where 1 - Gamma k = (1 - w k) + omega
/// k and 1 - w k = w [1/w - 1/sqrt(w^2 + Q^2) + B^2 <V/W> + Gamma B^2 <V>^2/(1 - Gamma <V W>)].
PairDerivatives pair_breaking(double omega, double gamma, const PairField& field, const PairAverages& f) {
    const double w = omega + gamma;
    const PairDerivatives B2{field.B2, 1.0, 0.0, 0.0, 0.0};
    PairDerivatives n = w * (doppler_breaking(w, field.Q) + B2 * f.over_w);
    if (gamma == 0.0) return (1.0 / omega) * n;
    const PairDerivatives D = constant(1.0) + -gamma * f.times_w;
    n = n + (w * gamma) * (B2 * f.plain * f.plain / D);
    return (1.0 / omega) * (n / ((gamma / w) * n + constant(omega / w)));
}

/// Largest slope over directions of an energy at which W^2 = -E^2 solves A = 0: |Q v| + |E|, with E half the
/// sum or the difference of |g + B| and |g - B|.
double steepest_energy(const PairField& f) {
    const double alpha = std::sqrt(f.alpha2), B = std::sqrt(f.B2);
    const double closest = std::sqrt(f.beta2 + (alpha - B) * (alpha - B));  // of g to B
    return f.Q + std::min({alpha, B, closest > 0.0 ? alpha * B / closest : alpha});
}

constexpr int max_directions = 1 << 18;

/// The midpoint rule errs by exp(-4 n y) with the distance y of the nearest pole from the real directions.
struct DirectionCount {
    int quarter;
    double error;
};

DirectionCount directions_for(double w, double steepest, double tolerance) {
    if (steepest <= 0.0) return {1, 0.0};
    const double y = std::asinh(w / steepest);
    const double wanted = (3.0 - std::log(tolerance)) / (4.0 * y);
    const int quarter = static_cast<int>(std::ceil(std::clamp(wanted, 2.0, double{max_directions})));
    return {quarter, std::exp(3.0 - 4.0 * quarter * y)};
}

PairField pair_field(const Parameters& p) {
    // without Rashba coupling all directions are the same: the one that a quarter of the circle serves
    const double angle = p.alpha == 0.0 || p.Q == 0.0 ? across_the_field : p.Q_angle;
    return {p.B * p.B, p.beta * p.beta, p.alpha * p.alpha, std::fabs(p.Q), angle};
}

bool finite(const Parameters& p) {
    return std::isfinite(p.T + p.B + p.beta + p.gamma + p.alpha + p.Q + p.Q_angle) && p.T > 0.0;
}

/// Where the singularities of K end.
double bandwidth(const Parameters& p) {
    return spectral_bandwidth(p) + std::fabs(p.Q) / (2.0 * std::numbers::pi * thermal_energy(p));
}

}  // namespace

bool has_closed_kernel(const Parameters& p) {
    if (p.material) return false;
    return p.gamma == 0.0 || p.alpha == 0.0 || p.Q == 0.0 || std::fabs(std::cos(p.Q_angle)) < 1e-15;
}

MomentumInstability momentum_instability(const Parameters& p, double tolerance) {
    if (!finite(p) || !has_closed_kernel(p)) return {};
    const MatsubaraRule& rule = matsubara_rule(bandwidth(p), tolerance);
    const PairField field = pair_field(p);
    const AveragePairs average = kernel().average_pairs;
    const PairMoments moments = p.gamma == 0.0 ? PairMoments::over_w : PairMoments::all;
    const double T2pi = 2.0 * std::numbers::pi * thermal_energy(p), steepest = steepest_energy(field);
    PairDerivatives sum;
    double error = rule.error;
    for (std::size_t k = rule.node.size(); k-- > 0;) {
        const double omega = T2pi * rule.node[k], w = omega + p.gamma;
        const DirectionCount directions = directions_for(w, steepest, tolerance);
        const PairAverages averages = average(field, w, directions.quarter, moments);
        sum = sum + rule.weight[k] * pair_breaking(omega, p.gamma, field, averages);
        error = std::max(error, directions.error);
    }
    const double B = std::fabs(p.B);
    return {std::log(p.T) + T2pi * sum.value,
            2.0 * B * T2pi * sum.B2,
            T2pi * sum.Q,
            T2pi * sum.QQ,
            2.0 * B * T2pi * sum.B2Q,
            error};
}

}  // namespace mirage
