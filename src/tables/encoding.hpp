#pragma once
// Text files of others as lines of UTF-8.

#include <string>
#include <string_view>
#include <vector>

namespace mirage {

struct TextLine {
    std::size_t number = 0;  ///< from 1
    std::string text;
};

/// Throws InputError: `file:line: why`.
[[noreturn]] void refuse(const std::string& file, std::size_t line, const std::string& why);

/// Whether `file` means standard input: `-` or /dev/stdin.
bool is_standard_input(const std::string& file);

/// Throws InputError where a file has more than 32 MB.
void check_length(const std::string& file, std::size_t bytes);

/// Lines ended by LF, CR or CR LF. The encoding is UTF-8 or UTF-16 (by its byte order mark, or by its zero
/// bytes), else Windows-1252. Signs of one meaning become one: blanks of every kind, quotes, the minus sign,
/// both signs micro, `>=` and `<=`. Throws InputError where it is no text, and for a line of more than 10,000
/// characters.
std::vector<TextLine> decoded_lines(const std::string& file, std::string_view bytes);

}  // namespace mirage
