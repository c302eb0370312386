#pragma once
// Sections and entries of a deck that do not exist: what was meant by them.

#include <string>

#include "input/deck.hpp"

namespace mirage {

/// Throws InputError, behind `place`, for an entry that is no setting: "beta belongs under [material]", "did
/// you mean ...?", or the sections that there are.
[[noreturn]] void refuse_unknown(const DeckEntry& entry, const std::string& place);

}  // namespace mirage
