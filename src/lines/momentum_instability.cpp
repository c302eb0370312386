#include "mirage/lines/momentum_instability.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "lines/general_instability.hpp"
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
    const PairDerivatives D = constant(1.0) + -gamma * f.times_w;
    const PairDerivatives n =
        w * (doppler_breaking(w, field.Q) + B2 * (f.over_w + gamma * (f.plain * f.plain / D)));
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

/// Points in a quarter of the circle: the midpoint rule errs by exp(-4 n y) with the distance y of the
/// nearest pole from the real directions, y >= asinh(w/steepest) > w/(steepest + w/4).
double directions_for(double w, double steepest, double digits) {
    return std::max(2.0, std::ceil(digits * (steepest / w + 0.25) / 4.0));
}

/// Cosine or sine of an angle on an axis up to rounding: exactly 0 there.
double component(double value) { return std::fabs(value) < 1e-15 ? 0.0 : value; }

PairField pair_field(const Parameters& p) {
    const PairField across{p.B * p.B, p.beta * p.beta, p.alpha * p.alpha, std::fabs(p.Q), 0.0, 1.0};
    // without Rashba coupling all directions of Q are the same
    if (p.alpha == 0.0 || p.Q == 0.0) return across;
    PairField field = across;
    field.along = component(std::cos(p.Q_angle));
    field.across = component(std::sin(p.Q_angle));
    return field;
}

bool finite(const Parameters& p) {
    return std::isfinite(p.T + p.B + p.beta + p.gamma + p.alpha + p.Q + p.Q_angle) && p.T > 0.0;
}

/// The frequencies of a sum, from the largest on, with weights 2 pi k_B T times those of the rule.
struct Frequencies {
    std::array<PairFrequency, 256> at;
    std::array<double, 256> omega;
    std::size_t count;
    bool resolved;  ///< none would need more than max_directions
};

Frequencies frequencies_of(const Parameters& p, const PairField& field, const MatsubaraRule& rule,
                           double tolerance) {
    const double T2pi = 2.0 * std::numbers::pi * thermal_energy(p), steepest = steepest_energy(field);
    const double digits = 3.0 - std::log(tolerance);
    Frequencies f;
    f.count = rule.node.size();
    f.resolved = true;
    for (std::size_t i = 0; i < f.count; ++i) {
        const std::size_t k = f.count - 1 - i;
        const double omega = T2pi * rule.node[k], w = omega + p.gamma;
        const double wanted = directions_for(w, steepest, digits);
        f.omega[i] = omega;
        f.at[i] = {w, T2pi * rule.weight[k], static_cast<int>(std::min(wanted, double{max_directions}))};
        f.resolved = f.resolved && wanted <= max_directions;
    }
    return f;
}

PairDerivatives sum_clean(const PairField& field, const Frequencies& f) {
    PairDerivatives doppler;
    for (std::size_t i = 0; i < f.count; ++i)
        doppler = doppler + f.at[i].weight * doppler_breaking(f.at[i].w, field.Q);
    const PairDerivatives B2{field.B2, 1.0, 0.0, 0.0, 0.0};
    return doppler + B2 * kernel().sum_pairs(field, static_cast<int>(f.count), f.at.data());
}

PairDerivatives sum_dirty(double gamma, const PairField& field, const Frequencies& f) {
    const AveragePairs average = kernel().average_pairs;
    PairDerivatives sum;
    for (std::size_t i = 0; i < f.count; ++i)
        sum = sum + f.at[i].weight * pair_breaking(f.omega[i], gamma, field, average(field, f.at[i]));
    return sum;
}

/// Where the singularities of K end, over 2 pi k_B T.
double bandwidth(const Parameters& p) {
    const double energy = std::hypot(p.beta, p.alpha) + std::fabs(p.B) + std::fabs(p.Q) + p.gamma + 1.0;
    return energy / (2.0 * std::numbers::pi * thermal_energy(p));
}

}  // namespace

bool has_closed_kernel(const Parameters& p) {
    if (p.material) return false;
    return p.gamma == 0.0 || p.alpha == 0.0 || p.Q == 0.0 || component(std::cos(p.Q_angle)) == 0.0;
}

MomentumInstability momentum_instability(const Parameters& p, double tolerance) {
    if (!finite(p)) return {};
    if (!has_closed_kernel(p)) return general_instability(p, tolerance);
    const MatsubaraRule& rule = matsubara_rule(bandwidth(p), tolerance);
    const PairField field = pair_field(p);
    const Frequencies frequencies = frequencies_of(p, field, rule, tolerance);
    if (!frequencies.resolved) return {};
    const PairDerivatives sum =
        p.gamma == 0.0 ? sum_clean(field, frequencies) : sum_dirty(p.gamma, field, frequencies);
    const double B = std::fabs(p.B);
    return {std::log(p.T) + sum.value, 2.0 * B * sum.B2,      sum.Q, sum.QQ,
            2.0 * B * sum.B2Q,         rule.error + tolerance};
}

}  // namespace mirage
