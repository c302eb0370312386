#include "fit/parameter_bounds.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include <fmt/format.h>

#include "input/arguments.hpp"
#include "input/axis.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/model/film.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Bounds {
    double low = 0.0, high = infinity;
};

/// Of the least Tc0 of the samples of a parameter; free Tc0 may come out a tenth below its start.
UnitSystem least_units(const FitTask& task, const FitParameter& p) {
    UnitSystem least{Units::si, infinity, infinity, infinity};
    for (const FitParameter& tc0 : task.parameters)
        for (std::size_t k = 0; tc0.member == &FitParameters::tc0 && k < task.samples.size(); ++k) {
            if (!p.is_of(k) || !tc0.is_of(k)) continue;
            const UnitSystem si = si_units(task.samples[k].start.tc0, 2.0);
            const double share = tc0.free ? 0.9 : 1.0;
            least.energy = std::min(least.energy, share * si.energy);
            least.temperature = std::min(least.temperature, share * si.temperature);
        }
    return least;
}

bool is_rate(const FitMember& member) {
    using F = FitParameters;
    const std::array<FitMember, 6> rates{&F::gamma,        &F::gamma_intra,    &F::gamma_inter,
                                         &F::gamma_pocket, &F::gamma_magnetic, &F::gamma_spin_orbit};
    return std::any_of(rates.begin(), rates.end(), [&](const FitMember& rate) { return member == rate; });
}

/// The domain of the engine.
Bounds domain_of(const FitTask& task, const FitParameter& p) {
    using F = FitParameters;
    const UnitSystem least = least_units(task, p);
    const double unit = least.energy;
    if (p.member == &F::beta || p.member.is_of_pocket(&PocketSettings::beta))
        return {0.0, domain::max_ising * unit};
    if (p.member == &F::alpha || p.member.is_of_pocket(&PocketSettings::alpha))
        return {0.0, domain::max_rashba * unit};
    if (is_rate(p.member)) return {0.0, domain::max_scattering_rate * unit};
    if (p.member == &F::spin_orbit_rate) return {0.0, 1000.0 * unit};
    if (p.member == &F::orbital) return {0.0, domain::max_orbital / unit};
    if (p.member == &F::theta) return {-domain::max_theta, domain::max_theta};
    if (p.member == &F::t_triplet) return {0.0, 0.99 * least.temperature};
    if (p.member.is_of_pocket(&PocketSettings::share)) return {0.0, 1.0};
    if (p.member.is_of_pocket(&PocketSettings::gap)) return {-domain::max_pocket_gap, domain::max_pocket_gap};
    return {};
}

/// Pairs break at Gamma_o = Delta0/4: more than this at the largest field that was measured is not seen.
constexpr double much_orbital = 5.0;  // Delta0

/// Gamma_o/Delta0 at the largest field of one sample, for one of these parameters in its unit.
double orbital_at(const FitTask& task, std::size_t k, const FitParameter& p) {
    const FitParameters& f = task.samples[k].start;
    const UnitSystem si = si_units(f.tc0, f.g_factor);
    double field = 0.0;  // Delta0
    for (const Measurement& m : task.samples[k].points) field = std::max(field, m.B / si.field);
    if (p.member == &FitParameters::orbital) return si.energy * field * field;
    const double thickness = std::isnan(f.thickness) ? 0.0 : f.thickness;
    const double across =
        std::isnan(f.theta) ? 0.0 : std::fabs(std::sin(f.theta / 180.0 * std::numbers::pi)) * field;
    if (p.member == &FitParameters::thickness)
        return film_orbital(1.0, f.diffusion > 0.0 ? f.diffusion : 1.0, si) * field * field;
    return film_orbital(thickness > 0.0 ? thickness : 1.0, 1.0, si) * field * field +
           film_orbital_perpendicular(1.0, si) * across;
}

/// What the points of a sample can know.
Bounds seen(const FitTask& task, std::size_t k, const FitParameter& p) {
    using F = FitParameters;
    const FitSample& sample = task.samples[k];
    const double tc0 = sample.start.tc0;
    if (p.member == &F::tc0) return {0.5 * tc0, 5.0 * tc0};
    if (p.member == &F::g_factor) return {0.5, 4.0};
    if (p.member == &F::gamma_magnetic) return {0.0, si_units(tc0, 2.0).energy};  // Tc is 0 from Delta0/4 on
    if (p.member == &F::orbital || p.member == &F::diffusion)
        return {0.0, much_orbital / orbital_at(task, k, p)};
    if (p.member == &F::thickness) return {0.0, std::sqrt(much_orbital / orbital_at(task, k, p))};
    if (p.member == &F::theta) return {0.0, 90.0};
    if (p.member.is_of_pocket(&PocketSettings::gap)) return {0.0, 3.0};
    double coldest = infinity;
    for (const Measurement& m : sample.points) coldest = std::min(coldest, m.T);
    // where a field was measured the triplet channel alone does not condense
    if (p.member == &F::t_triplet) return {0.0, 0.85 * coldest};
    return {-infinity, infinity};
}

Bounds default_bounds(const FitTask& task, const FitParameter& p) {
    Bounds all = domain_of(task, p);
    const bool is_tc0 = p.member == &FitParameters::tc0;  // of samples that share it, the largest
    if (is_tc0) all.high = 0.0;
    for (std::size_t k = 0; k < task.samples.size(); ++k) {
        if (!p.is_of(k)) continue;
        const Bounds own = seen(task, k, p);
        all.low = std::max(all.low, own.low);
        all.high = is_tc0 ? std::max(all.high, own.high) : std::min(all.high, own.high);
    }
    return all;
}

/// One entry of `--bounds`.
void read_bounds(FitTask& task, const std::string& bound, std::vector<std::string>& notes) {
    const std::vector<std::string_view> sides = split(bound, '=');
    const std::vector<std::string_view> ends =
        sides.size() == 2 ? split(sides[1], ':') : std::vector<std::string_view>{};
    if (ends.size() != 2) throw InputError(fmt::format("--bounds: '{}': write name=low:high", bound));
    const bool signed_number = sides[0].ends_with(".gap");
    const auto number = [&](std::string_view text) {
        return signed_number
                   ? parse_number("--bounds", text)
                   : number_where("--bounds", std::string(text), not_negative, "must not be negative");
    };
    const double low = number(ends[0]), high = number(ends[1]);
    if (!(low < high)) throw InputError(fmt::format("--bounds: '{}': low must be below high", bound));
    for (FitParameter& p : task.parameters) {
        if (bare_name(p) != sides[0]) continue;
        const bool near_default = p.member == &FitParameters::tc0 || p.member == &FitParameters::g_factor;
        const Bounds domain = domain_of(task, p);
        const double least = near_default ? 0.05 * p.low : domain.low, most = domain.high;
        if (!(low < most))
            throw InputError(
                fmt::format("--bounds: '{}': {} must be below {:.6g} {}", bound, p.name, most, p.unit));
        p.low = std::max(low, least), p.high = std::min(high, most);
        if (p.low != low || p.high != high)
            notes.push_back(fmt::format("--bounds of {} are {:.4g} to {:.4g}{}{}: as far as the engine goes",
                                        p.name, p.low, p.high, *p.unit ? " " : "", p.unit));
    }
}

}  // namespace

void set_bounds(FitTask& task, const std::vector<std::string>& bounds, std::vector<std::string>& notes) {
    for (FitParameter& p : task.parameters) {
        const Bounds own = default_bounds(task, p);
        p.low = own.low, p.high = own.high;
    }
    for (const std::string& bound : bounds) read_bounds(task, bound, notes);
}

}  // namespace mirage
