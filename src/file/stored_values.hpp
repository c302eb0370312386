#pragma once
// Single values of a result file.

#include <cstdint>
#include <string>
#include <vector>

#include "file/dataset.hpp"

namespace mirage {

/// The values of a variable at number `row` of its first dimensions, counted with the last of them fastest;
/// all of its further dimensions. Throws InputError where the variable has another shape than `leading`
/// followed by `trailing`, or cannot be read.
std::vector<double> stored_values(const std::string& file, const std::string& variable,
                                  const std::vector<hsize_t>& leading, const std::vector<hsize_t>& trailing,
                                  std::int64_t row);

}  // namespace mirage
