#include "fit/parameter_values.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "grid/point_parameters.hpp"
#include "input/check_material.hpp"
#include "input/limits.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

using F = FitParameters;

/// By the variable of the setting.
constexpr std::pair<const char*, double F::*> material_members[] = {
    {"gamma_intra", &F::gamma_intra},
    {"gamma_inter", &F::gamma_inter},
    {"gamma_pocket", &F::gamma_pocket},
    {"gamma_magnetic", &F::gamma_magnetic},
    {"gamma_spin_orbit", &F::gamma_spin_orbit},
    {"orbital", &F::orbital},
    {"thickness", &F::thickness},
    {"diffusion", &F::diffusion},
    {"theta", &F::theta},
    {"t_triplet", &F::t_triplet},
};

/// NaN stays what it is.
double inside(double value, double most) { return std::clamp(value, 0.0, most); }

/// Shares that sum to more than one keep their ratios.
std::vector<PocketSettings> pockets_inside(std::vector<PocketSettings> pockets, double unit) {
    double sum = 0.0;
    for (PocketSettings& pocket : pockets) {
        pocket.beta = inside(pocket.beta, domain::max_ising * unit);
        pocket.alpha = inside(pocket.alpha, domain::max_rashba * unit);
        pocket.share = inside(pocket.share, 1.0);
        sum += pocket.share;
    }
    for (PocketSettings& pocket : pockets) pocket.share /= std::max(1.0, sum);
    return pockets;
}

PointSettings settings_inside(const F& f, double T, double unit) {
    PointSettings s;
    s.tc0 = f.tc0, s.g_factor = f.g_factor, s.T = T;
    s.beta = inside(f.beta, domain::max_ising * unit);
    s.gamma = inside(f.gamma, domain::max_scattering_rate * unit);
    s.alpha = inside(f.alpha, domain::max_rashba * unit);
    for (const auto& [setting, member] : material_settings()) s.*(setting->value) = f.*member;
    for (const auto rate :
         {&PointSettings::gamma_intra, &PointSettings::gamma_inter, &PointSettings::gamma_pocket,
          &PointSettings::gamma_magnetic, &PointSettings::gamma_spin_orbit})
        s.*rate = inside(s.*rate, domain::max_scattering_rate * unit);
    s.orbital = inside(s.orbital, domain::max_orbital / unit);
    s.t_triplet = inside(s.t_triplet, 0.9999 * f.tc0);
    return s;
}

}  // namespace

const std::vector<MaterialSetting>& material_settings() {
    static const std::vector<MaterialSetting> list = [] {
        std::vector<MaterialSetting> found;
        for (const Setting& setting : settings())
            for (const auto& [variable, member] : material_members)
                if (setting.section == "material" && setting.variable() == variable)
                    found.push_back({&setting, member});
        return found;
    }();
    return list;
}

bool beyond_two_valleys(const F& f) {
    return !f.pockets.empty() || std::any_of(std::begin(material_members), std::end(material_members),
                                             [&](const auto& m) { return !std::isnan(f.*(m.second)); });
}

bool is_two_valley(const F& f) {
    if (!beyond_two_valleys(f)) return true;
    return std::isnan(f.gamma_intra) && std::isnan(f.gamma_inter) && !reduced_parameters(f, 0.5).material;
}

Parameters reduced_parameters(const F& f, double t) {
    const UnitSystem si = si_units(f.tc0, f.g_factor);
    const double unit = si.energy;
    if (beyond_two_valleys(f)) {
        Parameters p =
            point_parameters(settings_inside(f, t * f.tc0, unit), pockets_inside(f.pockets, unit), si);
        p.T = t;
        return p;
    }
    const auto reduced = [&](double energy, double most) { return inside(energy / unit, most); };
    return {t, 0.0, reduced(f.beta, domain::max_ising), reduced(f.gamma, domain::max_scattering_rate),
            reduced(f.alpha, domain::max_rashba)};
}

void check_values(const F& f) {
    check_tc0(f.tc0);
    check_g_factor(f.g_factor);
    const UnitSystem unit = si_units(f.tc0, f.g_factor);
    const auto check_energy = [&](const char* key, double value, double most) {
        check_energies(key, {fmt::format("{}", value), {value}}, unit, most);
    };
    check_energy("material.beta", f.beta, domain::max_ising);
    check_energy("grid.gamma", f.gamma, domain::max_scattering_rate);
    check_energy("grid.alpha", f.alpha, domain::max_rashba);
    Configuration c;
    c.units = Units::si;
    for (const auto& [setting, member] : material_settings())
        if (const double value = f.*member; !std::isnan(value))
            c.*(setting->axis) = {fmt::format("{}", value), {value}};
    c.pockets = f.pockets;
    check_material(c);
    check_material_values(c, unit);
}

}  // namespace mirage
