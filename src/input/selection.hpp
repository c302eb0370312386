#pragma once
// Which values of the axes of a result are meant.

#include <string>
#include <utility>
#include <vector>

namespace mirage {

/// "gamma=0.1,T=2" of `--select`: names and values; none for an empty text. Throws InputError.
std::vector<std::pair<std::string, double>> selection_of(const std::string& text);

}  // namespace mirage
