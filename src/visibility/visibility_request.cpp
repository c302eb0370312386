#include "visibility/visibility_request.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "grid/grid.hpp"
#include "input/input_error.hpp"
#include "mirage/model/domain.hpp"
#include "visibility/visible_fields.hpp"

namespace mirage {
namespace {

/// Whether a setting is among the words, in its short or its long form.
bool is_given(const std::vector<std::string>& arguments, const std::string& setting) {
    return std::any_of(arguments.begin(), arguments.end(), [&](const std::string& word) {
        return names(word, "--" + setting) || names(word, "--grid." + setting);
    });
}

bool is_fraction(double x) { return x > 0.0 && x <= 1.0; }

/// An option in the user's units, `otherwise` where it is not given.
double take_number(std::vector<std::string>& arguments, const std::string& name, double otherwise,
                   bool (*allowed)(double), const char* rule) {
    const std::string text = take_option(arguments, name);
    return text.empty() ? otherwise : number_where("--" + name, text, allowed, rule);
}

/// Throws InputError above the largest value, in reduced units.
void check_most(const std::string& option, double value, double most, double unit, const char* of) {
    if (value > most * (1.0 + 1e-9))
        throw InputError(fmt::format("--{} = {:.10g}: at most {} {}", option, value * unit, most, of));
}

/// In the user's units but for what is not given, which is NaN.
Instrument take_instrument(std::vector<std::string>& arguments) {
    Instrument instrument;
    instrument.noise =
        take_number(arguments, "noise", instrument.noise, is_fraction, "must be above 0, at most 1");
    instrument.threshold =
        take_number(arguments, "threshold", instrument.threshold, positive, "must be above 0");
    instrument.T_electrons = take_number(arguments, "t-effective", 0.0, positive, "must be above 0");
    instrument.lock_in = take_number(arguments, "lock-in", 0.0, not_negative, "must not be negative");
    instrument.eta = take_number(arguments, "eta", quiet_nan, not_negative, "must not be negative");
    return instrument;
}

Instrument reduced(Instrument instrument, const UnitSystem& unit, double tolerance) {
    instrument.T_electrons /= unit.temperature;
    instrument.lock_in /= unit.energy;
    instrument.eta = std::isnan(instrument.eta) ? 0.01 : instrument.eta / unit.energy;
    instrument.tolerance = tolerance;
    constexpr double warmest = 100.0;
    check_most("t-effective", instrument.T_electrons, warmest, unit.temperature, "Tc0");
    check_most("lock-in", instrument.lock_in, domain::max_ising, unit.energy, "Delta0");
    check_most("eta", instrument.eta, domain::max_broadening, unit.energy, "Delta0");
    return instrument;
}

/// The material at the lowest temperature. Throws InputError where another setting has several values.
GridPoint coldest(Configuration c) {
    c.T = Axis{"", {c.T.values.front()}};
    c.B = Axis{};
    return single_grid_point(c);
}

Axis default_temperatures(const UnitSystem& unit) {
    return parse_axis("--T",
                      fmt::format("{:.12g}:{:.12g}:10", 0.05 * unit.temperature, 0.95 * unit.temperature));
}

Axis default_fields(const GridPoint& coldest) {
    const CriticalFields fields = ends_of_superconductivity(coldest.parameters);
    if (!(fields.B_c2 > 0.0))
        throw InputError(
            fmt::format("visibility: no B_c2 at T = {:.6g}{}: give --B AXIS",
                        coldest.parameters.T * coldest.unit.temperature,
                        fields.superconducting_beyond ? ", superconducting at every field" : ""));
    constexpr int count = 40;
    const double most = fields.B_c2 * coldest.unit.field;
    return parse_axis("--B", fmt::format("{:.6g}:{:.6g}:{}", most / count, most, count));
}

}  // namespace

std::vector<CommandOption> visibility_options() {
    return {
        {"noise", "NUMBER", "rms error of a point of dI/dV, of the normal conductance (default 0.01)"},
        {"threshold", "NUMBER", "a dip of that many times the noise is visible (default 3)"},
        {.name = "t-effective",
         .value = "NUMBER",
         .help =
             "the electrons of the junction are at least that warm [temperature] (default: as the sample)",
         .also = {"electron-temperature", "t-electrons"}},
        {.name = "lock-in",
         .value = "NUMBER",
         .help = "peak amplitude of the modulation, root 2 times the rms value [energy; si: mV] (default 0)",
         .also = {"v-ac", "modulation"}},
        {"eta", "NUMBER", "Dynes broadening [energy] (default 0.01 Delta0)"}};
}

VisibilityRequest visibility_request(const std::vector<std::string>& given) {
    std::vector<std::string> arguments = given;
    VisibilityRequest request;
    request.format = take_format(arguments, Format::csv);
    const Instrument instrument = take_instrument(arguments);
    Configuration& c = request.configuration;
    c = read_configuration("", arguments);
    const UnitSystem unit = unit_system(c);
    if (!is_given(given, "T")) c.T = default_temperatures(unit);
    request.instrument = reduced(instrument, unit, c.tolerance);
    const GridPoint cold = coldest(c);
    if (!is_given(given, "B")) c.B = default_fields(cold);
    return request;
}

}  // namespace mirage
