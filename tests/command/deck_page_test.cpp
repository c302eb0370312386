// The keys of a deck: all of them, in the sections in which a deck has them.

#include "command/deck_page.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "command/help_text.hpp"
#include "input/settings.hpp"

namespace {

using namespace mirage;

const PageSection& section(const std::vector<PageSection>& sections, const std::string& name) {
    return *std::find_if(sections.begin(), sections.end(),
                         [&](const PageSection& s) { return s.name == name; });
}

bool has_key(const PageSection& section, const std::string& name) {
    return std::any_of(section.keys.begin(), section.keys.end(),
                       [&](const auto& key) { return key.first.rfind(name + " = ", 0) == 0; });
}

TEST(DeckPage, EverySettingStandsInItsSection) {
    const std::vector<PageSection> sections = deck_sections();
    std::size_t count = 0;
    for (const PageSection& of : sections) count += of.keys.size();
    EXPECT_EQ(count, settings().size() + pocket_keys().size());
    for (const Setting& setting : settings())
        EXPECT_TRUE(has_key(section(sections, setting.section), setting.name)) << setting.key();
    for (const PocketKey& key : pocket_keys())
        EXPECT_TRUE(has_key(section(sections, "pocket.NAME"), key.name)) << key.name;
}

TEST(DeckPage, SectionsComeInTheOrderOfAWrittenDeck) {
    std::string names;
    for (const PageSection& of : deck_sections()) names += of.name + " ";
    EXPECT_EQ(names, "material pocket.NAME grid spectrum numerics run output ");
}

TEST(DeckPage, KeysHaveUnitRangeAndDefault) {
    const std::vector<PageSection> sections = deck_sections();
    for (const auto& [key, what] : section(sections, "material").keys)
        if (key == "g-factor = AXIS") {
            EXPECT_NE(what.find("1e-6 to 1e6 (default 2)"), what.npos) << what;
        }
    EXPECT_NE(deck_help().find("\n[pocket.NAME]\n  share = NUMBER "), std::string::npos) << deck_help();
}

}  // namespace
