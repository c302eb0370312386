#pragma once
// A result file as the JSON that the explorer's page carries.

#include <string>
#include <utility>
#include <vector>

#include "file/result_reader.hpp"
#include "results/heading.hpp"
#include "results/output.hpp"

namespace mirage {

/// Bytes of values that a page holds, unpacked.
inline constexpr double largest_page = 96e6;

/// Writes {"format": 1, "name", "units", "attributes": {name: text}, "parameters": {name: number}, "axes":
/// [{"name", "units", "values"}], "variables": [{"name", "units", "long_name", "dims", "flags": {"0": word},
/// "type", "data"}], "missing": [{"name", "reason"}], "measurements": [...]}, with no `<` in it. `data` is
/// packed_values: grids as f4, that is 7 digits, lines and special temperatures as f8, flags as i1. Of a
/// selected axis the page has the one value. Variables with which the values would exceed `most` bytes are
/// left out and listed as missing. Throws InputError.
void write_page_data(const std::string& file, const FileSummary& layout,
                     const std::vector<std::pair<std::string, double>>& selected, const Json& measurements,
                     TextWriter& out, double most = largest_page);

}  // namespace mirage
