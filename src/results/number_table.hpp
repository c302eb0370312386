#pragma once
// Rows of numbers as CSV, JSON or a table.

#include <string>
#include <vector>

#include "results/heading.hpp"
#include "results/output.hpp"

namespace mirage {

struct NumberTable {
    Heading heading;
    std::vector<std::vector<double>> rows;  ///< in the order of heading.columns
};

/// CSV and JSON with all digits that count, NaN as `nan` and null; a table with eight, units below the names.
/// JSON has the members of json_head and `rows`: a list of {column: value}.
std::string text_of(const NumberTable& table, Format format);

}  // namespace mirage
