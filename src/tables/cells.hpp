#pragma once
// Lines of a table as cells.

#include <string>
#include <string_view>
#include <vector>

namespace mirage {

/// The cells of a row, trimmed. Quotes hold a cell together, two of them inside are one; a quote that does
/// not end is left in front of its cell. A blank as separator means any run of blanks and tabs; there `±`,
/// `>` and errors in brackets stay with their number.
std::vector<std::string> cells_of(std::string_view line, char separator);

/// The names in a header of a table with `width` columns, which may be separated otherwise than its numbers:
/// by its separator, tabs, commas, semicolons, two or more blanks, or blanks with units in brackets kept at
/// their names. The cells by `separator` where it is no blank and is in the line, or where nothing gives
/// `width` names.
std::vector<std::string> header_cells(std::string_view line, char separator, std::size_t width);

/// Without the comment at its end: a `#` that stands after a blank or a separator, outside of quotes.
std::string without_comment(std::string_view line);

/// A text as a cell of CSV: in quotes where it holds a comma, a quote or the sign of a comment.
std::string csv_cell(const std::string& text);

}  // namespace mirage
