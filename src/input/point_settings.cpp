#include "input/point_settings.hpp"

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

/// A number, an axis, or `auto` alone.
void read_momentum(C& c, std::string_view key, std::string_view text) {
    const std::string word = lower_case(text);
    if (word == auto_word)
        c.momentum = {auto_word, {}};
    else if (word.find(auto_word) != word.npos)
        throw InputError(fmt::format(
            "{} = '{}': auto finds the momentum at every point and stands alone, no value of an axis", key,
            printable(std::string(text))));
    else
        c.momentum = parse_axis(key, text);
}

const std::vector<std::string> directions{"across", "along"};

/// The word for 90 or 0 degrees, or angles.
void read_momentum_direction(C& c, std::string_view key, std::string_view text) {
    const std::string word = lower_case(text);
    if (word == directions[0] || word == directions[1])
        c.momentum_direction = {word, {word == directions[0] ? 90.0 : 0.0}};
    else if (word.find_first_of("0123456789") == word.npos)
        throw InputError(fmt::format("{} = '{}'{}{} allowed: {}, or an angle in degrees", key,
                                     printable(std::string(text)), did_you_mean(word, directions),
                                     nearest(word, directions).empty() ? ":" : "",
                                     fmt::join(directions, ", ")));
    else
        c.momentum_direction = parse_axis(key, text);
}

/// One with words that stand for numbers, read its own way.
Setting worded(Setting setting, void (*read)(C&, std::string_view, std::string_view)) {
    setting = axis(std::move(setting));
    setting.read = read;
    return setting;
}

/// "0 to 10 Delta0", "from 0.001 Tc0", ...
std::string from_zero(double most) { return fmt::format("0 to {} Delta0", most); }
std::string up_to(double most) { return fmt::format("to {} Delta0", most); }
const std::vector<std::string> unit_names{"reduced", "si"};

void read_units(C& c, std::string_view key, std::string_view text) {
    c.units = choice(key, text, unit_names) == 1 ? Units::si : Units::reduced;
}
std::string write_units(const C& c) { return c.units == Units::si ? "si" : "reduced"; }

std::vector<Setting> two_valley_material() {
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

/// One plane wave Delta exp(i q.r).
std::vector<Setting> momentum_settings() {
    using enum UnitKind;
    return {
        worded({.section = "material",
                .name = "momentum",
                .unit = energy,
                .help = "pair momentum Q = v_F q/2 of one plane wave; 0: the uniform state; auto: the "
                        "momentum of lowest free energy",
                .allowed = fmt::format("{}, or {}", from_zero(domain::max_momentum), auto_word),
                .role = GridRole::optional,
                .axis = &C::momentum,
                .value = &P::momentum,
                .symbol = "Q",
                .label = "pair momentum, given",
                .long_name = "pair momentum Q = v_F q/2 that was asked for",
                .words = {auto_word},
                .also = {"q", "pair-momentum", "momenta"}},
               read_momentum),
        worded({.section = "material",
                .name = "momentum-direction",
                .unit = degree,
                .help = "direction of the pair momentum in the plane: across or along the field's part in "
                        "the plane, or the angle from it (default across)",
                .allowed = fmt::format("{0}, -{1} to {1}", fmt::join(directions, ", "),
                                       domain::max_momentum_direction),
                .role = GridRole::optional,
                .axis = &C::momentum_direction,
                .value = &P::momentum_direction,
                .symbol = "Q_angle",
                .label = "  angle from the field",
                .long_name = "angle from the field's part in the plane to the pair momentum",
                .words = directions,
                .also = {"direction", "q-direction", "q-angle", "momentum-angle"}},
               read_momentum_direction),
    };
}

}  // namespace

std::vector<Setting> settings_of_material() {
    std::vector<Setting> list = two_valley_material();
    for (const std::vector<Setting>& more : {real_material(), momentum_settings()})
        list.insert(list.end(), more.begin(), more.end());
    return list;
}

std::vector<Setting> settings_of_grid() {
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

}  // namespace mirage
