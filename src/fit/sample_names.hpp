#pragma once
// Samples of several files.

#include <string>
#include <vector>

#include "fit/data.hpp"

namespace mirage {

/// Tells samples of the same name apart: by the folders of their files, else by a number.
void name_apart(std::vector<MeasuredSample>& samples, std::vector<std::string>& notes);

}  // namespace mirage
