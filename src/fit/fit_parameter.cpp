#include "fit/fit_parameter.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace mirage {
namespace {

/// 1/(1 + ln(high/value)), 0 at 0.
double inverse_logarithm(double value, double high) {
    return value > 0.0 ? 1.0 / (1.0 + std::log(high / value)) : 0.0;
}

}  // namespace

double FitRange::value(double x) const {
    if (scale == FitScale::squared) return std::sqrt(low * low + x * (high * high - low * low));
    if (scale == FitScale::inverse_logarithm) {
        const double lowest = inverse_logarithm(low, high), at = lowest + x * (1.0 - lowest);
        return at > 0.0 ? high * std::exp(1.0 - 1.0 / at) : 0.0;
    }
    return low + x * (high - low);
}

double FitRange::fraction(double at) const {
    const double linear = (at - low) / (high - low);
    if (scale == FitScale::inverse_logarithm) {
        const double lowest = inverse_logarithm(low, high);
        return std::clamp((inverse_logarithm(at, high) - lowest) / (1.0 - lowest), 0.0, 1.0);
    }
    return std::clamp(scale == FitScale::squared ? linear * (at + low) / (high + low) : linear, 0.0, 1.0);
}

double FitRange::deviation(double x, double sigma) const {
    if (!(sigma >= 0.0)) return quiet_nan;
    const double here = value(x), up = value(std::min(1.0, x + sigma)),
                 down = value(std::max(0.0, x - sigma));
    return x < sigma || x + sigma > 1.0 ? std::max(up - here, here - down) : 0.5 * (up - down);
}

std::string bare_name(const FitParameter& p) { return p.name.substr(0, p.name.find('@')); }

bool is_coupling(const FitParameter& p) {
    return p.member != &FitParameters::tc0 && p.member != &FitParameters::g_factor &&
           p.member != &FitParameters::theta;
}

bool is_energy(const FitParameter& p) {
    using F = FitParameters;
    static const FitMember others[] = {&F::tc0,       &F::g_factor, &F::orbital,  &F::thickness,
                                       &F::diffusion, &F::theta,    &F::t_triplet};
    return std::find(std::begin(others), std::end(others), p.member) == std::end(others) &&
           !p.member.is_of_pocket(&PocketSettings::share) && !p.member.is_of_pocket(&PocketSettings::gap);
}

bool is_leading(const FitParameter& p) {
    return p.member == &FitParameters::beta || p.member == &FitParameters::spin_orbit_rate ||
           p.member.is_of_pocket(&PocketSettings::beta);
}

bool is_optional(const FitParameter& p) {
    using F = FitParameters;
    static const FitMember optional[] = {&F::gamma,
                                         &F::alpha,
                                         &F::gamma_intra,
                                         &F::gamma_inter,
                                         &F::gamma_pocket,
                                         &F::gamma_magnetic,
                                         &F::gamma_spin_orbit,
                                         &F::orbital,
                                         &F::thickness,
                                         &F::diffusion,
                                         &F::theta,
                                         &F::t_triplet};
    return std::find(std::begin(optional), std::end(optional), p.member) != std::end(optional) ||
           p.member.is_of_pocket(&PocketSettings::share) || p.member.is_of_pocket(&PocketSettings::alpha);
}

}  // namespace mirage
