#pragma once
// Variables of a result file as text: one row, or one number, for each point, whatever the size of the file.

#include <string>

#include "file/file_part.hpp"
#include "results/heading.hpp"
#include "results/output.hpp"

namespace mirage {

/// The columns of a part: its axes, its variables.
std::vector<Column> columns_of(const FilePart& part);

/// CSV below the head: the values of the axes, then of the variables; a flag by its word, NaN (and a flag
/// that was not computed and has no word for it) as `nan`. Numbers have all of their digits.
void write_csv(const std::string& file, const FilePart& part, const Heading& heading, TextWriter& out);

/// JSON: the members of json_head, `dims` (names of the axes), `coords` {axis: values}, `values` {variable:
/// nested lists, one level for each axis}; null where CSV has nan.
void write_json(const std::string& file, const FilePart& part, const Heading& heading, TextWriter& out);

}  // namespace mirage
