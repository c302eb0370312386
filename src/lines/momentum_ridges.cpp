#include "lines/momentum_ridges.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "mirage/gap/gap_equation.hpp"

namespace mirage {
namespace {

/// Ascending from 0 to `last`, without those closer than `distance` to the one before.
std::vector<double> ordered(std::vector<double> values, double distance, double last) {
    std::sort(values.begin(), values.end());
    std::vector<double> kept{0.0};
    for (const double value : values)
        if (value > kept.back() + distance && value < last - distance) kept.push_back(value);
    kept.push_back(last);
    return kept;
}

}  // namespace

MomentumRidges momentum_ridges(const Parameters& p, double B) {
    const double straight = std::sqrt(p.alpha * p.alpha + p.beta * p.beta + B * B);
    const double plus = std::hypot(p.alpha + B, p.beta), minus = std::hypot(p.alpha - B, p.beta);
    const double outer = 0.5 * (plus + minus);
    return {p.alpha * B / straight, outer > 0.0 ? p.alpha * B / outer : 0.0, outer, straight};
}

double highest_unstable_field(const Parameters& p) {
    double highest = 3.0 * (1.0 + p.beta) + 2.0 * p.alpha;
    if (!p.material) return highest;
    for (const Pocket& pocket : p.material->pockets)
        highest = std::max(highest, 3.0 * (1.0 + pocket.beta) + 2.0 * pocket.alpha);
    return highest + p.material->gamma_spin_orbit;
}

namespace {

/// Those of one pocket, and where they end.
double add_momenta(std::vector<double>& momenta, const Parameters& p, double B) {
    const MomentumRidges r = momentum_ridges(p, B);
    const double thermal = std::numbers::pi * thermal_energy(p);
    for (const double Q : {r.inner / 3.0, r.inner / 1.5, 0.5 * (r.inner + r.middle)}) momenta.push_back(Q);
    for (const double ridge : {r.inner, r.middle, r.outer, r.straight})
        for (const double distance : {-3.0, -1.0, 0.0, 1.0, 3.0})
            momenta.push_back(ridge + distance * thermal);
    for (const double part : {0.05, 0.15, 0.3, 0.5, 0.75})
        momenta.push_back(r.middle + part * (std::min(r.outer, r.straight) - r.middle));
    return 2.0 * std::max(1.0, r.middle) + 3.0 * thermal;
}

}  // namespace

std::vector<double> momenta_at_field(const Parameters& p, double B) {
    const double thermal = std::numbers::pi * thermal_energy(p);
    std::vector<double> momenta;
    double last = add_momenta(momenta, p, B);
    if (!p.material) return ordered(std::move(momenta), 0.9 * thermal, last);
    for (const Pocket& pocket : p.material->pockets) {
        Parameters bands = p;
        bands.alpha = pocket.alpha, bands.beta = pocket.beta;
        std::vector<double> own;
        last = std::max(last, add_momenta(own, bands, B) / pocket.velocity);
        for (const double Q : own) momenta.push_back(Q / pocket.velocity);
        // a form with nodes has bands with every beta up to its own
        for (double Q = 0.1; Q < last; Q += 0.1) momenta.push_back(Q);
    }
    return ordered(std::move(momenta), 0.9 * thermal, last);
}

std::vector<double> fields_at_ridges(const Parameters& p, double highest, double lowest, double ratio) {
    const double Q = std::fabs(p.Q), alpha2 = p.alpha * p.alpha, g2 = alpha2 + p.beta * p.beta;
    std::vector<double> fields;
    for (double B = highest; B > lowest; B /= ratio) fields.push_back(B);
    fields.push_back(lowest);
    const auto add = [&](double B2) {
        const double B = std::sqrt(B2);
        if (B > lowest && B < highest) fields.push_back(B);
    };
    if (Q < p.alpha) add(Q * Q * g2 / (alpha2 - Q * Q));             // inner
    if (Q != p.alpha) add(Q * Q * (g2 - Q * Q) / (alpha2 - Q * Q));  // middle, outer
    add(Q * Q - g2);                                                 // straight
    std::sort(fields.begin(), fields.end(), std::greater<>());
    return fields;
}

}  // namespace mirage
