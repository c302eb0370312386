#include "input/settings.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/suggestion.hpp"
#include "input/text.hpp"
#include "mirage/model/domain.hpp"

namespace mirage {
namespace {

using C = Configuration;
using P = PointSettings;

/// One that may be an axis of the grid: reads and writes its Axis.
Setting axis(Setting setting) {
    Axis C::*const member = setting.axis;
    setting.option = setting.name;
    setting.read = [member](C& c, std::string_view key, std::string_view text) {
        c.*member = parse_axis(key, text);
    };
    setting.write = [member](const C& c) { return (c.*member).text; };
    return setting;
}

/// gamma, which gamma-intra and gamma-inter may stand for.
Setting gamma(Setting setting) {
    setting = axis(std::move(setting));
    setting.write = [](const C& c) { return splits_gamma(c) ? std::string() : c.gamma.text; };
    return setting;
}

/// "0 to 10 Delta0", "from 0.001 Tc0", ...
std::string from_zero(double most) { return fmt::format("0 to {} Delta0", most); }
/// 1e-12 rather than 1e-012 or 0.000000000001
std::string power(double x) {
    std::string text = fmt::format("{:.0e}", x);
    if (const auto zero = text.find("e-0"); zero != text.npos) text.erase(zero + 2, 1);
    return text;
}
std::string up_to(double most) { return fmt::format("to {} Delta0", most); }

/// The part of an axis that has spectra.
Setting spectrum_part(const Setting& of) {
    const std::string name = of.name;
    Setting setting{.section = "spectrum",
                    .name = name,
                    .option = "spectrum-" + name,
                    .unit = of.unit,
                    .help = fmt::format("only these values of {} have spectra", name),
                    .scope = Scope::sweep};
    setting.read = [name](C& c, std::string_view key, std::string_view text) {
        c.spectrum_part[name] = parse_axis(key, text);
    };
    setting.write = [name](const C& c) {
        const auto found = c.spectrum_part.find(name);
        return found == c.spectrum_part.end() ? std::string() : found->second.text;
    };
    return setting;
}

Setting number(Setting setting, double C::*member) {
    setting.option = setting.name;
    setting.read = [member](C& c, std::string_view key, std::string_view text) {
        c.*member = parse_number(key, text);
    };
    setting.write = [member](const C& c) { return fmt::format("{}", c.*member); };
    return setting;
}

const std::vector<std::string> unit_names{"reduced", "si"};

void read_units(C& c, std::string_view key, std::string_view text) {
    c.units = choice(key, text, unit_names) == 1 ? Units::si : Units::reduced;
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

std::vector<Setting> material() {
    using enum UnitKind;
    return {
        {.section = "material",
         .name = "units",
         .option = "units",
         .help = "reduced: energies and B in Delta0, T in Tc0; si: K, tesla, meV, needs --tc0",
         .allowed = fmt::format("{}", fmt::join(unit_names, ", ")),
         .read = read_units,
         .write = write_units,
         .choices = unit_names,
         .also = {"unit", "system"}},
        axis({.section = "material",
              .name = "tc0",
              .unit = kelvin,
              .help = "critical temperature at B = 0; given without --units it means si",
              .allowed = "1e-6 to 1e6",
              .role = GridRole::optional,
              .axis = &C::tc0,
              .value = &P::tc0,
              .si_only = true,
              .symbol = "Tc0",
              .label = "critical temperature",
              .long_name = "critical temperature at B = 0",
              .also = {"tc", "t-c", "t-c0", "critical-temperature"}}),
        axis({.section = "material",
              .name = "g-factor",
              .help = "Lande factor of the field in tesla, si only",
              .allowed = "1e-6 to 1e6",
              .role = GridRole::optional,
              .axis = &C::g_factor,
              .value = &P::g_factor,
              .si_only = true,
              .symbol = "g",
              .label = "Lande factor",
              .long_name = "Lande factor",
              .also = {"g", "gfactor", "g_factor", "lande"}}),
        axis({.section = "material",
              .name = "beta",
              .unit = energy,
              .help = "Ising spin-orbit coupling",
              .allowed = from_zero(domain::max_ising),
              .role = GridRole::optional,
              .axis = &C::beta,
              .value = &P::beta,
              .symbol = "beta",
              .label = "Ising coupling",
              .long_name = "Ising spin-orbit coupling",
              .also = {"ising", "beta-so", "soc", "spin-orbit"}}),
    };
}

/// What there is beyond the two-valley model.
std::vector<Setting> real_material() {
    using enum UnitKind;
    return {
        axis({.section = "material",
              .name = "gamma-intra",
              .unit = energy,
              .help = "scattering within a valley or pocket; with gamma-inter in place of gamma",
              .allowed = from_zero(domain::max_scattering_rate),
              .role = GridRole::optional,
              .axis = &C::gamma_intra,
              .value = &P::gamma_intra,
              .symbol = "gamma_intra",
              .label = "  within a pocket",
              .long_name = "potential scattering rate within a valley or pocket",
              .also = {"intra", "intravalley", "gamma-intravalley"}}),
        axis({.section = "material",
              .name = "gamma-inter",
              .unit = energy,
              .help = "scattering between the valleys; with gamma-intra in place of gamma",
              .allowed = from_zero(domain::max_scattering_rate),
              .role = GridRole::optional,
              .axis = &C::gamma_inter,
              .value = &P::gamma_inter,
              .symbol = "gamma_inter",
              .label = "  between valleys",
              .long_name = "potential scattering rate between the valleys",
              .also = {"inter", "intervalley", "gamma-intervalley"}}),
        axis({.section = "material",
              .name = "gamma-pocket",
              .unit = energy,
              .help = "scattering between the valleys and any other pocket (default gamma-inter)",
              .allowed = from_zero(domain::max_scattering_rate),
              .role = GridRole::optional,
              .axis = &C::gamma_pocket,
              .value = &P::gamma_pocket,
              .symbol = "gamma_pocket",
              .label = "  between pockets",
              .long_name = "potential scattering rate between the valleys and other pockets",
              .also = {"interpocket", "gamma-interpocket"}}),
        axis({.section = "material",
              .name = "gamma-magnetic",
              .unit = energy,
              .help = "isotropic spin flip by magnetic impurities: pairs break at twice this rate",
              .allowed = from_zero(domain::max_scattering_rate),
              .role = GridRole::optional,
              .axis = &C::gamma_magnetic,
              .value = &P::gamma_magnetic,
              .symbol = "gamma_m",
              .label = "magnetic scattering",
              .long_name = "isotropic spin-flip scattering rate",
              .also = {"magnetic", "spin-flip", "gamma-spin-flip"}}),
        axis({.section = "material",
              .name = "gamma-spin-orbit",
              .unit = energy,
              .help = "isotropic spin-orbit scattering",
              .allowed = from_zero(domain::max_scattering_rate),
              .role = GridRole::optional,
              .axis = &C::gamma_spin_orbit,
              .value = &P::gamma_spin_orbit,
              .symbol = "gamma_so",
              .label = "spin-orbit scattering",
              .long_name = "isotropic spin-orbit scattering rate",
              .also = {"spin-orbit-scattering", "spin-orbit-rate", "gamma-so"}}),
        axis({.section = "material",
              .name = "orbital",
              .unit = inverse_energy,
              .help = "orbital pair breaking of the field in the plane: Gamma_o = orbital x B^2, B the "
                      "Zeeman energy; pairs break at the rate 2 Gamma_o",
              .allowed = fmt::format("0 to {} /Delta0", domain::max_orbital),
              .role = GridRole::optional,
              .axis = &C::orbital,
              .value = &P::orbital,
              .symbol = "orbital",
              .label = "orbital pair breaking",
              .long_name = "orbital pair breaking of the in-plane field, Gamma_o/B^2",
              .also = {"gamma-orbital", "orbital-pair-breaking"}}),
        axis({.section = "material",
              .name = "thickness",
              .unit = nanometre,
              .help = "of the film, with diffusion, in place of orbital: Gamma_o = D e^2 d^2 B^2/(12 hbar)",
              .allowed = "from 0",
              .role = GridRole::optional,
              .axis = &C::thickness,
              .value = &P::thickness,
              .si_only = true,
              .symbol = "d",
              .label = "thickness",
              .long_name = "thickness of the film",
              .also = {"d", "film-thickness"}}),
        axis({.section = "material",
              .name = "diffusion",
              .unit = diffusion,
              .help = "diffusion constant of the film; alone, of the field across the plane only: Gamma_o = "
                      "D e |B_z|/2",
              .allowed = "from 0",
              .role = GridRole::optional,
              .axis = &C::diffusion,
              .value = &P::diffusion,
              .si_only = true,
              .symbol = "D",
              .label = "diffusion constant",
              .long_name = "diffusion constant of the film",
              .also = {"diffusion-constant"}}),
        axis({.section = "material",
              .name = "theta",
              .unit = degree,
              .help = "angle of the field out of the plane",
              .allowed = fmt::format("-{0} to {0}", domain::max_theta),
              .role = GridRole::optional,
              .axis = &C::theta,
              .value = &P::theta,
              .symbol = "theta",
              .label = "field out of the plane",
              .long_name = "angle of the field out of the plane",
              .also = {"angle", "tilt", "field-angle"}}),
        axis({.section = "material",
              .name = "t-triplet",
              .unit = temperature,
              .help = "critical temperature of the valley-odd triplet channel, 0: none",
              .allowed = "0 to below Tc0",
              .role = GridRole::optional,
              .axis = &C::t_triplet,
              .value = &P::t_triplet,
              .symbol = "T_t",
              .label = "triplet channel",
              .long_name = "critical temperature of the valley-odd triplet channel",
              .also = {"triplet", "t-t", "tct", "triplet-temperature"}}),
    };
}

std::vector<Setting> grid() {
    using enum UnitKind;
    return {
        axis({.section = "grid",
              .name = "T",
              .unit = temperature,
              .help = "temperature",
              .allowed = fmt::format("from {} Tc0", domain::min_temperature),
              .role = GridRole::always,
              .axis = &C::T,
              .value = &P::T,
              .symbol = "T",
              .label = "temperature",
              .long_name = "temperature",
              .also = {"temperature", "temp", "kelvin"}}),
        axis({.section = "grid",
              .name = "B",
              .unit = field,
              .help = "in-plane field, its modulus counts; reduced: (g/2) mu_B B",
              .allowed = up_to(domain::max_field),
              .role = GridRole::always,
              .axis = &C::B,
              .value = &P::B,
              .symbol = "B",
              .label = "field",
              .long_name = "in-plane magnetic field, (g/2) mu_B B in reduced units",
              .also = {"field", "h", "magnetic-field", "b-field", "tesla"}}),
        gamma({.section = "grid",
               .name = "gamma",
               .unit = energy,
               .help = "scattering rate Gamma (an energy, hbar over the time): Gamma/2 within and Gamma/2 "
                       "between the "
                       "valleys",
               .allowed = from_zero(domain::max_scattering_rate),
               .role = GridRole::always,
               .axis = &C::gamma,
               .value = &P::gamma,
               .symbol = "gamma",
               .label = "scattering rate",
               .long_name = "scattering rate Gamma",
               .also = {"scattering", "scattering-rate", "disorder", "rate"}}),
        axis({.section = "grid",
              .name = "alpha",
              .unit = energy,
              .help = "Rashba coupling alpha p_F",
              .allowed = from_zero(domain::max_rashba),
              .role = GridRole::always,
              .axis = &C::alpha,
              .value = &P::alpha,
              .symbol = "alpha",
              .label = "Rashba coupling",
              .long_name = "Rashba spin-orbit coupling alpha p_F",
              .also = {"rashba", "alpha-r", "alpha-pf"}}),
    };
}

/// Energies, broadening, and the parts of the axes that have spectra.
std::vector<Setting> spectrum(const std::vector<Setting>& axes) {
    std::vector<Setting> list{
        {.section = "spectrum",
         .name = "energy",
         .option = "energy",
         .unit = UnitKind::energy,
         .help = "energies of spectra",
         .allowed = up_to(domain::max_energy),
         .read = read_energy,
         .write = write_energy,
         .scope = Scope::spectrum,
         .also = {"energies", "voltage", "bias", "omega"}},
        {.section = "spectrum",
         .name = "eta",
         .option = "eta",
         .unit = UnitKind::energy,
         .help = "Dynes broadening (default 0.01 Delta0)",
         .allowed = fmt::format("{} to {} Delta0", power(domain::min_broadening), domain::max_broadening),
         .read = read_eta,
         .write = write_eta,
         .scope = Scope::spectrum,
         .also = {"dynes", "broadening"}},
    };
    for (const Setting& setting : axes)
        if (setting.axis) list.push_back(spectrum_part(setting));
    return list;
}

std::vector<Setting> run() {
    return {
        number({.section = "numerics",
                .name = "tolerance",
                .unit = UnitKind::gap,
                .help = "largest error of the order parameter, in units of Delta0 whatever the units",
                .allowed = power(domain::min_tolerance) + " to " + power(domain::max_tolerance),
                .also = {"tol", "accuracy", "precision"}},
               &C::tolerance),
        {.section = "numerics",
         .name = "threads",
         .option = "threads",
         .help = "OpenMP threads per rank, 0: all that OpenMP offers",
         .allowed = "0 to 1024",
         .read = read_threads,
         .write = write_threads,
         .decides = Decides::run,
         .also = {"cores", "cpus", "n"}},
        number({.section = "run",
                .name = "checkpoint",
                .unit = UnitKind::second,
                .help = "interval at which what is computed goes to disk, 0: only when stopped",
                .allowed = "0 to 1e6",
                .scope = Scope::sweep,
                .decides = Decides::run},
               &C::checkpoint),
        {.section = "output",
         .name = "file",
         .option = "output",
         .help = "file to write",
         .read = read_output,
         .write = write_output,
         .decides = Decides::run,
         .also = {"out", "o", "file"}},
    };
}

std::vector<Setting> all_settings() {
    std::vector<Setting> list = material();
    const auto add = [&list](const std::vector<Setting>& more) {
        list.insert(list.end(), more.begin(), more.end());
    };
    add(real_material());
    add(grid());
    add(spectrum(list));
    add(run());
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

bool is_beyond_two_valleys(const Setting& setting) {
    static const Configuration none;
    return setting.axis && (none.*(setting.axis)).values.empty();
}

std::vector<CommandOption> pocket_options() {
    std::string keys;
    for (const PocketKey& key : pocket_keys())
        keys += fmt::format("{}{}", keys.empty() ? "" : ", ", key.name);
    std::vector<CommandOption> list{
        {.name = "pocket",
         .value = "NAME:share=NUMBER,...",
         .help = fmt::format("a pocket beside the two valleys, at most {}: {}", domain::max_pockets, keys),
         .also = {"pockets"},
         .repeated = true}};
    for (const PocketKey& key : pocket_keys()) {
        const std::string unit = kind_name(key.unit);
        list.push_back({fmt::format("pocket.NAME.{}", key.name), key.value ? "NUMBER" : "valley|cos3phi",
                        fmt::format("{}{}; {}", key.help, unit.empty() ? "" : fmt::format(" [{}]", unit),
                                    key.allowed())});
    }
    return list;
}

std::vector<CommandOption> setting_options(Scope scope) {
    std::vector<CommandOption> short_names, keys;
    for (const Setting& setting : settings()) {
        if (setting.scope > scope) continue;
        const std::string value = value_name(setting, scope);
        short_names.push_back({setting.option, value, setting.help, setting.choices, setting.also});
        keys.push_back({setting.key(), value, setting.help, setting.choices});
    }
    short_names.insert(short_names.end(), keys.begin(), keys.end());
    for (const CommandOption& option : pocket_options()) short_names.push_back(option);
    return short_names;
}

std::string value_name(const Setting& setting, Scope scope) {
    if (!setting.choices.empty()) return fmt::format("{}", fmt::join(setting.choices, "|"));
    if (setting.section == "output") return "FILE";
    if (setting.key() == "spectrum.energy" && scope == Scope::spectrum) return "AXIS|auto";
    if (setting.section == "spectrum" && setting.name != "eta") return "AXIS";
    return setting.axis && scope == Scope::sweep ? "AXIS" : "NUMBER";
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
        if (s.value == &P::tc0 || s.value == &P::g_factor) return 3;
        return is_beyond_two_valleys(s) ? 2 : 1;
    };
    std::vector<const Setting*> list;
    for (const Setting& s : settings())
        if (s.role != GridRole::none && (units == Units::si || !s.si_only)) list.push_back(&s);
    std::stable_sort(list.begin(), list.end(),
                     [&](const Setting* a, const Setting* b) { return place(*a) < place(*b); });
    return list;
}

std::vector<const Setting*> printed_settings(const Configuration& c) {
    std::vector<const Setting*> list = printed_settings(c.units);
    std::erase_if(list, [&](const Setting* setting) { return (c.*(setting->axis)).values.empty(); });
    return list;
}

bool splits_gamma(const Configuration& c) {
    return !c.gamma_intra.values.empty() || !c.gamma_inter.values.empty();
}

Axis axis_of(const Configuration& c, const Setting& setting) {
    if (setting.axis != &C::gamma || !splits_gamma(c)) return c.*(setting.axis);
    const std::vector<double>&intra = c.gamma_intra.values, &inter = c.gamma_inter.values;
    if (intra.size() > 1 || inter.size() > 1) return {"nan", {quiet_nan}};
    const double sum = (intra.empty() ? 0.0 : intra[0]) + (inter.empty() ? 0.0 : inter[0]);
    return {fmt::format("{}", sum), {sum}};
}

PointSettings single_point(const Configuration& c) {
    PointSettings point;
    for (const Setting* setting : axis_settings())
        if (const Axis axis = axis_of(c, *setting); !axis.values.empty())
            point.*(setting->value) = single_value("--" + setting->option, axis);
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
