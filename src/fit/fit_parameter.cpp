#include "fit/fit_parameter.hpp"

#include <algorithm>
#include <iterator>

namespace mirage {

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
