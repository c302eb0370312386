#include "input/configuration.hpp"

#include <algorithm>
#include <cstdio>
#include <set>

#include <fmt/format.h>

#include "input/arguments.hpp"
#include "input/deck.hpp"
#include "input/deck_file.hpp"
#include "input/input_error.hpp"
#include "input/settings.hpp"
#include "input/suggestion.hpp"
#include "input/text.hpp"
#include "input/unknown_setting.hpp"

namespace mirage {
namespace {

/// Who wrote a text: a user, whose slips are refused, or the program, whose spelling is known.
enum class Author { user, program };

/// Where each setting was given last, by its key: what a message about it begins with.
using Places = std::map<std::string, std::string>;

const Setting* find_setting(const std::string& section, const std::string& name) {
    for (const Setting& setting : settings())
        if (setting.section == section && setting.name == name) return &setting;
    return nullptr;
}

/// 0,3 as the program wrote it is a list of two: as a user has to write it. Any other text stays.
std::string spaced(const std::string& list) {
    const auto comma = list.find(',');
    if (comma == list.npos || comma != list.rfind(',') || list.find('.') != list.npos) return list;
    return fmt::format("{}, {}", list.substr(0, comma), trimmed(list.substr(comma + 1)));
}

void read_entry(Configuration& c, const Setting& setting, const DeckEntry& entry, const std::string& place,
                Author author) {
    if (entry.value.empty()) throw InputError(fmt::format("{}{}: needs a value", place, setting.key()));
    const bool list = author == Author::program && value_name(setting, Scope::sweep).starts_with("AXIS");
    try {
        setting.read(c, setting.key(), list ? spaced(entry.value) : entry.value);
    } catch (const InputError& error) {
        throw InputError(place + error.what());
    }
}

constexpr std::string_view pocket_section = "pocket.";

/// The name in `pocket.NAME`; empty where this is another section.
std::string pocket_of_section(const std::string& section) {
    return section.starts_with(pocket_section) ? section.substr(pocket_section.size()) : std::string();
}

void read_entry_of_pocket(Configuration& c, const DeckEntry& entry, const std::string& place) {
    const std::string name = pocket_of_section(entry.section), key = entry.section + "." + entry.name;
    if (entry.value.empty()) throw InputError(fmt::format("{}{}: needs a value", place, key));
    try {
        check_pocket_name(fmt::format("[{}]", entry.section), name);
        read_pocket_entry(pocket_called(c.pockets, name), key, entry.name, entry.value);
    } catch (const InputError& error) {
        throw InputError(place + error.what());
    }
}

void read_deck(Configuration& c, Places& given, const std::string& text, const std::string& name,
               Author author) {
    std::map<std::string, int> lines;
    for (const DeckEntry& entry : deck_entries(text, name)) {
        const std::string place = place_of(name, entry.line), key = entry.section + "." + entry.name;
        const bool of_pocket = entry.section.starts_with(pocket_section);
        const Setting* setting = of_pocket ? nullptr : find_setting(entry.section, entry.name);
        if (!setting && !of_pocket) refuse_unknown(entry, place);
        const auto [first, is_new] = lines.emplace(key, entry.line);
        if (!is_new)
            throw InputError(fmt::format("{}{} is given twice, first in line {}", place, key, first->second));
        if (setting)
            read_entry(c, *setting, entry, place, author);
        else
            read_entry_of_pocket(c, entry, place);
        given[key] = place;
    }
}

const Setting& setting_of_option(const std::string& name) {
    for (const Setting& setting : settings())
        if (setting.option == name || setting.key() == name) return setting;
    throw InputError(fmt::format("unknown option '--{}'", name));
}

/// Pockets of the command line: what a deck says of the same pocket is kept where nothing else is said.
class PocketArguments {
public:
    PocketArguments(Configuration& c, Places& given) : c_(c), given_(given) {}

    /// `--pocket NAME:...` or `--pocket.NAME.key value`; whether it was one.
    bool take(const std::string& option, const std::string& value) {
        if (option == "pocket") {
            const PocketText text = parse_pocket(value);
            if (!described_.insert(text.name).second)
                throw InputError(fmt::format("--pocket '{}': pocket {} is given twice", value, text.name));
            for (const auto& [key, number] : text.entries) read(text.name, key, number);
            return true;
        }
        if (!option.starts_with(pocket_section)) return false;
        const auto dot = option.rfind('.');
        const std::string name = option.substr(pocket_section.size(), dot - pocket_section.size());
        check_pocket_name("--" + option, name);
        read(name, option.substr(dot + 1), value);
        return true;
    }

private:
    void read(const std::string& name, const std::string& key, const std::string& value) {
        const std::string whole = fmt::format("pocket.{}.{}", name, key);
        if (!keys_.insert(whole).second) throw InputError(fmt::format("--{} is given twice", whole));
        read_pocket_entry(pocket_called(c_.pockets, name), "--" + whole, key, value);
        given_[whole] = "";
    }

    Configuration& c_;
    Places& given_;
    std::set<std::string> described_, keys_;
};

void read_arguments(Configuration& c, Places& given, const std::vector<std::string>& arguments, Scope scope) {
    const std::vector<CommandOption> known = setting_options(scope);
    const GivenArguments words = parse_arguments(arguments, known);
    if (!words.words.empty()) {
        const std::string& word = words.words[0];
        std::vector<std::string> names;
        for (const CommandOption& option : known) names.push_back(option.name);
        const std::string hint = did_you_mean(word.substr(0, word.find('=')), names, "--");
        throw InputError(fmt::format("'{}': unexpected argument{}", word,
                                     hint.empty() ? "; options are written --name value" : hint));
    }
    std::map<std::string, std::string> forms;
    PocketArguments pockets(c, given);
    for (const auto& [name, value] : words.options) {
        if (pockets.take(name, value)) continue;
        const Setting& setting = setting_of_option(name);
        if (!forms.emplace(setting.key(), name).second)
            throw InputError(
                fmt::format("--{} and --{} are the same setting: give one", setting.key(), setting.option));
        setting.read(c, "--" + name, value);
        given[setting.key()] = "";
    }
}

/// A critical temperature without units means SI, and is said so; in reduced units it means nothing.
void settle_units(Configuration& c, const Places& given) {
    if (c.units == Units::si) return;
    const auto tc0 = given.find("material.tc0"), g_factor = given.find("material.g-factor"),
               units = given.find("material.units");
    if (tc0 != given.end() && units == given.end()) {
        c.units = Units::si;
        c.notes.push_back(fmt::format("units: SI (K, tesla, meV), because {}tc0 is given",
                                      tc0->second.empty() ? "--" : ""));
        return;
    }
    if (tc0 != given.end())
        throw InputError(
            fmt::format("{}tc0 = '{}': has no meaning in reduced units: leave it out or ask for si "
                        "units (--units si)",
                        tc0->second, c.tc0.text));
    if (g_factor != given.end())
        throw InputError(
            fmt::format("{}g-factor = '{}': has no meaning in reduced units: leave it out or ask for "
                        "si units (--units si --tc0 ...)",
                        g_factor->second, c.g_factor.text));
}

/// Rates within and between the valleys stand in place of gamma, which is their sum: of a deck and the
/// command line the latter wins, both in one are refused.
void settle_gamma(Configuration& c, const Places& given) {
    const auto gamma = given.find("grid.gamma");
    for (const char* part : {"gamma-intra", "gamma-inter"}) {
        const auto other = given.find(fmt::format("material.{}", part));
        if (gamma == given.end() || other == given.end()) continue;
        if (gamma->second.empty() == other->second.empty())
            throw InputError(
                fmt::format("{}{} stands in place of gamma, the sum of gamma-intra and gamma-inter: "
                            "give one or the other",
                            other->second, part));
        if (other->second.empty())
            c.gamma = Axis{};
        else
            c.gamma_intra = c.gamma_inter = Axis{"", {}};
    }
}

/// What the checks refuse, with the place where it was given.
void check_given(const Configuration& c, const Places& given) {
    try {
        check(c);
    } catch (const SettingError& error) {
        const auto place = given.find(error.key());
        throw InputError((place == given.end() ? "" : place->second) + error.what());
    }
}

bool decides_numbers(const Places& given) {
    const auto of_pocket = [](const auto& place) { return place.first.starts_with(pocket_section); };
    return std::any_of(given.begin(), given.end(), of_pocket) ||
           std::any_of(settings().begin(), settings().end(), [&](const Setting& setting) {
               return setting.decides == Decides::numbers && given.contains(setting.key());
           });
}

Configuration configuration_by(Author author, const std::string& text, const std::string& name,
                               const std::vector<std::string>& arguments, Scope scope) {
    Configuration c;
    Places given;
    if (!name.empty()) read_deck(c, given, text, name, author);
    if (author == Author::program && c.units == Units::reduced)  // earlier versions wrote both
        given.erase("material.tc0"), given.erase("material.g-factor");
    read_arguments(c, given, arguments, scope);
    if (author == Author::user && !name.empty() && !decides_numbers(given))
        throw InputError(
            fmt::format("{}: holds no setting that decides numbers: a deck has lines name = value", name));
    settle(c, given);
    if (scope == Scope::sweep && c.energy.text == "auto")
        throw InputError(fmt::format("{}spectrum.energy = 'auto': a sweep needs one axis for all points",
                                     given["spectrum.energy"]));
    check_given(c, given);
    return c;
}

}  // namespace

void settle(Configuration& c, const Places& given) {
    settle_units(c, given);
    settle_gamma(c, given);
}

Configuration configuration_of(const std::string& text, const std::string& name,
                               const std::vector<std::string>& arguments, Scope scope) {
    return configuration_by(Author::program, text, name, arguments, scope);
}

Configuration read_configuration(const std::string& deck_name, const std::vector<std::string>& arguments,
                                 Scope scope) {
    const std::string text = deck_name.empty() ? "" : read_deck_text(deck_name);
    return configuration_by(Author::user, text, deck_name, arguments, scope);
}

void print_notes(const Configuration& configuration) {
    for (const std::string& note : configuration.notes) fmt::print(stderr, "mirage: note: {}\n", note);
}

namespace {

/// One section for each pocket.
std::string pockets_deck(const Configuration& c) {
    std::string text;
    for (const PocketSettings& pocket : c.pockets) {
        text += fmt::format("[{}{}]\n", pocket_section, pocket.name);
        for (const PocketKey& key : pocket_keys())
            text += fmt::format("{} = {}\n", key.name, pocket_value(pocket, key));
    }
    return text;
}

}  // namespace

std::string to_deck(const Configuration& configuration) {
    std::string text, section;
    for (const Setting& setting : settings()) {
        if (section != setting.section) {
            if (section == "material") text += pockets_deck(configuration);
            section = setting.section;
            text += fmt::format("[{}]\n", section);
        }
        if (setting.si_only && configuration.units == Units::reduced) continue;
        const std::string value = setting.write(configuration);
        if (!value.empty()) text += fmt::format("{} = {}\n", setting.name, value);
    }
    return text;
}

Configuration parse_deck(const std::string& text) {
    return configuration_by(Author::program, text, "configuration", {}, Scope::spectrum);
}

}  // namespace mirage
