#include "tables/cells.hpp"

#include <algorithm>
#include <cctype>

#include "input/text.hpp"
#include "tables/cell_number.hpp"

namespace mirage {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Reads a quoted cell from `at`, behind its first quote; false where it does not end.
bool read_quoted(std::string_view line, std::size_t& at, std::string& cell) {
    for (std::size_t i = at; i < line.size(); ++i) {
        if (line[i] != '"') {
            cell += line[i];
        } else if (i + 1 < line.size() && line[i + 1] == '"') {
            cell += line[++i];
        } else {
            at = i + 1;
            return true;
        }
    }
    return false;
}

std::string without_single_quotes(std::string text) {
    text = std::string(trimmed(text));
    if (text.size() >= 2 && text.front() == '\'' && text.back() == '\'')
        text = text.substr(1, text.size() - 2);
    return text;
}

std::vector<std::string> raw_cells(std::string_view line, char separator) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size();) {
        const bool at_start = trimmed(cells.back()).empty() && !quoted;
        if (line[i] == '"' && at_start) {
            std::string cell;
            std::size_t after = i + 1;
            quoted = read_quoted(line, after, cell);
            cells.back() = quoted ? cell : "\"" + cell;
            i = quoted ? after : line.size();
        } else if (line[i] == separator || (separator == ' ' && is_blank(line[i]))) {
            if (separator != ' ' || !cells.back().empty() || quoted) cells.emplace_back();
            quoted = false;
            ++i;
        } else {
            cells.back() += line[i++];
        }
    }
    if (separator == ' ' && cells.size() > 1 && cells.back().empty() && !quoted) cells.pop_back();
    for (std::string& cell : cells) cell = without_single_quotes(cell);
    return cells;
}

bool is_digits_in_brackets(std::string_view text) {
    return text.size() > 2 && text.front() == '(' && text.find(')') != text.npos &&
           text.find_first_not_of("0123456789.,()eE+-") == text.npos;
}

/// Puts the pieces of `40.1 ± 0.2`, `> 34` and `2.34 (2)` together again.
std::vector<std::string> joined_numbers(const std::vector<std::string>& pieces) {
    std::vector<std::string> cells;
    bool open = false;  // what comes next belongs to the last cell
    for (const std::string& piece : pieces) {
        const bool sign = piece == "±" || piece == "+/-" || piece == "+-";
        const bool behind =
            sign || piece.starts_with("±") || piece.starts_with("+/-") || is_digits_in_brackets(piece);
        if (!cells.empty() && (open || behind))
            cells.back() += piece;
        else
            cells.push_back(piece);
        open = sign || piece.ends_with("±") || piece.ends_with("+/-") || piece == ">" || piece == "<" ||
               piece == ">=" || piece == "<=";
    }
    return cells;
}

/// Names between blanks, a unit in brackets kept at its name.
std::vector<std::string> joined_brackets(const std::vector<std::string>& pieces) {
    std::vector<std::string> cells;
    int depth = 0;
    for (const std::string& piece : pieces) {
        const bool bracket = piece.starts_with('(') || piece.starts_with('[') || piece.starts_with('/');
        if (!cells.empty() && (depth > 0 || bracket || cells.back().ends_with('/')))
            cells.back() += " " + piece;
        else
            cells.push_back(piece);
        for (const char c : piece) depth += (c == '(' || c == '[') - (c == ')' || c == ']');
    }
    return cells;
}

/// Names that end with their closing bracket: `Temperature (K) Critical field (T)`.
std::vector<std::string> ended_by_brackets(std::string_view line) {
    std::vector<std::string> cells;
    std::string cell;
    for (const char c : line) {
        cell += c;
        if (c != ')' && c != ']') continue;
        cells.emplace_back(trimmed(cell));
        cell.clear();
    }
    if (!trimmed(cell).empty()) cells.emplace_back(trimmed(cell));
    return cells;
}

/// Names with at least two blanks between them.
std::vector<std::string> wide_apart(std::string_view line) {
    std::vector<std::string> cells(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool gap = is_blank(line[i]) && i + 1 < line.size() && is_blank(line[i + 1]);
        if (!gap)
            cells.back() += line[i];
        else if (!trimmed(cells.back()).empty())
            cells.emplace_back();
    }
    for (std::string& cell : cells) cell = without_single_quotes(cell);
    return cells;
}

}  // namespace

std::vector<std::string> cells_of(std::string_view line, char separator) {
    // a line may begin and end with blanks, but an empty cell before the first tab counts
    const std::string_view content = separator == ' ' ? trimmed(line) : line;
    const std::vector<std::string> cells = raw_cells(content, separator);
    return separator == ' ' ? joined_numbers(cells) : cells;
}

std::vector<std::string> header_cells(std::string_view line, char separator, std::size_t width) {
    const auto with = [&](char other) {
        std::vector<std::string> cells = raw_cells(other == '\t' ? line : trimmed(line), other);
        while (cells.size() > width && cells.back().empty()) cells.pop_back();
        return cells;
    };
    std::vector<std::string> own = with(separator);
    const bool quoted = line.find('"') != line.npos;
    if (separator != ' ' ? own.size() > 1 : own.size() == width && quoted) return own;
    for (const char other : {'\t', ';', ','})
        if (auto cells = with(other); cells.size() == width) return cells;
    for (auto cells :
         {wide_apart(trimmed(line)), joined_brackets(with(' ')), ended_by_brackets(trimmed(line))})
        if (cells.size() == width) return cells;
    return own;
}

std::string without_comment(std::string_view line) {
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (quoted || line[i] != '#') continue;
        const bool apart = i == 0 || is_blank(line[i - 1]) || line[i - 1] == ',' || line[i - 1] == ';';
        const auto end = line.find_first_of(",; \t", i);
        if (apart && is_missing(line.substr(i, end == line.npos ? end : end - i))) continue;  // #N/A
        const bool named = i + 1 < line.size() && (line[i + 1] == ',' || line[i + 1] == ';');
        if (apart && !named) return std::string(line.substr(0, i));
    }
    return std::string(line);
}

std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"#") == text.npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

}  // namespace mirage
