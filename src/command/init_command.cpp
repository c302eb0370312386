#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "command/help_text.hpp"
#include "input/arguments.hpp"
#include "input/check_output.hpp"
#include "input/input_error.hpp"
#include "input/materials.hpp"
#include "input/text.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "results/output.hpp"

namespace mirage {
namespace {

constexpr std::size_t comment_width = 110;

/// What the deck sets, by key; every other setting stands there as a comment with its default.
using Values = std::map<std::string, std::string>;

std::string comment(const std::string& text) {
    std::string result = "# ";
    for (const char c : wrapped(text, 0, comment_width)) result += c == '\n' ? "\n# " : std::string(1, c);
    return result + "\n";
}

/// Up to Tc0, and to a round number above the field at a tenth of it.
Values values_of(double tc0, double beta, const std::string& output) {
    const UnitSystem unit = si_units(tc0, 2.0);
    const double highest = 1.05 * ising_field(0.1, beta / unit.energy) * unit.field;
    return {{"material.units", "si"},
            {"material.tc0", fmt::format("{}", tc0)},
            {"material.g-factor", "2"},
            {"material.beta", fmt::format("{}", beta)},
            {"grid.T", fmt::format("{:.3g}:{}:30", 0.05 * tc0, tc0)},
            {"grid.B", fmt::format("0:{}:41", 10.0 * std::ceil(highest / 10.0))},
            {"grid.gamma", "0, 0.1"},
            {"grid.alpha", "0"},
            {"output.file", output}};
}

/// An example where a setting has no default.
std::string example_value(const Setting& setting) {
    std::string value = setting.write(Configuration{});
    if (!value.empty()) return value;
    for (const char* name : {"gamma-magnetic", "gamma-spin-orbit", "orbital", "theta", "t-triplet"})
        if (setting.name == name) return "0";
    if (setting.name == "momentum") return "auto";
    if (setting.name == "momentum-direction") return "across";
    return setting.name == "energy" ? "-2:2:401" : setting.name == "eta" ? "0.005" : "";
}

/// The parts of axes with spectra are one comment: they are named like the axes.
std::string deck_text(const std::string& head, const Values& values) {
    std::string text = head, section;
    for (const Setting& setting : settings()) {
        if (section != setting.section) text += fmt::format("\n[{}]\n", setting.section);
        section = setting.section;
        const auto given = values.find(setting.key());
        const std::string example = example_value(setting);
        if (given == values.end() && example.empty()) continue;
        text += comment(setting.help + unit_in_brackets(setting) +
                        (setting.allowed.empty() ? "" : fmt::format("; {}", setting.allowed)));
        text += given != values.end() ? fmt::format("{} = {}\n", setting.name, given->second)
                                      : fmt::format("# {} = {}\n", setting.name, example);
    }
    return text;
}

/// Pockets beside the two valleys, as comments.
std::string pockets_of(const std::vector<PocketSettings>& pockets, const std::string& source) {
    std::string text;
    for (const PocketSettings& pocket : pockets) {
        text += fmt::format(
            "\n{}# [pocket.{}]\n",
            comment("A pocket beside the two valleys: take away the # of its lines. " + source), pocket.name);
        for (const PocketKey& key : pocket_keys())
            text += fmt::format("{}# {} = {}\n", comment(fmt::format("{}; {}", key.help, key.allowed())),
                                key.name, pocket_value(pocket, key));
    }
    return text;
}

std::string head_of(const std::string& what, const std::vector<std::string>& sources) {
    std::string text = comment(what + ": starting values, put those of your sample. K, tesla, meV.");
    for (const std::string& source : sources) text += comment(source);
    return text +
           comment(
               "An axis is a:b:n (n values, both ends), a:b:n:log or a list 0, 0.1, 0.3. Run it with: mirage "
               "sweep DECK");
}

std::string deck_of(const MaterialPreset& m) {
    std::vector<std::string> sources{"tc0: " + m.source_tc0, "beta: " + m.source_beta};
    if (!m.meaning.empty()) sources.push_back(m.meaning);
    return deck_text(head_of(fmt::format("{} ({})", m.name, m.form), sources),
                     values_of(m.tc0, m.beta, m.name + ".h5")) +
           pockets_of(m.pockets, "Its values: " + m.source_pockets + ".");
}

std::string generic_deck() {
    return deck_text(head_of("An Ising superconductor", {}), values_of(3.0, 4.0, "mirage.h5")) +
           pockets_of({{.name = "Gamma", .share = 0.3, .beta = 2.0}}, "");
}

std::string list_text() {
    std::string text = fmt::format("{:<8}{:>8}{:>11}  {}\n", "name", "tc0 [K]", "beta [meV]", "form");
    for (const MaterialPreset& m : materials()) {
        text += fmt::format("{:<8}{:>8}{:>11}  {}\n    tc0: {}\n    beta: {}\n", m.name, m.tc0, m.beta,
                            m.form, m.source_tc0, m.source_beta);
        if (!m.meaning.empty()) text += fmt::format("    {}\n", wrapped(m.meaning, 4, comment_width));
    }
    return text;
}

std::vector<std::string> material_names() {
    std::vector<std::string> names;
    for (const MaterialPreset& material : materials()) names.push_back(material.name);
    return names;
}

int run_init(const Arguments& given) {
    Arguments words = given;
    const bool list = take_flag(words, "list");
    const std::string output = take_option(words, "output");
    if (list && !words.empty()) throw InputError("init: --list takes no material");
    const std::string text = list            ? list_text()
                             : words.empty() ? generic_deck()
                                             : deck_of(find_material(words[0]));
    if (!output.empty()) check_output("--output", output);
    write_text(output, text);
    return 0;
}

}  // namespace

Command init_command() {
    Command command;
    command.name = "init";
    command.summary = "writes a commented deck to begin with, for a material or any";
    command.usage = "[MATERIAL] [--output FILE] | --list";
    command.description =
        "Writes a commented deck in SI units with starting values of a material; without one, a general "
        "deck. mirage init "
        "--list tells the materials with the sources of their numbers.";
    command.examples = {"mirage init NbSe2 --output nbse2.cfg", "mirage sweep nbse2.cfg"};
    command.options = {{"output", "FILE", "file to write (default: standard output)"},
                       {"list", "", "the materials, their starting values and where these come from"}};
    command.words = {"MATERIAL", 1, material_names()};
    command.run = run_init;
    return command;
}

}  // namespace mirage
