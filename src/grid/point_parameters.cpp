#include "grid/point_parameters.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "mirage/model/film.hpp"

namespace mirage {
namespace {

bool is_given(double value) { return !std::isnan(value); }
double or_else(double value, double otherwise) { return is_given(value) ? value : otherwise; }

/// A right angle and its multiples to the last bit where they can be.
double radian(double degrees) { return degrees / 180.0 * std::numbers::pi; }

/// Pockets that leave nothing to the valleys but rounding have all of it.
void add_pockets(Material& material, const std::vector<PocketSettings>& pockets, const UnitSystem& unit) {
    const double left = valley_share(pockets);
    double sum = 0.0;
    for (const PocketSettings& pocket : pockets) sum += pocket.share;
    for (const PocketSettings& pocket : pockets) {
        material.pockets.push_back(reduced_pocket(pocket, unit));
        if (left == 0.0) material.pockets.back().share /= sum;
    }
}

/// gamma_intra, and gamma_intra + gamma_inter [user's energies].
struct Rates {
    double intra = 0.0, inter = 0.0;
};

Rates potential_rates(const PointSettings& s) {
    const bool split = is_given(s.gamma_intra) || is_given(s.gamma_inter);
    if (split) return {or_else(s.gamma_intra, 0.0), or_else(s.gamma_inter, 0.0)};
    return {0.5 * s.gamma, 0.5 * s.gamma};
}

Material material_of(const PointSettings& s, const std::vector<PocketSettings>& pockets,
                     const UnitSystem& unit) {
    const Rates rates = potential_rates(s);
    Material material;
    material.gamma_intra = rates.intra / unit.energy;
    material.gamma_pocket = or_else(s.gamma_pocket, rates.inter) / unit.energy;
    material.gamma_magnetic = or_else(s.gamma_magnetic, 0.0) / unit.energy;
    material.gamma_spin_orbit = or_else(s.gamma_spin_orbit, 0.0) / unit.energy;
    material.orbital = or_else(s.orbital, 0.0) * unit.energy;
    if (is_given(s.diffusion)) {
        material.orbital = film_orbital(or_else(s.thickness, 0.0), s.diffusion, unit);
        material.orbital_perpendicular = film_orbital_perpendicular(s.diffusion, unit);
    }
    material.theta = radian(or_else(s.theta, 0.0));
    material.T_triplet = or_else(s.t_triplet, 0.0) / unit.temperature;
    add_pockets(material, pockets, unit);
    return material;
}

}  // namespace

bool beyond_two_valleys(const PointSettings& s, const std::vector<PocketSettings>& pockets) {
    const double given[] = {
        s.gamma_intra, s.gamma_inter, s.gamma_pocket, s.gamma_magnetic, s.gamma_spin_orbit,
        s.orbital,     s.thickness,   s.diffusion,    s.theta,          s.t_triplet};
    return !pockets.empty() || std::any_of(std::begin(given), std::end(given), is_given);
}

Parameters point_parameters(const PointSettings& s, const std::vector<PocketSettings>& pockets,
                            const UnitSystem& unit) {
    Parameters p{s.T / unit.temperature, s.B / unit.field, s.beta / unit.energy, s.gamma / unit.energy,
                 s.alpha / unit.energy};
    p.Q = or_else(s.momentum, 0.0) / unit.energy;
    p.momentum = s.pair_momentum;
    p.Q_angle = radian(or_else(s.momentum_direction, 90.0));
    if (!beyond_two_valleys(s, pockets)) return p;
    const Rates rates = potential_rates(s);
    if (is_given(s.gamma_intra) || is_given(s.gamma_inter))
        p.gamma = (rates.intra + rates.inter) / unit.energy;
    return with_material(p, material_of(s, pockets, unit));
}

}  // namespace mirage
