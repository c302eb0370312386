#pragma once
// The units of a header: a row below the names, mirage's own line `columns:`, words in comments.

#include "tables/header.hpp"

namespace mirage {

/// Whether the cells of a line are units, not names: `K, T` and not `T, B`.
bool are_units(const std::vector<std::string>& cells);

/// Takes the row below the names as units where one of T and B has a known unit there; whether it did. Throws
/// InputError where it has units of something else.
bool take_units(const Table& table, const TextLine& line, const std::vector<std::string>& cells,
                Header& header);

/// Units of mirage's own line `columns: T [K], B_c2 [T], ...`.
void take_mirage_units(const Table& table, Header& header);

/// A unit other than K and T in the comments and the free lines above the names.
std::optional<TextLine> unit_in_comments(const Table& table, const Header* header);

}  // namespace mirage
