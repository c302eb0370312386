#include "results/formula_options.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"

namespace mirage {
namespace {

bool any(double) { return true; }
bool a_share(double x) { return x >= 0.0 && x < 1.0; }
bool a_mean(double x) { return std::fabs(x) <= 1.0; }

constexpr const char* not_below_zero = "must not be negative";

const FormulaNumber numbers[] = {
    {"spin-orbit-rate", "hbar/tau_SO [energy] (default 0 in whh, else needed unless --tau-so)",
     &FormulaExtra::spin_orbit_rate, not_negative, not_below_zero},
    {"alpha-maki", "Maki's parameter of the orbital term (default: no orbital term)",
     &FormulaExtra::alpha_maki, positive, "must be above 0"},
    {"eta", "Dynes broadening [energy], 0 or at least 1e-4 Delta0 (default 0)", &FormulaExtra::eta,
     not_negative, not_below_zero},
    {"gamma-magnetic", "isotropic spin-flip scattering [energy] (default 0)", &FormulaExtra::gamma_magnetic,
     not_negative, not_below_zero},
    {"gamma-spin-orbit", "isotropic spin-orbit scattering [energy] (default 0)",
     &FormulaExtra::gamma_spin_orbit, not_negative, not_below_zero},
    {"orbital", "orbital pair breaking Gamma_o/B^2 [1/energy], B as the energy (g/2) mu_B B (default 0)",
     &FormulaExtra::orbital, not_negative, not_below_zero},
    {"t-triplet", "critical temperature of the valley-odd triplet channel [temperature], 0: none (default 0)",
     &FormulaExtra::t_triplet, not_negative, not_below_zero},
    {"pocket-share", "share of the density of states of a pocket with beta cos 3 phi (default 0)",
     &FormulaExtra::pocket_share, a_share, "must be from 0 to below 1"},
    {"pocket-beta", "its Ising coupling [energy] (default 0)", &FormulaExtra::pocket_beta, not_negative,
     not_below_zero},
    {"pocket-gap", "its gap in units of that of the valleys (default 1)", &FormulaExtra::pocket_gap, any, ""},
    {"mean-gap", "sum n chi of the gaps of all pockets, where sum n chi^2 is 1 (default 0)",
     &FormulaExtra::mean_gap, a_mean, "must be from -1 to 1"},
    {"B-perpendicular", "critical field across the film [field]", &FormulaExtra::B_perpendicular, positive,
     "must be above 0"},
    {"B-parallel", "critical field in its plane [field]", &FormulaExtra::B_parallel, positive,
     "must be above 0"},
};

const FormulaAxis axes[] = {
    {"energy", "energies [energy] (default 0)", &FormulaExtra::energy, "0"},
    {"theta", "angles of the field out of the plane [degree] (default 0:90:91)", &FormulaExtra::theta,
     "0:90:91"},
    {"rate", "pair-breaking rates [energy] (default 0)", &FormulaExtra::rate, "0"},
};

std::string dashed(const char* name) { return fmt::format("--{}", name); }

std::string variable(const char* name) {
    std::string text = name;
    std::replace(text.begin(), text.end(), '-', '_');
    return text;
}

}  // namespace

std::span<const FormulaNumber> formula_numbers() { return numbers; }
std::span<const FormulaAxis> formula_axes() { return axes; }

const std::vector<CommandOption>& formula_options() {
    static const std::vector<CommandOption> list = [] {
        std::vector<CommandOption> options{
            {"tau-so", "NUMBER", "spin-orbit scattering time tau_SO [ps], si units only"},
            {"order-parameter", "auto|NUMBER", "Delta [energy], or auto: that of the engine (default auto)"}};
        for (const FormulaNumber& option : numbers) options.push_back({option.name, "NUMBER", option.help});
        for (const FormulaAxis& option : axes) options.push_back({option.name, "AXIS", option.help});
        return options;
    }();
    return list;
}

FormulaExtra take_formula_options(std::vector<std::string>& arguments) {
    FormulaExtra extra;
    extra.order_parameter = number_or_auto("--order-parameter", take_option(arguments, "order-parameter"));
    for (const FormulaNumber& option : numbers)
        if (const auto text = take_option(arguments, option.name); !text.empty())
            extra.*option.member = number_where(dashed(option.name), text, option.allowed, option.rule);
    for (const FormulaAxis& option : axes) {
        const auto text = take_option(arguments, option.name);
        extra.*option.member = parse_axis(dashed(option.name), text.empty() ? option.otherwise : text);
    }
    return extra;
}

void add_scattering_time(const std::string& text, Units units, FormulaExtra& extra) {
    constexpr double hbar = 0.6582119569;  // meV ps
    if (text.empty()) return;
    if (units != Units::si) throw InputError("--tau-so: needs --units si; else give --spin-orbit-rate");
    if (!std::isnan(extra.spin_orbit_rate))
        throw InputError("--tau-so and --spin-orbit-rate are the same: give one");
    extra.spin_orbit_rate = hbar / number_where("--tau-so", text, positive, "must be above 0");
}

void add_formula_options(const Formula& formula, const FormulaExtra& extra, Json& parameters) {
    if (takes(formula, "order-parameter") && std::isfinite(extra.order_parameter))
        parameters["order_parameter"] = extra.order_parameter;
    for (const FormulaNumber& option : numbers)
        if (takes(formula, option.name) && std::isfinite(extra.*option.member))
            parameters[variable(option.name)] = extra.*option.member;
}

}  // namespace mirage
