#include "input/settings.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

using C = Configuration;
using P = PointSettings;

/// One that may be an axis of the grid.
Setting axis(const char* section, const char* name, UnitKind unit, const char* help, const char* allowed,
             Axis C::*member, double P::*value, GridRole role, const char* symbol, const char* label,
             const char* long_name) {
    const auto read = [member](C& c, std::string_view key, std::string_view text) {
        c.*member = parse_axis(key, text);
    };
    const auto write = [member](const C& c) { return (c.*member).text; };
    return {section,          name, name,   unit,  help,   allowed, read,     write, Scope::every,
            Decides::numbers, role, member, value, symbol, label,   long_name};
}

/// The part of an axis that has spectra.
Setting spectrum_part(const Setting& of) {
    const std::string name = of.name;
    const auto read = [name](C& c, std::string_view key, std::string_view text) {
        c.spectrum_part[name] = parse_axis(key, text);
    };
    const auto write = [name](const C& c) {
        const auto found = c.spectrum_part.find(name);
        return found == c.spectrum_part.end() ? std::string() : found->second.text;
    };
    return {"spectrum",
            name,
            "spectrum-" + name,
            of.unit,
            fmt::format("only these {}: part of that axis with spectra", name),
            "",
            read,
            write,
            Scope::sweep,
            Decides::numbers};
}

Setting number(const char* section, const char* name, UnitKind unit, const char* help, const char* allowed,
               double C::*member, Scope scope, Decides decides) {
    const auto read = [member](C& c, std::string_view key, std::string_view text) {
        c.*member = parse_number(key, text);
    };
    const auto write = [member](const C& c) { return fmt::format("{}", c.*member); };
    return {section, name, name, unit, help, allowed, read, write, scope, decides};
}

void read_units(C& c, std::string_view key, std::string_view text) {
    if (text != "reduced" && text != "si")
        throw InputError(fmt::format("{} = '{}': allowed: reduced, si", key, text));
    c.units = text == "si" ? Units::si : Units::reduced;
}
std::string write_units(const C& c) { return c.units == Units::si ? "si" : "reduced"; }

void read_energy(C& c, std::string_view key, std::string_view text) {
    c.energy = text == "auto" ? Axis{"auto", {}} : parse_axis(key, text);
}
std::string write_energy(const C& c) { return c.energy.text; }

void read_eta(C& c, std::string_view key, std::string_view text) { c.eta = parse_number(key, text); }
std::string write_eta(const C& c) { return c.eta ? fmt::format("{}", *c.eta) : ""; }

void read_threads(C& c, std::string_view key, std::string_view text) {
    const double count = parse_number(key, text);
    if (count < 0 || count > 1024 || count != std::floor(count))
        throw InputError(fmt::format("{} = '{}': must be a whole number from 0 (all) to 1024", key, text));
    c.threads = static_cast<int>(count);
}
std::string write_threads(const C& c) { return std::to_string(c.threads); }

void read_output(C& c, std::string_view key, std::string_view text) {
    if (text.empty()) throw InputError(fmt::format("{}: needs a file name", key));
    // A deck must be able to hold it: comments begin with #, and blanks at the ends are lost.
    const bool plain = text.find('#') == text.npos && text.front() != ' ' && text.back() != ' ';
    if (!plain || printable(std::string(text)) != text)
        throw InputError(fmt::format(
            "{} = '{}': a file name without #, control characters and blanks at its ends is needed", key,
            text));
    c.output = text;
}
std::string write_output(const C& c) { return c.output; }

std::vector<Setting> material_and_grid() {
    using enum UnitKind;
    constexpr GridRole optional = GridRole::optional, always = GridRole::always;
    return {
        {"material", "units", "units", number, "reduced: energies in Delta0, T in Tc0; si: K, tesla, meV",
         "reduced, si", read_units, write_units},
        axis("material", "tc0", kelvin, "critical temperature at B = 0, needed with si", "1e-6 to 1e6",
             &C::tc0, &P::tc0, optional, "Tc0", "critical temperature", "critical temperature at B = 0"),
        axis("material", "g-factor", number, "Lande factor of the field in tesla", "1e-6 to 1e6",
             &C::g_factor, &P::g_factor, optional, "g", "Lande factor", "Lande factor"),
        axis("material", "beta", energy, "Ising spin-orbit coupling", "0 to 100 Delta0", &C::beta, &P::beta,
             optional, "beta", "Ising coupling", "Ising spin-orbit coupling"),
        axis("grid", "T", temperature, "temperature", "from 0.001 Tc0", &C::T, &P::T, always, "T",
             "temperature", "temperature"),
        axis("grid", "B", field, "in-plane field, its modulus counts", "to 10000 Delta0", &C::B, &P::B,
             always, "B", "field", "in-plane magnetic field, (g/2) mu_B B in reduced units"),
        axis("grid", "gamma", energy, "scattering rate Gamma", "0 to 10 Delta0", &C::gamma, &P::gamma, always,
             "gamma", "scattering rate", "scattering rate Gamma"),
        axis("grid", "alpha", energy, "Rashba coupling alpha p_F", "0 to 10 Delta0", &C::alpha, &P::alpha,
             always, "alpha", "Rashba coupling", "Rashba spin-orbit coupling alpha p_F"),
    };
}

std::vector<Setting> all_settings() {
    using enum UnitKind;
    std::vector<Setting> list = material_and_grid();
    const std::vector<Setting> axes(list.begin() + 1, list.end());
    list.push_back({"spectrum", "energy", "energy", energy, "energies of spectra, an axis or auto",
                    "to 10000 Delta0", read_energy, write_energy, Scope::spectrum});
    list.push_back({"spectrum", "eta", "eta", energy, "Dynes broadening (default 0.01 Delta0)",
                    "1e-6 to 10 Delta0", read_eta, write_eta, Scope::spectrum});
    for (const Setting& setting : axes) list.push_back(spectrum_part(setting));
    list.push_back(mirage::number("numerics", "tolerance", gap, "largest error of the order parameter",
                                  "1e-12 to 1e-3", &C::tolerance, Scope::every, Decides::numbers));
    list.push_back({"numerics", "threads", "threads", UnitKind::number,
                    "OpenMP threads per rank, 0: all that OpenMP offers", "0 to 1024", read_threads,
                    write_threads, Scope::every, Decides::run});
    list.push_back(mirage::number("run", "checkpoint", second,
                                  "interval at which what is computed goes to disk, 0: only when stopped",
                                  "0 to 1e6", &C::checkpoint, Scope::sweep, Decides::run));
    list.push_back({"output", "file", "output", UnitKind::number, "file to write", "", read_output,
                    write_output, Scope::every, Decides::run});
    return list;
}

/// T and B last, so that lines and planes of the grid are consecutive.
int dimension(const Setting& setting) {
    constexpr const char* last[] = {"alpha", "gamma", "T", "B"};
    return static_cast<int>(std::find(std::begin(last), std::end(last), setting.name) - std::begin(last)) + 1;
}

}  // namespace

std::string Setting::variable() const {
    std::string text = name;
    std::replace(text.begin(), text.end(), '-', '_');
    return text;
}

const std::vector<Setting>& settings() {
    static const std::vector<Setting> list = all_settings();
    return list;
}

const std::vector<const Setting*>& axis_settings() {
    static const std::vector<const Setting*> list = [] {
        std::vector<const Setting*> axes;
        for (const Setting& setting : settings())
            if (setting.role != GridRole::none) axes.push_back(&setting);
        std::stable_sort(axes.begin(), axes.end(), [](const Setting* a, const Setting* b) {
            const auto place = [](const Setting& s) { return s.role == GridRole::always ? dimension(s) : 0; };
            return place(*a) < place(*b);
        });
        return axes;
    }();
    return list;
}

std::vector<const Setting*> printed_settings(Units units) {
    const auto place = [](const Setting& s) {
        if (s.value == &P::T || s.value == &P::B) return 0;
        return s.value == &P::tc0 || s.value == &P::g_factor ? 2 : 1;
    };
    std::vector<const Setting*> list;
    for (const Setting& s : settings())
        if (s.role != GridRole::none && (units == Units::si || place(s) < 2)) list.push_back(&s);
    std::stable_sort(list.begin(), list.end(),
                     [&](const Setting* a, const Setting* b) { return place(*a) < place(*b); });
    return list;
}

PointSettings single_point(const Configuration& c) {
    PointSettings point;
    for (const Setting* setting : axis_settings())
        point.*(setting->value) = single_value("--" + setting->option, c.*(setting->axis));
    return point;
}

UnitSystem unit_system(const PointSettings& point, Units units) {
    return units == Units::si ? si_units(point.tc0, point.g_factor) : reduced_units();
}

UnitSystem unit_system(const Configuration& c) {
    PointSettings point;
    point.tc0 = single_value("--tc0", c.tc0);
    point.g_factor = single_value("--g-factor", c.g_factor);
    return unit_system(point, c.units);
}

double reduced_eta(const Configuration& c, const UnitSystem& unit) {
    return c.eta ? *c.eta / unit.energy : 0.01;
}

}  // namespace mirage
