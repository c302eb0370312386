#include "input/unknown_setting.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/settings.hpp"
#include "input/suggestion.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

[[noreturn]] void refuse_section(const std::string& section, const std::string& place) {
    std::vector<std::string> known;
    for (const Setting& setting : settings())
        if (known.empty() || known.back() != setting.section) known.push_back(setting.section);
    known.emplace_back("pocket.NAME");
    if (const auto dot = section.find('.');
        dot != section.npos && !nearest(section.substr(0, dot), {"pocket"}).empty())
        throw InputError(fmt::format("{}[{}]: no such section: did you mean [pocket{}]?", place, section,
                                     section.substr(dot)));
    const std::string meant = nearest(section, known);
    throw InputError(fmt::format("{}[{}]: no such section{} allowed: {}", place, section,
                                 meant.empty() ? ":" : fmt::format(": did you mean [{}]?", meant),
                                 fmt::join(known, ", ")));
}

bool is_called(const Setting& setting, const std::string& name) {
    const auto same = [&](const std::string& other) { return lower_case(other) == lower_case(name); };
    return same(setting.name) || std::any_of(setting.also.begin(), setting.also.end(), same);
}

/// What was meant by an entry: "beta belongs under [material]", "did you mean ...?", or nothing.
std::string meant_entry(const DeckEntry& entry) {
    std::vector<std::string> here, everywhere;
    for (const Setting& setting : settings()) {
        everywhere.push_back(setting.key());
        if (setting.section != entry.section) continue;
        here.push_back(setting.name);
        if (is_called(setting, entry.name)) return fmt::format("did you mean {}?", setting.name);
    }
    for (const Setting& setting : settings()) {
        if (setting.name == entry.name)
            return fmt::format("{} belongs under [{}]", setting.name, setting.section);
        if (is_called(setting, entry.name))
            return fmt::format("did you mean {} under [{}]?", setting.name, setting.section);
    }
    if (const std::string near = nearest(entry.name, here); !near.empty())
        return fmt::format("did you mean {}?", near);
    const std::string key = nearest(entry.section + "." + entry.name, everywhere);
    return key.empty() ? std::string() : fmt::format("did you mean {}?", key);
}

}  // namespace

void refuse_unknown(const DeckEntry& entry, const std::string& place) {
    const bool section_known = std::any_of(settings().begin(), settings().end(), [&](const Setting& setting) {
        return setting.section == entry.section;
    });
    if (!entry.section.empty() && !section_known) refuse_section(entry.section, place);
    const std::string key = entry.section.empty() ? entry.name : entry.section + "." + entry.name;
    const std::string meant = meant_entry(entry);
    throw InputError(
        fmt::format("{}{}: no such setting{}", place, key, meant.empty() ? "" : fmt::format(": {}", meant)));
}

}  // namespace mirage
