#include "interface/input_names.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/suggestion.hpp"

namespace mirage {
namespace {

char plain(char c) { return c == '-' ? '_' : c; }

/// Both spellings of every setting.
const std::unordered_map<std::string_view, const Setting*>& names() {
    static const auto list = [] {
        static std::vector<std::string> variables;  // the views point to them
        variables.reserve(input_settings().size());
        std::unordered_map<std::string_view, const Setting*> all;
        for (const Setting* setting : input_settings()) {
            all.emplace(setting->name, setting);
            all.emplace(variables.emplace_back(setting->variable()), setting);
        }
        return all;
    }();
    return list;
}

/// The name of what people call otherwise: "rashba" is alpha.
std::string known_as(std::string_view name, const Setting& setting) {
    const bool other = std::any_of(setting.also.begin(), setting.also.end(),
                                   [&](const std::string& also) { return same_name(also, name); });
    return other ? setting.variable() : "";
}

[[noreturn]] void refuse_name(std::string_view name, const OwnInputs& own) {
    std::vector<std::string> known{std::string(pocket_input)};
    for (const Setting* setting : input_settings()) {
        known.push_back(setting->variable());
        if (const std::string meant = known_as(name, *setting); !meant.empty())
            throw InputError(fmt::format("unknown input '{}': did you mean {}?", name, meant));
    }
    for (const NumberInput& number : own.numbers) known.emplace_back(number.name);
    for (const std::string& text : own.texts) known.push_back(text);
    throw InputError(fmt::format("unknown input '{}'{}", name, did_you_mean(name, known)));
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return plain(x) == plain(y); });
}

const std::vector<const Setting*>& input_settings() {
    static const std::vector<const Setting*> list = [] {
        std::vector<const Setting*> all;
        for (const Setting& setting : settings())
            if (setting.role != GridRole::none || setting.name == "units" || setting.name == "tolerance")
                all.push_back(&setting);
        return all;
    }();
    return list;
}

const Setting& find_input(std::string_view name, const OwnInputs& own) {
    const auto found = names().find(name);
    if (found == names().end()) refuse_name(name, own);
    return *found->second;
}

}  // namespace mirage
