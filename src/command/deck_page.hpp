#pragma once
// The keys of a deck, section by section, for the help and for the manual.

#include <string>
#include <vector>

#include "command/page_section.hpp"

namespace mirage {

/// One for each `[section]`, from the tables of settings and of pocket keys, in their order, pockets behind
/// the material.
std::vector<PageSection> deck_sections();

/// What a deck is, and how axes, units and comments are written.
std::string deck_description();

}  // namespace mirage
