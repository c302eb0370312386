#include "command/deck_page.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "command/help_text.hpp"
#include "mirage/model/domain.hpp"

namespace mirage {
namespace {

PageSection& section_called(std::vector<PageSection>& sections, const std::string& name) {
    const auto found = std::find_if(sections.begin(), sections.end(),
                                    [&](const PageSection& section) { return section.name == name; });
    return found == sections.end() ? sections.emplace_back(PageSection{name}) : *found;
}

PageSection pocket_section() {
    PageSection section{"pocket.NAME"};
    for (const PocketKey& key : pocket_keys()) {
        const std::string unit = kind_name(key.unit);
        section.keys.emplace_back(
            fmt::format("{} = {}", key.name,
                        key.value ? "NUMBER" : fmt::format("{}", fmt::join(form_names(), "|"))),
            fmt::format("{}{}; {}", key.help, unit.empty() ? "" : fmt::format(" [{}]", unit), key.allowed()));
    }
    return section;
}

}  // namespace

std::vector<PageSection> deck_sections() {
    const Command sweep = sweep_command();
    std::vector<PageSection> sections{{"material"}, pocket_section()};
    for (const Setting& setting : settings())
        section_called(sections, setting.section)
            .keys.emplace_back(fmt::format("{} = {}", setting.name, value_in(sweep, setting)),
                               setting_text(sweep, setting));
    return sections;
}

std::string deck_description() {
    return fmt::format(
        "What a sweep computes: a text of sections and lines key = value; # begins a comment. Every key "
        "may be given on the command line too, --section.key VALUE, where it takes precedence; mirage "
        "init writes a deck to begin with.\n"
        "An AXIS is one number, a:b:n (n values, both ends), a:b:n:log, or a list 0, 0.1, 0.3. A setting "
        "of [material] with several values is a dimension of the result in front of alpha, gamma, T, B.\n"
        "With units = reduced energies and B are in Delta0 and T in Tc0; with units = si energies are in "
        "meV, B in tesla and T in kelvin, and tc0 is needed. There may be {} sections [pocket.NAME].",
        domain::max_pockets);
}

}  // namespace mirage
