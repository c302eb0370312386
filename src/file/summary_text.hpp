#pragma once
// What a result file holds, in a screenful or as JSON.

#include <string>

#include "file/result_reader.hpp"
#include "results/heading.hpp"

namespace mirage {

/// The heading of what is taken out of a file: its units and parameters.
Heading heading_of(const FileSummary& summary, const std::string& command);

/// Program and run, material, axes, ranges of the variables, counts of the flags, B_c2 at the lowest T.
std::string summary_text(const std::string& file, const FileSummary& summary);

/// The members of json_head, then `attributes`, `dimensions` {axis: length}, `coordinates` {axis: units,
/// values}, `variables` {name: dims, units, long_name, and min, max, missing or, of flags, counts {word:
/// number}}.
std::string summary_json(const FileSummary& summary, const std::string& command);

}  // namespace mirage
