#include "input/arguments.hpp"

#include <algorithm>
#include <limits>
#include <string_view>

#include <fmt/format.h>

#include "input/axis.hpp"
#include "input/input_error.hpp"
#include "input/suggestion.hpp"
#include "input/text.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {
namespace {

/// -T or --T, not -2 or -.
bool looks_like_option(const std::string& word) {
    if (word.starts_with("--")) return true;
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return word.size() > 1 && word[0] == '-' && letter(word[1]);
}

constexpr std::string_view any_name = "NAME";

/// The option with the name that the word has in its place: `pocket.G.share` for `pocket.NAME.share`.
std::string named_alike(const std::string& option, const std::string& word) {
    const auto at = option.find(any_name);
    const auto first = word.find('.'), last = word.rfind('.');
    if (at == option.npos || first == word.npos || first == last) return option;
    return option.substr(0, at) + word.substr(first + 1, last - first - 1) +
           option.substr(at + any_name.size());
}

/// By its name, then by another one of it, then by the part after the last dot: `grid.beta`.
std::string meant_option(const std::string& name, const std::vector<CommandOption>& known) {
    std::vector<std::string> candidates;
    for (const CommandOption& option : known) candidates.push_back(named_alike(option.name, name));
    for (const CommandOption& option : known)
        for (const std::string& other : option.also)
            if (lower_case(other) == lower_case(name)) return option.name;
    if (std::string found = nearest(name, candidates); !found.empty()) return found;
    for (const CommandOption& option : known)
        if (!nearest(name, option.also).empty()) return option.name;
    const auto dot = name.rfind('.');
    return dot == name.npos ? std::string() : meant_option(name.substr(dot + 1), known);
}

/// Text programs put an en dash, an em dash or a minus in place of one or two hyphens.
void refuse_typographic_dash(const std::string& word) {
    for (const std::string_view dash : {"\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x88\x92"})
        if (word.starts_with(dash))
            throw InputError(fmt::format("'{}': begins with a typographic dash: write - or --", word));
}

[[noreturn]] void refuse_unknown(const std::string& word, const std::vector<CommandOption>& known) {
    const std::string given = word.substr(0, word.find('='));
    const auto name = given.find_first_not_of('-');
    const std::string meant = name == given.npos ? "" : meant_option(given.substr(name), known);
    throw InputError(meant.empty() ? fmt::format("unknown option '{}'; --help lists them", given)
                                   : fmt::format("unknown option '{}': did you mean --{}?", given, meant));
}

const CommandOption* find_option(const std::string& word, const std::vector<CommandOption>& known) {
    if (!word.starts_with("--")) return nullptr;
    const std::string name = word.substr(2, word.find('=') - 2);
    for (const CommandOption& option : known)
        if (stands_for(option, name)) return &option;
    return nullptr;
}

}  // namespace

std::vector<std::string> GivenArguments::in_order() const {
    std::vector<std::string> all = words;
    for (const auto& [name, value] : options)
        all.push_back(value.empty() ? "--" + name : fmt::format("--{}={}", name, value));
    return all;
}

GivenArguments parse_arguments(const std::vector<std::string>& arguments,
                               const std::vector<CommandOption>& known) {
    GivenArguments given;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& word = arguments[i];
        refuse_typographic_dash(word);
        if (!looks_like_option(word)) {
            given.words.push_back(word);
            continue;
        }
        const CommandOption* option = find_option(word, known);
        if (!option) refuse_unknown(word, known);
        const std::string dashed = word.substr(0, word.find('='));
        for (const auto& [name, value] : given.options)
            if ("--" + name == dashed && !option->repeated)
                throw InputError(fmt::format("{} is given twice", dashed));
        const bool joined = word != dashed;
        std::string value = joined ? word.substr(dashed.size() + 1) : "";
        if (option->value.empty()) {
            if (joined) throw InputError(fmt::format("{} takes no value: '{}'", dashed, word));
        } else {
            if (!joined && i + 1 < arguments.size() && !arguments[i + 1].starts_with("--"))
                value = arguments[++i];
            if (value.empty()) throw InputError(fmt::format("{}: needs a value", dashed));
        }
        given.options.emplace_back(dashed.substr(2), value);
    }
    return given;
}

bool names(const std::string& word, const std::string& option) {
    return word == option || word.starts_with(option + "=");
}

bool stands_for(const CommandOption& option, const std::string& name) {
    const std::string& pattern = option.name;
    const auto at = pattern.find(any_name);
    if (at == pattern.npos) return pattern == name;
    const std::string_view begin = std::string_view(pattern).substr(0, at),
                           end = std::string_view(pattern).substr(at + any_name.size());
    return name.size() > begin.size() + end.size() && name.starts_with(begin) && name.ends_with(end);
}

std::string take_option(std::vector<std::string>& arguments, const std::string& name) {
    const std::string option = "--" + name;
    std::string value;
    for (std::size_t i = 0; i < arguments.size();) {
        if (!names(arguments[i], option)) {
            ++i;
            continue;
        }
        if (!value.empty()) throw InputError(fmt::format("{} is given twice", option));
        const bool joined = arguments[i] != option;
        if (joined) value = arguments[i].substr(option.size() + 1);
        if (!joined && i + 1 < arguments.size() && !arguments[i + 1].starts_with("--"))
            value = arguments[i + 1];
        if (value.empty()) throw InputError(fmt::format("{}: needs a value", option));
        const auto first = arguments.begin() + static_cast<std::ptrdiff_t>(i);
        arguments.erase(first, first + (joined ? 1 : 2));
    }
    return value;
}

bool take_flag(std::vector<std::string>& arguments, const std::string& name) {
    for (const std::string& word : arguments)
        if (word.starts_with("--" + name + "="))
            throw InputError(fmt::format("--{} takes no value: '{}'", name, word));
    const auto found = std::find(arguments.begin(), arguments.end(), "--" + name);
    if (found == arguments.end()) return false;
    arguments.erase(found);
    return true;
}

double number_where(const std::string& option, const std::string& text, bool (*allowed)(double),
                    const char* rule) {
    const double value = parse_number(option, text);
    if (!allowed(value)) throw InputError(fmt::format("{} = '{}': {}", option, text, rule));
    return value;
}
bool positive(double x) { return x > 0.0; }
bool not_negative(double x) { return x >= 0.0; }

double number_or_auto(const std::string& option, const std::string& text) {
    if (text.empty() || text == "auto") return quiet_nan;
    return number_where(option, text, not_negative, "auto, or a number not negative");
}

}  // namespace mirage
