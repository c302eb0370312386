#pragma once
// Text helpers: what is read from a user and what is shown.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mirage {

/// `text` on one line: blanks for control characters, question marks for bytes that are not UTF-8, so that
/// nothing in it steers a terminal.
std::string printable(const std::string& text);

/// At most about `most` characters: the middle of a longer text is left out.
std::string shortened(const std::string& text, std::size_t most);

/// Without blanks, tabs and carriage returns at both ends.
std::string_view trimmed(std::string_view text);

/// Letters A to Z in lower case.
std::string lower_case(std::string_view text);

/// `text` in lines of at most `width` characters, broken at blanks; all but the first begin with `indent`
/// blanks. The first line is taken to begin in column `indent` too. Without a line feed at the end.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

/// The parts between separators, each trimmed; one empty part for an empty text.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The parts of a comma list; none for an empty text.
std::vector<std::string> comma_list(std::string_view text);

/// "1 rank", "2 ranks".
std::string counted(std::uint64_t count, std::string_view what);

/// "850 ms", "12.3 s", "4 min 05 s", "2 h 07 min".
std::string duration_text(double seconds);

/// "640 B", "1.2 MB", "3.4 GB".
std::string size_text(double bytes);

}  // namespace mirage
