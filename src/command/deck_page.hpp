#pragma once
// The keys of a deck, section by section, for the help and for the manual.

#include <string>
#include <utility>
#include <vector>

namespace mirage {

/// One `[section]` of a deck.
struct DeckSection {
    std::string name;                                         ///< material, pocket.NAME, grid, ...
    std::vector<std::pair<std::string, std::string>> keys{};  ///< "beta = AXIS", what it is
};

/// From the tables of settings and of pocket keys, in their order, pockets behind the material.
std::vector<DeckSection> deck_sections();

/// What a deck is, and how axes, units and comments are written.
std::string deck_description();

}  // namespace mirage
