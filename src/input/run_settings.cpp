#include "input/run_settings.hpp"

#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/text.hpp"
#include "mirage/model/domain.hpp"

namespace mirage {
namespace {

using C = Configuration;

/// 1e-12 rather than 1e-012 or 0.000000000001
std::string power(double x) {
    std::string text = fmt::format("{:.0e}", x);
    if (const auto zero = text.find("e-0"); zero != text.npos) text.erase(zero + 2, 1);
    return text;
}

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
void read_energy(C& c, std::string_view key, std::string_view text) {
    c.energy = text == "auto" ? Axis{"auto", {}} : parse_axis(key, text);
}
std::string write_energy(const C& c) { return c.energy.text; }

void read_eta(C& c, std::string_view key, std::string_view text) { c.eta = parse_number(key, text); }
std::string write_eta(const C& c) { return c.eta ? fmt::format("{}", *c.eta) : ""; }

void read_conductance(C& c, std::string_view key, std::string_view text) {
    if (text != "true" && text != "false")
        throw InputError(fmt::format("{} = '{}': allowed: true, false", key, text));
    c.conductance = text == "true" ? Conductance::stored : Conductance::none;
}
std::string write_conductance(const C& c) { return c.conductance == Conductance::stored ? "true" : ""; }

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

}  // namespace

std::vector<Setting> spectrum_settings(const std::vector<Setting>& axes) {
    std::vector<Setting> list{
        {.section = "spectrum",
         .name = "energy",
         .option = "energy",
         .unit = UnitKind::energy,
         .help = "energies of spectra",
         .allowed = fmt::format("to {} Delta0", domain::max_energy),
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
        {.section = "spectrum",
         .name = "conductance",
         .option = "conductance",
         .help = "stores dI/dV of a tunnel junction at temperature T too, at voltage = energy/e",
         .read = read_conductance,
         .write = write_conductance,
         .scope = Scope::sweep,
         .choices = {"true", "false"},
         .also = {"didv", "di/dv", "tunnelling", "tunneling"}},
    };
    for (const Setting& setting : axes)
        if (setting.axis) list.push_back(spectrum_part(setting));
    return list;
}

std::vector<Setting> run_settings() {
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

}  // namespace mirage
