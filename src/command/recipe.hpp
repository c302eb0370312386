#pragma once
// How a result was made.

#include <string>

namespace mirage {

/// The configuration inside a result; a note on standard error where the last digits may come out
/// differently now. Throws InputError for a file that is missing, damaged or not a result of this program.
std::string recipe_of(const std::string& file);

}  // namespace mirage
