#include "tables/table.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include <fmt/format.h>

#include "input/text.hpp"
#include "tables/cell_number.hpp"
#include "tables/cells.hpp"

namespace mirage {
namespace {

constexpr std::size_t max_rows = 100000, max_columns = 200;

enum class Kind { blank, comment, text };

struct Classified {
    TextLine line;
    Kind kind = Kind::text;
};

std::string upper(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return result;
}

/// The text behind a comment sign.
std::optional<std::string> comment_of(std::string_view whole) {
    std::string_view text = trimmed(whole);
    for (const std::string_view sign : {"#", "%", "//", "!", "@", ";"}) {
        if (!text.starts_with(sign) || is_missing(text.substr(0, text.find_first_of(",;\t ")))) continue;
        if (sign == "%" && whole.substr(0, whole.find(sign)).find('\t') != whole.npos) continue;  // a unit
        if (sign == ";" && text.find(';', 1) != text.npos) return std::nullopt;  // an empty first cell
        text = whole.substr(whole.find(sign));  // tabs at both ends are empty cells
        while (!text.empty() && sign.find(text.front()) != sign.npos) text.remove_prefix(1);
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
        return std::string(text);
    }
    return std::nullopt;
}

std::vector<Classified> classified(const std::vector<TextLine>& lines) {
    std::vector<Classified> result;
    for (const TextLine& line : lines) {
        if (const auto comment = comment_of(line.text)) {
            result.push_back({{line.number, *comment}, Kind::comment});
            continue;
        }
        std::string text = without_comment(line.text);
        while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.pop_back();
        const bool blank = text.find_first_not_of(" \t,;") == text.npos;
        result.push_back({{line.number, text}, blank ? Kind::blank : Kind::text});
    }
    return result;
}

/// Igor text: the WAVES line becomes a header, its commands comments.
void read_igor(const std::string& file, std::vector<Classified>& lines) {
    const auto first =
        std::find_if(lines.begin(), lines.end(), [](const Classified& l) { return l.kind == Kind::text; });
    if (first == lines.end() || upper(trimmed(first->line.text)) != "IGOR") return;
    bool waves = false;
    for (Classified& l : lines) {
        if (l.kind == Kind::text) l.line.text = std::string(trimmed(l.line.text));
        const std::string word = upper(l.line.text);
        if (word == "IGOR" || word == "BEGIN" || word == "END") l.kind = Kind::blank;
        if (word.starts_with("X ")) l.kind = Kind::comment;
        if (!word.starts_with("WAVES")) continue;
        if (waves) refuse(file, l.line.number, "a second block of waves: one file for each");
        waves = true;
        const auto blank = l.line.text.find_first_of(" \t", l.line.text.find_first_not_of(" \t"));
        l.line.text = blank == l.line.text.npos ? "" : l.line.text.substr(blank + 1);
    }
}

/// Instrument files: what stands above [Data] is free text.
void read_sections(std::vector<Classified>& lines) {
    const auto data = std::find_if(lines.begin(), lines.end(), [](const Classified& l) {
        return upper(trimmed(l.line.text)) == "[DATA]";
    });
    if (data == lines.end()) return;
    for (auto l = lines.begin(); l != data; ++l)
        if (l->kind == Kind::text) l->kind = Kind::comment;
    data->kind = Kind::blank;
}

bool is_number(const std::string& cell) {
    return !is_missing(cell) && (cell_number(cell, '.') || cell_number(cell, ','));
}
bool is_nan(const std::string& cell) { return !cell.empty() && is_missing(cell); }

/// A row of numbers: two of them, or one among missing cells; between blanks not in a sentence of words.
bool is_row(const std::vector<std::string>& cells, char separator) {
    const auto numbers = std::count_if(cells.begin(), cells.end(), is_number);
    const auto missing = std::count_if(cells.begin(), cells.end(), is_missing);
    const auto stated = std::count_if(cells.begin(), cells.end(), is_nan);
    if (separator == ' ' && 2 * (numbers + missing) < std::ssize(cells)) return false;
    return numbers >= 2 || (numbers == 1 && cells.size() > 1 && numbers + missing == std::ssize(cells)) ||
           (stated >= 2 && missing == std::ssize(cells));
}

/// Whether blanks divide texts, such as `2 T`, in a line with tabs.
bool divides_text(const std::string& line, const std::vector<std::string>& cells, char separator) {
    return separator == ' ' && line.find('\t') != line.npos &&
           std::any_of(cells.begin(), cells.end(),
                       [](const std::string& cell) { return !is_number(cell) && !is_missing(cell); });
}

/// How well a separator makes numbers: rows, then as few cells as possible that only begin like one.
long score(const std::vector<Classified>& lines, char separator) {
    long rows = 0, bad = 0, read = 0;
    for (const Classified& l : lines) {
        if (l.kind != Kind::text) continue;
        if (++read > 1000) break;
        const std::vector<std::string> cells = cells_of(l.line.text, separator);
        if (!is_row(cells, separator) || divides_text(l.line.text, cells, separator)) continue;
        ++rows;
        bad += std::count_if(cells.begin(), cells.end(), [](const std::string& cell) {
            return !cell.empty() &&
                   std::string_view("0123456789.-+").find(cell[0]) != std::string_view::npos &&
                   !is_number(cell) && !is_missing(cell);
        });
    }
    return 1000 * rows - bad;
}

char separator_of(const std::vector<Classified>& lines) {
    char best = '\t';
    long most = score(lines, best);
    for (const char other : {';', ',', ' '})
        if (const long found = score(lines, other); found > most) best = other, most = found;
    return best;
}

/// Whether commas in numbers are decimal signs. `1,234` alone may be a thousand: such tables are refused.
char decimal_of(const Table& table) {
    std::size_t line = 0;
    bool comma = false, point = false, certain = false;
    for (const TableRow& row : table.rows)
        for (const std::string& cell : row.cells) {
            const auto digit = cell.find_first_of("0123456789");
            if (digit == cell.npos) continue;
            const std::string number =
                cell.substr(digit, cell.find_first_not_of("0123456789.,", digit) - digit);
            if (number.find('.') != number.npos && cell_number(cell, '.')) point = true;
            const auto at = number.find(',');
            if (at == number.npos || (!cell_number(cell, ',') && number.find('.') == number.npos)) continue;
            comma = true;
            line = line == 0 ? row.line : line;
            if (number.find('.') != number.npos || number.find(',', at + 1) != number.npos)
                refuse(table.file, row.line,
                       fmt::format("'{}': write numbers without separators of thousands", cell));
            certain = certain || table.separator == ';' || number.size() - at - 1 != 3 ||
                      number.starts_with('0') || at > 3 || at == 0;
        }
    if (!comma) return '.';
    if (point) refuse(table.file, line, "commas and points in numbers: write all with a decimal point");
    if (!certain)
        refuse(table.file, line, "commas may be decimal signs or separate thousands: write decimal points");
    return ',';
}

void check_row(const Table& table, const TableRow& row) {
    const auto open = std::find_if(row.cells.begin(), row.cells.end(),
                                   [](const std::string& cell) { return cell.starts_with('"'); });
    if (open != row.cells.end()) refuse(table.file, row.line, "a quote that does not end");
    if (row.cells.size() > max_columns)
        refuse(table.file, row.line, fmt::format("more than {} columns", max_columns));
    const auto missing = std::count_if(row.cells.begin(), row.cells.end(), is_missing);
    const auto numbers = std::count_if(row.cells.begin(), row.cells.end(), is_number);
    const bool counts =
        is_row(row.cells, table.separator) || missing == std::ssize(row.cells) || numbers + missing > 0;
    if (!counts)
        refuse(table.file, row.line, fmt::format("'{}': text among the numbers", fmt::join(row.cells, " ")));
}

void note_lines(Table& table, const std::vector<std::size_t>& lines, const char* what) {
    if (!lines.empty())
        table.notes.push_back(
            fmt::format("{}: {} {} (line {})", table.file, lines.size(), what, fmt::join(lines, ", ")));
}

/// Rows from the first one of numbers on; two empty lines end the block.
void read_rows(Table& table, const std::vector<Classified>& lines, std::size_t first) {
    std::size_t empty = 0;
    std::vector<std::size_t> commented;
    for (std::size_t i = first; i < lines.size(); ++i) {
        const Classified& l = lines[i];
        if (l.kind == Kind::comment) {
            if (is_row(cells_of(l.line.text, table.separator), table.separator))
                commented.push_back(l.line.number);
            continue;
        }
        if (l.kind == Kind::blank) {
            ++empty;
            continue;
        }
        if (empty > 1)
            refuse(table.file, l.line.number,
                   "a second block behind empty lines: one file for each, or a column sample");
        empty = 0;
        const bool named =
            l.line.text.starts_with('"') && std::count(l.line.text.begin(), l.line.text.end(), '"') == 2;
        TableRow row{l.line.number, cells_of(l.line.text, table.separator), named};
        check_row(table, row);
        if (table.rows.size() == max_rows)
            refuse(table.file, l.line.number, fmt::format("more than {} points", max_rows));
        table.rows.push_back(std::move(row));
    }
    if (commented.size() > 10) commented.resize(10);
    note_lines(table, commented, "rows behind a comment sign are left out");
}

/// An empty first column of all rows is an indent.
void drop_indent(Table& table) {
    const bool indented =
        table.separator == '\t' && std::all_of(table.rows.begin(), table.rows.end(), [](const TableRow& row) {
            return row.cells.size() > 1 && row.cells[0].empty();
        });
    if (!indented) return;
    for (TableRow& row : table.rows) row.cells.erase(row.cells.begin());
    for (TextLine& line : table.head)
        if (line.text.starts_with(table.separator)) line.text.erase(0, 1);
}

std::size_t width_of(const std::vector<std::string>& cells) {
    std::size_t width = cells.size();
    while (width > 0 && cells[width - 1].empty()) --width;
    return width;
}

}  // namespace

Table table_of(const std::string& file, const std::vector<TextLine>& lines) {
    Table table;
    table.file = file;
    std::vector<Classified> all = classified(lines);
    read_sections(all);
    read_igor(file, all);
    table.separator = separator_of(all);
    std::size_t first = 0;
    while (first < all.size() &&
           !(all[first].kind == Kind::text &&
             is_row(cells_of(all[first].line.text, table.separator), table.separator))) {
        if (all[first].kind == Kind::comment) table.comments.push_back(all[first].line);
        if (all[first].kind == Kind::text) table.head.push_back(all[first].line);
        ++first;
    }
    read_rows(table, all, first);
    drop_indent(table);
    for (const TableRow& row : table.rows) table.width = std::max(table.width, width_of(row.cells));
    table.decimal = decimal_of(table);
    return table;
}

}  // namespace mirage
