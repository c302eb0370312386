#pragma once
// Direction and error in the words of a column name.

#include <string>
#include <string_view>

#include "tables/name_words.hpp"

namespace mirage {

/// Along or across the plane of the film; none: the name does not say.
enum class Direction { none, in_plane, out_of_plane };

/// Takes words of direction out of a name: `in plane`, `par`, `perp`, and of `Hc2_c`, `H || c`, `H perp ab`
/// the axis with its sign.
Direction take_direction(Words& words);

/// The key of `Hc2ab`, `Bc2par` without the direction written onto it, which is set where there is one.
std::string without_direction(std::string key, Direction& direction);

/// Takes words of error out of the name (sigma, err, std, ...), also those written onto it: dT, Terr, sigmaT.
bool take_error(Words& words);

/// d, s, e and u, errors only in front of their quantity: dT, u(T).
bool is_error_letter(std::string_view word);

}  // namespace mirage
