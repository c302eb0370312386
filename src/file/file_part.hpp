#pragma once
// Variables of a result file, or a part of them, value by value.

#include <string>
#include <utility>
#include <vector>

#include "file/dataset.hpp"
#include "file/result_reader.hpp"

namespace mirage {

/// Variables on the same axes, at some of the values of these.
struct FilePart {
    std::vector<VariableSummary> variables;
    std::vector<Coordinate> axes;  ///< the slowest first, with the values that belong to the part
    Box box;
};

/// The variables of these names where the selected axes have the values given (to a relative 1e-9). The axis
/// of spectra has the name of the grid's, too. Throws InputError for an unknown variable, axis or value,
/// telling which there are, and for variables on different axes.
FilePart select_part(const FileSummary& layout, const std::vector<std::string>& variables,
                     const std::vector<std::pair<std::string, double>>& selected);

/// Hands over the values, one list for each variable, row-major, in segments. Throws InputError where the
/// file cannot be read.
void stream_part(const std::string& file, const FilePart& part, const UseValues& use);

}  // namespace mirage
