#pragma once
// In which format a command prints.

#include <string>
#include <vector>

namespace mirage {

enum class Format { table, csv, json };

/// Takes `--format X` or `--format=X` out of the words; `otherwise` if it is not there. Throws InputError.
Format take_format(std::vector<std::string>& arguments, Format otherwise);

}  // namespace mirage
