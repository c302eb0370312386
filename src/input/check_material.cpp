// What is beyond the two-valley model and outside the promised domain is refused.

#include "input/check_material.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/limits.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/model/film.hpp"

namespace mirage {
namespace {

bool is_given(const Axis& axis) { return !axis.values.empty(); }
double largest(const Axis& axis) { return is_given(axis) ? axis.values.back() : 0.0; }

[[noreturn]] void refuse_pocket(const PocketSettings& pocket, const char* key, const std::string& rule) {
    const std::string whole = fmt::format("pocket.{}.{}", pocket.name, key);
    throw SettingError(whole, fmt::format("{}{}", whole, rule));
}

void check_pocket(const PocketSettings& pocket, const UnitSystem& unit) {
    if (std::isnan(pocket.share)) refuse_pocket(pocket, "share", ": every pocket needs a share, 0 to 1");
    for (const PocketKey& key : pocket_keys()) {
        if (!key.value) continue;
        const double value = pocket.*(key.value), factor = unit.factor(key.unit);
        if (value >= key.least * factor && value <= key.most * factor * (1.0 + 1e-12)) continue;
        const std::string least = key.unit == UnitKind::number ? fmt::format("{}", key.least) : "0";
        refuse_pocket(pocket, key.name,
                      fmt::format(" = {}: allowed: {} to {}", value, least, limit(key.most, key.unit, unit)));
    }
}

void check_shares(const std::vector<PocketSettings>& pockets) {
    if (pockets.size() > static_cast<std::size_t>(domain::max_pockets))
        throw InputError(fmt::format("{} pockets: at most {} beside the two valleys", pockets.size(),
                                     domain::max_pockets));
    if (valley_share(pockets) < 0.0)
        refuse_pocket(pockets.back(), "share",
                      fmt::format(" = {}: the shares of all pockets sum to {:.6g}: at most 1",
                                  pockets.back().share, 1.0 - valley_share(pockets)));
}

/// Without valleys something else has to have a gap, and has to be seen.
void check_valleys(const Configuration& c) {
    if (c.pockets.empty() || valley_share(c.pockets) > 0.0) return;
    const auto all_zero = [&](double PocketSettings::*value) {
        return std::all_of(c.pockets.begin(), c.pockets.end(),
                           [&](const PocketSettings& pocket) { return pocket.share * pocket.*value == 0.0; });
    };
    if (all_zero(&PocketSettings::gap))
        refuse_pocket(c.pockets.front(), "gap", ": no gap in any pocket and no share left to the valleys");
    if (all_zero(&PocketSettings::tunnel_weight))
        refuse_pocket(c.pockets.front(), "tunnel-weight",
                      ": a tunnel junction sees no pocket, and no share is left to the valleys");
    if (largest(c.t_triplet) > 0.0)
        throw SettingError(
            "material.t-triplet",
            fmt::format("t-triplet = {}: the triplet channel is odd in the valleys, and the pockets "
                        "leave no share to them",
                        c.t_triplet.text));
}

/// A film has its orbital pair breaking from D and d, or from a number.
void check_film(const Configuration& c) {
    for (const auto& [axis, name] : {std::pair(&c.diffusion, "diffusion"), {&c.thickness, "thickness"}}) {
        if (!is_given(*axis)) continue;
        const std::string key = fmt::format("material.{}", name);
        if (c.units == Units::reduced)
            throw SettingError(
                key, fmt::format("{} = '{}': has no meaning in reduced units: give orbital, or ask for "
                                 "si units (--tc0)",
                                 name, axis->text));
        if (is_given(c.orbital))
            throw SettingError(
                key, fmt::format("{} = '{}': stands in place of orbital: give one or the other", name,
                                 axis->text));
        if (axis->values.front() < 0.0) refuse(key, axis->values.front(), "must not be negative");
    }
    if (is_given(c.thickness) && !is_given(c.diffusion))
        throw SettingError("material.thickness",
                           fmt::format("thickness = '{}': needs the diffusion constant too (--diffusion)",
                                       c.thickness.text));
}

void check_orbital(const Configuration& c, const UnitSystem& unit) {
    constexpr double most = domain::max_orbital;
    for (const double value : c.orbital.values) {
        if (value < 0.0) refuse("material.orbital", value, "must not be negative");
        if (value > most * unit.factor(UnitKind::inverse_energy) * (1.0 + slack))
            refuse("material.orbital", value, "at most " + limit(most, UnitKind::inverse_energy, unit));
    }
    if (!is_given(c.diffusion)) return;
    constexpr double most_across = domain::max_orbital_perpendicular;
    if (film_orbital_perpendicular(largest(c.diffusion), unit) > most_across)
        refuse("material.diffusion", largest(c.diffusion),
               fmt::format("at most {:.6g} cm^2/s: Gamma_o is then {} |B_z|",
                           most_across / film_orbital_perpendicular(1.0, unit), most_across));
    if (film_orbital(largest(c.thickness), largest(c.diffusion), unit) > most)
        refuse("material.thickness", largest(c.thickness),
               fmt::format("at most {:.6g} nm with this diffusion constant: Gamma_o is then {} B^2/Delta0",
                           std::sqrt(most / film_orbital(1.0, largest(c.diffusion), unit)), most));
}

void check_theta(const Axis& theta) {
    for (const double value : theta.values)
        if (!(std::fabs(value) <= domain::max_theta))
            refuse("material.theta", value, fmt::format("allowed: -{0} to {0} degrees", domain::max_theta));
}

void check_triplet(const Axis& axis, const UnitSystem& unit) {
    for (const double T : axis.values) {
        if (T < 0.0) refuse("material.t-triplet", T, "must not be negative");
        if (T >= unit.temperature)
            refuse("material.t-triplet", T,
                   "must be below that of the singlet channel, " + limit(1.0, UnitKind::temperature, unit));
    }
}

void check_momentum_direction(const Axis& angle) {
    constexpr double most = domain::max_momentum_direction;
    for (const double value : angle.values)
        if (!(std::fabs(value) <= most))
            refuse("material.momentum-direction", value,
                   fmt::format("allowed: across, along, -{0} to {0} degrees", most));
}

/// Whether an angle is an odd (90, 270 degrees) or an even number (0, 180) of quarters of a turn.
bool is_odd_quarter(double degrees) { return std::fabs(std::remainder(degrees - 90.0, 180.0)) < 1e-12; }
bool is_even_quarter(double degrees) { return std::fabs(std::remainder(degrees, 180.0)) < 1e-12; }

/// Whether the phase between Delta and eta may be another one than pi/2 (has_real_order_parameters).
bool turns_triplet_phase(const Configuration& c, double theta, double direction) {
    const auto rashba = [](const PocketSettings& pocket) { return pocket.share * pocket.alpha > 0.0; };
    const auto around_gamma = [&](const PocketSettings& pocket) {
        return rashba(pocket) && pocket.form == SpinOrbitForm::cos3phi;
    };
    const auto& pockets = c.pockets;
    if (largest(c.alpha) == 0.0 && std::none_of(pockets.begin(), pockets.end(), rashba)) return false;
    const bool across = is_odd_quarter(direction), along = is_even_quarter(direction);
    if (is_even_quarter(theta)) return !pockets.empty() && !across && !along;
    return !across || std::any_of(pockets.begin(), pockets.end(), around_gamma);
}

/// Of a triplet channel with a momentum: eta has to be real.
void check_triplet_phase(const Configuration& c) {
    const bool field = c.B.values.empty() ||
                       std::any_of(c.B.values.begin(), c.B.values.end(), [](double B) { return B != 0.0; });
    const bool moves = !c.momentum.text.empty() && (!is_given(c.momentum) || largest(c.momentum) > 0.0);
    if (!field || !moves || largest(c.t_triplet) == 0.0) return;
    const std::vector<double> in_plane{0.0}, across{90.0};
    for (const double theta : is_given(c.theta) ? c.theta.values : in_plane)
        for (const double direction : is_given(c.momentum_direction) ? c.momentum_direction.values : across)
            if (turns_triplet_phase(c, theta, direction))
                throw SettingError(
                    "material.momentum-direction",
                    fmt::format("momentum-direction = {:g} at theta = {:g}: the triplet order parameter "
                                "would be complex, with t-triplet and Rashba coupling; allowed: {}",
                                direction, theta,
                                is_even_quarter(theta)
                                    ? "across or along the field, or any direction of two valleys alone"
                                    : "across the field, without Rashba coupling around Gamma"));
}

}  // namespace

void check_material(const Configuration& c) {
    check_film(c);
    check_theta(c.theta);
    check_momentum_direction(c.momentum_direction);
    for (const PocketSettings& pocket : c.pockets)
        if (std::isnan(pocket.share)) check_pocket(pocket, reduced_units());
}

void check_material_values(const Configuration& c, const UnitSystem& unit) {
    constexpr double rate = domain::max_scattering_rate;
    check_energies("material.gamma-intra", c.gamma_intra, unit, rate);
    check_energies("material.gamma-inter", c.gamma_inter, unit, rate);
    check_energies("material.gamma-pocket", c.gamma_pocket, unit, rate);
    check_energies("material.gamma-magnetic", c.gamma_magnetic, unit, rate);
    check_energies("material.gamma-spin-orbit", c.gamma_spin_orbit, unit, rate);
    check_orbital(c, unit);
    check_triplet(c.t_triplet, unit);
    check_energies("material.momentum", c.momentum, unit, domain::max_momentum);
    for (const PocketSettings& pocket : c.pockets) check_pocket(pocket, unit);
    check_shares(c.pockets);
    check_valleys(c);
    check_triplet_phase(c);
}

}  // namespace mirage
