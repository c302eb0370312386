#include "input/configuration.hpp"

#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <boost/program_options.hpp>

#include "input/input_error.hpp"

namespace mirage {
namespace {

namespace options = boost::program_options;

template <double Configuration::*member>
void read_number(Configuration& c, std::string_view key, std::string_view text) {
    c.*member = parse_number(key, text);
}
template <double Configuration::*member>
std::string write_number(const Configuration& c) {
    return fmt::format("{}", c.*member);
}
template <Axis Configuration::*member>
void read_axis(Configuration& c, std::string_view key, std::string_view text) {
    c.*member = parse_axis(key, text);
}
template <Axis Configuration::*member>
std::string write_axis(const Configuration& c) {
    return (c.*member).text;
}

void read_energy(Configuration& c, std::string_view key, std::string_view text) {
    c.energy = text == "auto" ? Axis{"auto", {}} : parse_axis(key, text);
}
void read_eta(Configuration& c, std::string_view key, std::string_view text) {
    c.eta = parse_number(key, text);
}
std::string write_eta(const Configuration& c) { return c.eta ? fmt::format("{}", *c.eta) : ""; }

void read_units(Configuration& c, std::string_view key, std::string_view text) {
    if (text != "reduced" && text != "si")
        throw InputError(fmt::format("{} = '{}': allowed: reduced, si", key, text));
    c.units = text == "si" ? Units::si : Units::reduced;
}
std::string write_units(const Configuration& c) { return c.units == Units::si ? "si" : "reduced"; }

void read_threads(Configuration& c, std::string_view key, std::string_view text) {
    const double count = parse_number(key, text);
    if (count < 0 || count > 1024 || count != std::floor(count))
        throw InputError(fmt::format("{} = '{}': must be a whole number from 0 (all) to 1024", key, text));
    c.threads = static_cast<int>(count);
}
std::string write_threads(const Configuration& c) { return std::to_string(c.threads); }

void read_checkpoint(Configuration& c, std::string_view key, std::string_view text) {
    c.checkpoint = parse_number(key, text);
    if (!(c.checkpoint >= 0.0 && c.checkpoint <= 1e6))
        throw InputError(fmt::format("{} = '{}': allowed: 0 (only when stopped) to 1e6 s", key, text));
}

void read_output(Configuration& c, std::string_view key, std::string_view text) {
    if (text.empty()) throw InputError(fmt::format("{}: needs a file name", key));
    // A deck must be able to hold it: comments begin with #, and blanks at the ends are lost.
    const bool plain = text.find('#') == text.npos && text.front() != ' ' && text.back() != ' ';
    if (!plain || printable(std::string(text)) != text)
        throw InputError(fmt::format(
            "{} = '{}': a file name without #, control characters and blanks at its ends is needed", key,
            text));
    c.output = text;
}
std::string write_output(const Configuration& c) { return c.output; }

/// Values from one source, section.name -> text; later sources win over earlier ones.
void assign(Configuration& configuration, const options::variables_map& given) {
    for (const Setting& setting : settings()) {
        const std::string key = fmt::format("{}.{}", setting.section, setting.name);
        const bool by_key = given.count(key) > 0, by_name = given.count(setting.option) > 0;
        if (by_key && by_name)
            throw InputError(
                fmt::format("--{} and --{} are the same setting: give one", key, setting.option));
        if (by_key) setting.read(configuration, key, given[key].as<std::string>());
        if (by_name)
            setting.read(configuration, fmt::format("--{}", setting.option),
                         given[setting.option].as<std::string>());
    }
}

options::options_description described(bool short_names, Scope scope) {
    options::options_description description;
    for (const Setting& setting : settings()) {
        if (setting.scope > scope) continue;
        const std::string key = fmt::format("{}.{}", setting.section, setting.name);
        description.add_options()(key.c_str(), options::value<std::string>(), setting.help);
        if (short_names)
            description.add_options()(setting.option, options::value<std::string>(), setting.help);
    }
    return description;
}

/// A whole deck, of bounded length whatever the file is.
std::string read_text(const std::string& name) {
    std::ifstream deck(name, std::ios::binary);
    if (!deck || std::filesystem::is_directory(name))
        throw InputError(fmt::format("cannot read the deck '{}'", name));
    constexpr std::size_t most = 64u << 20;
    std::string text, block(1u << 16, '\0');
    while (deck.read(block.data(), static_cast<std::streamsize>(block.size())) || deck.gcount() > 0) {
        text.append(block, 0, static_cast<std::size_t>(deck.gcount()));
        if (text.size() > most)
            throw InputError(fmt::format("the deck '{}' is too long: at most 64 MiB", name));
    }
    return text;
}

/// What Boost found wrong. Its own message never ends where a name holds one of the placeholders that it
/// fills, %prefix% say.
std::string message_of(const options::error& error) {
    std::string name;
    if (const auto* named = dynamic_cast<const options::error_with_option_name*>(&error))
        name = named->get_option_name();
    if (const auto* line = dynamic_cast<const options::invalid_config_file_syntax*>(&error))
        name = line->tokens();
    return name.find('%') == name.npos ? error.what() : fmt::format("'{}': no such setting", name);
}

void read_deck(Configuration& configuration, const std::string& text, const std::string& name) {
    std::istringstream deck(text);
    options::variables_map given;
    try {
        options::store(options::parse_config_file(deck, described(false, Scope::sweep)), given);
    } catch (const options::error& error) {
        throw InputError(fmt::format("{}: {}", name, message_of(error)));
    }
    assign(configuration, given);
}

void read_words(Configuration& configuration, const std::vector<std::string>& arguments, Scope scope) {
    // No guessing of prefixes, and -2 is a number, not an option.
    constexpr int style = options::command_line_style::allow_long |
                          options::command_line_style::long_allow_adjacent |
                          options::command_line_style::long_allow_next;
    options::variables_map given;
    try {
        const options::options_description description = described(true, scope);
        const auto parsed = options::command_line_parser(arguments).options(description).style(style).run();
        for (const auto& option : parsed.options)
            if (option.position_key >= 0)
                throw InputError(
                    fmt::format("'{}': unexpected argument; options are written --name value", option.value[0]));
        options::store(parsed, given);
    } catch (const options::error& error) {
        throw InputError(message_of(error));
    }
    assign(configuration, given);
}

void check_range(const char* name, double value, double factor, double most, const char* unit) {
    if (value < 0.0) throw InputError(fmt::format("{} = {}: must not be negative", name, value));
    if (value > most * factor * (1.0 + 1e-12))
        throw InputError(
            fmt::format("{} = {}: at most {} Delta0 ({:.6g} {})", name, value, most, most * factor, unit));
}

void check_part(const char* name, const Axis& part, const Axis& whole) {
    for (const double x : part.values) {
        const auto same = [x](double y) { return std::fabs(x - y) <= 1e-9 * std::fabs(y); };
        const auto above =
            std::lower_bound(whole.values.begin(), whole.values.end(), x);  // it or the one below is nearest
        if (!(above != whole.values.end() && same(*above)) &&
            !(above != whole.values.begin() && same(*(above - 1))))
            throw InputError(
                fmt::format("spectrum.{} = {}: must be among the values of grid.{}", name, x, name));
    }
}

void check_spectrum(const Configuration& c) {
    const double unit = unit_system(c).energy, eta = reduced_eta(c);
    if (!(eta >= 1e-6 * (1.0 - 1e-9) && eta <= 10.0 * (1.0 + 1e-9)))
        throw InputError(fmt::format("eta = {}: allowed: 1e-6 to 10 Delta0 ({:.6g} to {:.6g} {})", *c.eta,
                                     1e-6 * unit, 10.0 * unit, energy_unit(c.units)));
    for (const double energy : c.energy.values)
        if (std::fabs(energy) > 1e4 * unit)
            throw InputError(fmt::format("energy = {}: at most 10000 Delta0 ({:.6g} {})", energy, 1e4 * unit,
                                         energy_unit(c.units)));
    check_part("T", c.spectrum_T, c.T);
    check_part("B", c.spectrum_B, c.B);
    check_part("gamma", c.spectrum_gamma, c.gamma);
    check_part("alpha", c.spectrum_alpha, c.alpha);
}

}  // namespace

const std::vector<Setting>& settings() {
    using C = Configuration;
    static const std::vector<Setting> list{
        {"material", "units", "units", "", "reduced: energies in Delta0, T in Tc0; si: K, tesla, meV",
         "reduced, si", read_units, write_units},
        {"material", "tc0", "tc0", "K", "critical temperature at B = 0, needed with si", "1e-6 to 1e6",
         read_number<&C::tc0>, write_number<&C::tc0>},
        {"material", "g-factor", "g-factor", "", "Lande factor of the field in tesla", "1e-6 to 1e6",
         read_number<&C::g_factor>, write_number<&C::g_factor>},
        {"material", "beta", "beta", "energy", "Ising spin-orbit coupling", "0 to 100 Delta0",
         read_number<&C::beta>, write_number<&C::beta>},
        {"grid", "T", "T", "temperature", "temperature", "from 0.001 Tc0", read_axis<&C::T>,
         write_axis<&C::T>},
        {"grid", "B", "B", "field", "in-plane field, its modulus counts", "to 10000 Delta0", read_axis<&C::B>,
         write_axis<&C::B>},
        {"grid", "gamma", "gamma", "energy", "scattering rate Gamma", "0 to 10 Delta0", read_axis<&C::gamma>,
         write_axis<&C::gamma>},
        {"grid", "alpha", "alpha", "energy", "Rashba coupling alpha p_F", "0 to 10 Delta0",
         read_axis<&C::alpha>, write_axis<&C::alpha>},
        {"spectrum", "energy", "energy", "energy", "energies of spectra, an axis or auto", "to 10000 Delta0",
         read_energy, write_axis<&C::energy>, Scope::spectrum},
        {"spectrum", "eta", "eta", "energy", "Dynes broadening (default 0.01 Delta0)", "1e-6 to 10 Delta0",
         read_eta, write_eta, Scope::spectrum},
        {"spectrum", "T", "spectrum-T", "temperature", "only these temperatures of the grid have spectra", "",
         read_axis<&C::spectrum_T>, write_axis<&C::spectrum_T>, Scope::sweep},
        {"spectrum", "B", "spectrum-B", "field", "only these fields", "", read_axis<&C::spectrum_B>,
         write_axis<&C::spectrum_B>, Scope::sweep},
        {"spectrum", "gamma", "spectrum-gamma", "energy", "only these scattering rates", "",
         read_axis<&C::spectrum_gamma>, write_axis<&C::spectrum_gamma>, Scope::sweep},
        {"spectrum", "alpha", "spectrum-alpha", "energy", "only these Rashba couplings", "",
         read_axis<&C::spectrum_alpha>, write_axis<&C::spectrum_alpha>, Scope::sweep},
        {"numerics", "tolerance", "tolerance", "Delta0", "largest error of the order parameter",
         "1e-12 to 1e-3", read_number<&C::tolerance>, write_number<&C::tolerance>},
        {"numerics", "threads", "threads", "", "OpenMP threads per rank, 0: all that OpenMP offers",
         "0 to 1024", read_threads, write_threads, Scope::every, Decides::run},
        {"run", "checkpoint", "checkpoint", "s",
         "interval at which what is computed goes to disk, 0: only when stopped", "0 to 1e6", read_checkpoint,
         write_number<&C::checkpoint>, Scope::sweep, Decides::run},
        {"output", "file", "output", "", "file to write", "", read_output, write_output, Scope::every,
         Decides::run},
    };
    return list;
}

Configuration configuration_of(const std::string& text, const std::string& name,
                               const std::vector<std::string>& arguments, Scope scope) {
    Configuration configuration;
    read_deck(configuration, text, name);
    read_words(configuration, arguments, scope);
    check(configuration);
    return configuration;
}

Configuration read_configuration(const std::string& deck_name, const std::vector<std::string>& arguments,
                                 Scope scope) {
    return configuration_of(deck_name.empty() ? "" : read_text(deck_name), deck_name, arguments, scope);
}

std::string to_deck(const Configuration& configuration) {
    std::string text, section;
    for (const Setting& setting : settings()) {
        if (section != setting.section) {
            section = setting.section;
            text += fmt::format("[{}]\n", section);
        }
        const std::string value = setting.write(configuration);
        if (!value.empty()) text += fmt::format("{} = {}\n", setting.name, value);
    }
    return text;
}

Configuration parse_deck(const std::string& text) {
    Configuration configuration;
    read_deck(configuration, text, "configuration");
    check(configuration);
    return configuration;
}

double reduced_eta(const Configuration& c) { return c.eta ? *c.eta / unit_system(c).energy : 0.01; }

UnitSystem unit_system(const Configuration& c) {
    return c.units == Units::si ? si_units(c.tc0, c.g_factor) : reduced_units();
}

void check(const Configuration& c) {
    if (c.units == Units::si && !(c.tc0 >= 1e-6 && c.tc0 <= 1e6))
        throw InputError(fmt::format(
            "tc0 = {}: si units need a critical temperature between 1e-6 and 1e6 K (--tc0)", c.tc0));
    if (!(c.g_factor >= 1e-6 && c.g_factor <= 1e6))
        throw InputError(fmt::format("g-factor = {}: allowed: 1e-6 to 1e6", c.g_factor));
    if (!(c.tolerance >= 1e-12 && c.tolerance <= 1e-3))
        throw InputError(fmt::format("tolerance = {}: allowed: 1e-12 to 1e-3", c.tolerance));
    const UnitSystem unit = unit_system(c);
    const char* energy = energy_unit(c.units);
    check_range("beta", c.beta, unit.energy, 100.0, energy);
    for (const double gamma : c.gamma.values) check_range("gamma", gamma, unit.energy, 10.0, energy);
    for (const double alpha : c.alpha.values) check_range("alpha", alpha, unit.energy, 10.0, energy);
    for (const double T : c.T.values)
        if (!(T >= 0.999999999 * 1e-3 * unit.temperature))
            throw InputError(fmt::format("T = {}: must be at least 0.001 Tc0 ({:.6g} {})", T,
                                         1e-3 * unit.temperature, temperature_unit(c.units)));
    for (const double B : c.B.values)
        if (std::fabs(B) > 1e4 * unit.field)
            throw InputError(fmt::format("B = {}: at most 10000 Delta0 ({:.6g} {})", B, 1e4 * unit.field,
                                         field_unit(c.units)));
    const double points = static_cast<double>(c.T.values.size()) * static_cast<double>(c.B.values.size()) *
                          static_cast<double>(c.gamma.values.size()) *
                          static_cast<double>(c.alpha.values.size());
    if (points > 1e9) throw InputError(fmt::format("a grid of {:.3g} points: at most 1e9", points));
    check_spectrum(c);
}

Parameters reduced_point(const Configuration& c, double T, double B, double gamma, double alpha) {
    const UnitSystem unit = unit_system(c);
    return {T / unit.temperature, B / unit.field, c.beta / unit.energy, gamma / unit.energy,
            alpha / unit.energy};
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
