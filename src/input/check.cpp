// What is outside the promised domain is refused before anything is computed or written.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/check_material.hpp"
#include "input/input_error.hpp"
#include "input/limits.hpp"
#include "input/settings.hpp"
#include "mirage/model/domain.hpp"

namespace mirage {
namespace {

constexpr double max_points = 1e9;

void check_moduli(const std::string& key, const Axis& axis, double most, UnitKind kind,
                  const UnitSystem& unit) {
    for (const double value : axis.values)
        if (std::fabs(value) > most * unit.factor(kind))
            refuse(key, value, "at most " + limit(most, kind, unit));
}

void check_temperatures(const Axis& axis, const UnitSystem& unit) {
    constexpr double lowest = domain::min_temperature;
    for (const double T : axis.values)
        if (!(T >= (1.0 - slack) * lowest * unit.temperature))
            refuse("grid.T", T, "must be at least " + limit(lowest, UnitKind::temperature, unit));
}

void check_eta(const Configuration& c, const UnitSystem& unit) {
    constexpr double lowest = domain::min_broadening, highest = domain::max_broadening;
    const double eta = reduced_eta(c, unit);
    if (!(eta >= lowest * (1.0 - slack) && eta <= highest * (1.0 + slack)))
        refuse("spectrum.eta", *c.eta,
               fmt::format("allowed: {} to {}", limit(lowest, UnitKind::energy, unit),
                           limit(highest, UnitKind::energy, unit)));
}

/// Every value of the axes in one system of units.
void check_values(const Configuration& c, const UnitSystem& unit) {
    check_energies("material.beta", c.beta, unit, domain::max_ising);
    check_energies("grid.gamma", c.gamma, unit, domain::max_scattering_rate);
    check_energies("grid.alpha", c.alpha, unit, domain::max_rashba);
    check_temperatures(c.T, unit);
    check_moduli("grid.B", c.B, domain::max_field, UnitKind::field, unit);
    check_moduli("spectrum.energy", c.energy, domain::max_energy, UnitKind::energy, unit);
    check_eta(c, unit);
    check_material_values(c, unit);
}

void check_units(const Configuration& c) {
    for (const double tc0 : c.tc0.values)
        if (c.units == Units::si) check_tc0(tc0);
    for (const double g : c.g_factor.values) check_g_factor(g);
}

void check_numerics(const Configuration& c) {
    if (!(c.tolerance >= domain::min_tolerance && c.tolerance <= domain::max_tolerance))
        refuse("numerics.tolerance", c.tolerance,
               fmt::format("allowed: {} to {}, in units of Delta0", domain::min_tolerance,
                           domain::max_tolerance));
    if (!(c.checkpoint >= 0.0 && c.checkpoint <= 1e6))
        refuse("run.checkpoint", c.checkpoint, "allowed: 0 (only when stopped) to 1e6 s");
}

/// Limits grow with tc0 and fall with the g-factor: the ends of both axes decide.
std::vector<UnitSystem> corner_units(const Configuration& c) {
    const auto ends = [](const Axis& axis) {
        const double first = axis.values.front(), last = axis.values.back();
        return first == last ? std::vector{first} : std::vector{first, last};
    };
    std::vector<UnitSystem> corners;
    for (const double tc0 : ends(c.tc0))
        for (const double g : ends(c.g_factor)) {
            PointSettings point;
            point.tc0 = tc0, point.g_factor = g;
            corners.push_back(unit_system(point, c.units));
        }
    return corners;
}

/// The part of an axis that has spectra is among its values.
void check_part(const std::string& name, const Axis& part, const Setting& whole,
                const std::vector<double>& values) {
    for (const double x : part.values) {
        const auto same = [x](double y) { return std::fabs(x - y) <= slack * std::fabs(y); };
        const auto above =
            std::lower_bound(values.begin(), values.end(), x);  // it or the one below is nearest
        if (!(above != values.end() && same(*above)) && !(above != values.begin() && same(*(above - 1))))
            throw SettingError(
                "spectrum." + name,
                fmt::format("spectrum.{} = {}: must be among the values of {}", name, x, whole.key()));
    }
}

void check_size(const Configuration& c) {
    double points = 1.0;
    for (const Setting* setting : axis_settings())
        points *= std::max(1.0, static_cast<double>((c.*(setting->axis)).values.size()));
    if (points > max_points)
        throw InputError(fmt::format("a grid of {:.15g} points: at most {:.15g}", points, max_points));
}

}  // namespace

void check(const Configuration& c) {
    check_units(c);
    check_numerics(c);
    check_material(c);
    for (const UnitSystem& unit : corner_units(c)) check_values(c, unit);
    check_size(c);
    if (!c.spectrum_part.empty() && c.energy.text.empty()) {
        const std::string key = "spectrum." + c.spectrum_part.begin()->first;
        throw SettingError(
            key, fmt::format("{}: a part of the grid with spectra needs energies: give --energy AXIS "
                             "(spectrum.energy)",
                             key));
    }
    if (c.conductance == Conductance::stored && c.energy.text.empty())
        throw SettingError("spectrum.conductance",
                           "spectrum.conductance = true: dI/dV is stored at the voltages of spectra: give "
                           "--energy AXIS (spectrum.energy)");
    for (const Setting* setting : axis_settings())
        if (const auto part = c.spectrum_part.find(setting->name); part != c.spectrum_part.end())
            check_part(setting->name, part->second, *setting, axis_of(c, *setting).values);
}

}  // namespace mirage
