#pragma once
// Where and how a command prints.

#include <string>
#include <vector>

namespace mirage {

enum class Format { table, csv, json };

/// Takes `--format X` or `--format=X` out of the words; `otherwise` if it is not there. Throws InputError.
Format take_format(std::vector<std::string>& arguments, Format otherwise);

/// Writes to the file, or to standard output if its name is empty. Throws std::runtime_error.
void write_text(const std::string& file, const std::string& text);

}  // namespace mirage
