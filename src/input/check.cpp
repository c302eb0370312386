// What is outside the promised domain is refused before anything is computed or written.

#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/settings.hpp"
#include "mirage/model/domain.hpp"

namespace mirage {
namespace {

constexpr double slack = 1e-9;  // of rounding where a limit is converted to other units
constexpr double max_points = 1e9;

void check_energies(const std::string& name, const Axis& axis, const UnitSystem& unit, double most) {
    for (const double value : axis.values) {
        if (value < 0.0) throw InputError(fmt::format("{} = {}: must not be negative", name, value));
        if (value > most * unit.energy * (1.0 + 1e-12))
            throw InputError(fmt::format("{} = {}: at most {} Delta0 ({:.6g} {})", name, value, most,
                                         most * unit.energy, unit_name(UnitKind::energy, unit.units)));
    }
}

void check_moduli(const std::string& name, const Axis& axis, double most, double factor, const char* unit) {
    for (const double value : axis.values)
        if (std::fabs(value) > most * factor)
            throw InputError(fmt::format("{} = {}: at most {} Delta0 ({:.6g} {})", name, value, most,
                                         most * factor, unit));
}

void check_temperatures(const Axis& axis, const UnitSystem& unit) {
    constexpr double lowest = domain::min_temperature;
    for (const double T : axis.values)
        if (!(T >= (1.0 - slack) * lowest * unit.temperature))
            throw InputError(fmt::format("T = {}: must be at least {} Tc0 ({:.6g} {})", T, lowest,
                                         lowest * unit.temperature,
                                         unit_name(UnitKind::temperature, unit.units)));
}

void check_eta(const Configuration& c, const UnitSystem& unit) {
    constexpr double lowest = domain::min_broadening, highest = domain::max_broadening;
    const double eta = reduced_eta(c, unit);
    if (!(eta >= lowest * (1.0 - slack) && eta <= highest * (1.0 + slack)))
        throw InputError(fmt::format("eta = {}: allowed: {} to {} Delta0 ({:.6g} to {:.6g} {})", *c.eta,
                                     lowest, highest, lowest * unit.energy, highest * unit.energy,
                                     unit_name(UnitKind::energy, unit.units)));
}

/// Every value of the axes in one system of units.
void check_values(const Configuration& c, const UnitSystem& unit) {
    check_energies("beta", c.beta, unit, domain::max_ising);
    check_energies("gamma", c.gamma, unit, domain::max_scattering_rate);
    check_energies("alpha", c.alpha, unit, domain::max_rashba);
    check_temperatures(c.T, unit);
    check_moduli("B", c.B, domain::max_field, unit.field, unit_name(UnitKind::field, unit.units));
    check_moduli("energy", c.energy, domain::max_energy, unit.energy,
                 unit_name(UnitKind::energy, unit.units));
    check_eta(c, unit);
}

void check_units(const Configuration& c) {
    constexpr double low = 1e-6, high = 1e6;
    const auto outside = [](double x) { return !(x >= low && x <= high); };
    for (const double tc0 : c.tc0.values)
        if (c.units == Units::si && outside(tc0))
            throw InputError(fmt::format(
                "tc0 = {}: si units need a critical temperature between 1e-6 and 1e6 K (--tc0)", tc0));
    for (const double g : c.g_factor.values)
        if (outside(g)) throw InputError(fmt::format("g-factor = {}: allowed: 1e-6 to 1e6", g));
    if (c.units == Units::reduced && (c.tc0.values.size() > 1 || c.g_factor.values.size() > 1))
        throw InputError(
            "tc0, g-factor: an axis of them needs --units si: reduced units do not depend on them");
}

void check_numerics(const Configuration& c) {
    if (!(c.tolerance >= domain::min_tolerance && c.tolerance <= domain::max_tolerance))
        throw InputError(fmt::format("tolerance = {}: allowed: {} to {}", c.tolerance, domain::min_tolerance,
                                     domain::max_tolerance));
    if (!(c.checkpoint >= 0.0 && c.checkpoint <= 1e6))
        throw InputError(
            fmt::format("checkpoint = {}: allowed: 0 (only when stopped) to 1e6 s", c.checkpoint));
}

/// Limits grow with tc0 and fall with the g-factor: the ends of both axes decide.
std::vector<UnitSystem> corner_units(const Configuration& c) {
    std::vector<UnitSystem> corners;
    for (const double tc0 : {c.tc0.values.front(), c.tc0.values.back()})
        for (const double g : {c.g_factor.values.front(), c.g_factor.values.back()}) {
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
            throw InputError(
                fmt::format("spectrum.{} = {}: must be among the values of {}", name, x, whole.key()));
    }
}

void check_size(const Configuration& c) {
    double points = 1.0;
    for (const Setting* setting : axis_settings())
        points *= static_cast<double>((c.*(setting->axis)).values.size());
    if (points > max_points) throw InputError(fmt::format("a grid of {:.3g} points: at most 1e9", points));
}

}  // namespace

void check(const Configuration& c) {
    check_units(c);
    check_numerics(c);
    for (const UnitSystem& unit : corner_units(c)) check_values(c, unit);
    check_size(c);
    for (const Setting* setting : axis_settings())
        if (const auto part = c.spectrum_part.find(setting->name); part != c.spectrum_part.end())
            check_part(setting->name, part->second, *setting, (c.*(setting->axis)).values);
}

void check_output(const std::string& option, const std::string& file) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    const fs::path path(file);
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (fs::is_directory(path, ignored))
        throw InputError(fmt::format("{} = '{}': is a folder", option, file));
    if (!fs::is_directory(folder, ignored))
        throw InputError(
            fmt::format("{} = '{}': the folder '{}' does not exist", option, file, folder.string()));
    const long room = pathconf(folder.c_str(), _PC_NAME_MAX);
    constexpr std::size_t suffix = 40;  // of the checkpoint's folder, with what is in it
    if (path.filename().string().size() + suffix > static_cast<std::size_t>(room > 0 ? room : NAME_MAX) ||
        file.size() + suffix > PATH_MAX)
        throw InputError(fmt::format("{} = '{}': the name is too long", option, file));
    if (access(folder.c_str(), W_OK | X_OK) != 0 ||
        (fs::exists(path, ignored) && access(path.c_str(), W_OK) != 0))
        throw InputError(fmt::format("{} = '{}': cannot be written", option, file));
}

}  // namespace mirage
