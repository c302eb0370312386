#pragma once
// What a misspelt word was meant to be.

#include <string>
#include <string_view>
#include <vector>

namespace mirage {

/// Least number of insertions, deletions, replacements and exchanges of neighbours that turn one word into
/// the other. Upper and lower case count as the same.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known word nearest to this one, the first of several; empty where none is near: no edit where one of
/// the two has one letter, one in up to four, two in up to seven, three in longer ones.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// ": did you mean PREFIX+WORD?" with the nearest known word, or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known,
                         std::string_view prefix = "");

/// The place of a word in a list, whatever its case. Throws InputError: "option = 'word': did you mean ...?
/// allowed: ...".
std::size_t choice(std::string_view option, std::string_view word, const std::vector<std::string>& allowed);

}  // namespace mirage
