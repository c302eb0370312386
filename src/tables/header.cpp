#include "tables/header.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "input/text.hpp"
#include "tables/cell_number.hpp"
#include "tables/cells.hpp"
#include "tables/header_units.hpp"

namespace mirage {
namespace {

using Cells = std::vector<std::string>;

/// Whether the rows have names, as R writes them: `"1" 0.5 20`.
bool rows_are_named(const Table& table) {
    return !table.rows.empty() &&
           std::all_of(table.rows.begin(), table.rows.end(), [](const TableRow& row) { return row.named; });
}

/// The names in a line; names of the rows may go without one.
Cells names_in(const Table& table, const std::string& line) {
    Cells cells = header_cells(line, table.separator, table.width);
    if (table.separator == '\t' && cells.size() == table.width + 1 && cells[0].empty())
        cells.erase(cells.begin());
    if (cells.size() + 1 == table.width || cells.size() < 2) {
        Cells others = header_cells(line, table.separator, table.width - 1);
        if (others.size() + 1 == table.width && rows_are_named(table)) {
            others.insert(others.begin(), "");
            return others;
        }
    }
    return cells;
}

/// As many names as columns; names of columns that are empty in every row may follow.
bool fits(const Table& table, const Cells& cells) {
    if (cells.size() == table.width) return true;
    if (cells.size() < table.width || table.separator == ' ' || table.width < 2) return false;
    return std::any_of(table.rows.begin(), table.rows.end(),
                       [&](const TableRow& row) { return row.cells.size() >= cells.size(); });
}

bool is_letter(const std::string& text, char letter) {
    return text.size() == 1 && std::toupper(static_cast<unsigned char>(text[0])) == letter;
}

/// X, Y, X, Y of a digitiser.
bool is_digitised(const Cells& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (!is_letter(cells[i], i % 2 == 0 ? 'X' : 'Y')) return false;
    return cells.size() >= 2 && cells.size() % 2 == 0;
}

std::vector<ColumnName> understood(const Cells& cells) {
    std::vector<ColumnName> names;
    const bool digitised = is_digitised(cells);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        names.push_back(column_name(cells[i]));
        if (digitised) names.back().quantity = i % 2 == 0 ? Measurand::temperature : Measurand::field;
    }
    return names;
}

bool names_one(const std::vector<ColumnName>& names, Measurand quantity) {
    return std::any_of(names.begin(), names.end(), [&](const ColumnName& name) {
        return name.quantity == quantity && !name.error && name.certain;
    });
}
bool names_any(const std::vector<ColumnName>& names, Measurand quantity) {
    return std::any_of(names.begin(), names.end(),
                       [&](const ColumnName& name) { return name.quantity == quantity && !name.error; });
}
bool names_both(const std::vector<ColumnName>& names) {
    return names_any(names, Measurand::temperature) && names_any(names, Measurand::field);
}
/// What stands around the names: units and comments below, samples above.
void read_surroundings(const Table& table, std::size_t at, Header& header, std::vector<std::string>& notes) {
    bool units = false;
    for (const TextLine& comment : table.comments)
        if (comment.number == header.line + 1 && comment.text.find_first_of(",;\t") == 0)
            refuse(table.file, comment.number, "a row of units must not begin with the sign of a comment");
    for (std::size_t i = at + 1; i < table.head.size(); ++i) {
        Cells cells = header_cells(table.head[i].text, table.separator, header.columns.size());
        if (cells.size() < header.columns.size() && table.separator != ' ')
            cells.resize(header.columns.size());
        if (std::any_of(cells.begin(), cells.end(), [](const std::string& c) {
                return !is_missing(c) && (cell_number(c, '.') || cell_number(c, ','));
            }))
            refuse(table.file, table.head[i].number,
                   fmt::format("'{}': neither names nor numbers", table.head[i].text));
        if (cells.size() == header.columns.size()) {
            if (!units && (units = take_units(table, table.head[i], cells, header))) continue;
            if (header.comments.empty()) header.comments = cells;
        }
        notes.push_back(fmt::format("{}:{}: '{}' is read over", table.file, table.head[i].number,
                                    trimmed(table.head[i].text)));
    }
    if (at > 0 && table.separator != ' ') {
        Cells cells = header_cells(table.head[at - 1].text, table.separator, header.columns.size());
        const bool several = cells.size() > 1;
        cells.resize(header.columns.size());
        if (several) header.above = cells;
    }
    if (at > (header.above.empty() ? 0u : 1u))
        notes.push_back(fmt::format("{}: {} lines above the names are read over", table.file, at));
}

Header header_from(const TextLine& line, const Cells& cells) {
    return {line.number, understood(cells), {}, {}, 0, is_digitised(cells)};
}

std::string columns_of(const Cells& cells) { return fmt::format("'{}'", fmt::join(cells, "', '")); }

[[noreturn]] void refuse_names(const Table& table, const TextLine& line, const Cells& cells) {
    refuse(table.file, line.number,
           fmt::format("columns {}: T and B are not both among them; name them by --columns T=1,B=2",
                       columns_of(cells)));
}

/// A line that names T and B, and not as many columns as there are.
void refuse_other_width(const Table& table, const TextLine& line, const Cells& cells) {
    refuse(table.file, line.number,
           fmt::format("names {} columns ({}), and the rows have {}{}", cells.size(), columns_of(cells),
                       table.width, table.width == 2 * cells.size() ? ": decimal commas? write points" : ""));
}

/// The cells of a line by one of the separators where T and B are among them; else none.
Cells named_by(std::string_view separators, const std::string& line) {
    for (const char separator : separators)
        if (Cells cells = header_cells(line, separator, 0); cells.size() > 1 && names_both(understood(cells)))
            return cells;
    return {};
}

/// Free lines above the numbers and no header: they must not look like one.
void check_free_lines(const Table& table) {
    for (const TextLine& line : table.head) {
        const Cells cells = names_in(table, line.text), others = named_by(",;\t ", line.text);
        if (cells.size() == table.width) refuse_names(table, line, cells);
        if (!others.empty()) refuse_other_width(table, line, others);
    }
}

/// The comment that names the columns; the one below it may hold their units.
std::optional<Header> commented_header(const Table& table, std::vector<std::string>& notes) {
    const std::vector<TextLine>& comments = table.comments;
    for (std::size_t i = comments.size(); i-- > 0;) {
        const Cells cells = names_in(table, comments[i].text);
        if (are_units(cells)) continue;
        const std::vector<ColumnName> names = understood(cells);
        const bool temperature = names_one(names, Measurand::temperature),
                   field = names_one(names, Measurand::field);
        if (fits(table, cells) && temperature && field) {
            Header header = header_from(comments[i], cells);
            Cells units = i + 1 < comments.size() ? names_in(table, comments[i + 1].text) : Cells();
            if (units.size() < cells.size() && table.separator != ' ' && units.size() > 1)
                units.resize(cells.size());
            const bool taken =
                units.size() == cells.size() && take_units(table, comments[i + 1], units, header);
            if (const std::size_t others = comments.size() - 1 - taken; others > 0)
                notes.push_back(fmt::format("{}: {} comments are read over", table.file, others));
            return header;
        }
        if (cells.size() == table.width && (temperature || field)) refuse_names(table, comments[i], cells);
        // a sentence may speak of T and B; between commas, or right above the numbers, they are names
        const bool above = !table.rows.empty() && comments[i].number + 1 == table.rows[0].line;
        const Cells others = named_by(above ? ",;\t " : ",;\t", comments[i].text);
        if (!others.empty()) refuse_other_width(table, comments[i], others);
    }
    if (!comments.empty())
        notes.push_back(fmt::format("{}: {} comments are read over: none names {} columns", table.file,
                                    comments.size(), table.width));
    return std::nullopt;
}

}  // namespace

std::optional<Header> header_of(const Table& table, std::vector<std::string>& notes) {
    for (std::size_t i = table.head.size(); i-- > 0;) {
        const Cells cells = names_in(table, table.head[i].text);
        if (!fits(table, cells) || !names_both(understood(cells))) continue;
        Header header = header_from(table.head[i], cells);
        take_mirage_units(table, header);
        read_surroundings(table, i, header, notes);
        return header;
    }
    std::optional<Header> commented = commented_header(table, notes);
    if (!commented) check_free_lines(table);
    if (!table.head.empty())
        notes.push_back(
            fmt::format("{}: {} lines above the numbers are read over", table.file, table.head.size()));
    return commented;
}

std::optional<Header> names_of(const Table& table) {
    std::vector<std::string> ignored;
    for (std::size_t i = 0; i < table.head.size(); ++i) {
        const Cells cells = names_in(table, table.head[i].text);
        if (!fits(table, cells)) continue;
        Header header = header_from(table.head[i], cells);
        for (const ColumnName& name : header.columns)
            if (name.quantity != Measurand::other) {
                take_mirage_units(table, header);
                read_surroundings(table, i, header, ignored);
                return header;
            }
    }
    for (const std::vector<TextLine>& lines : {table.head, table.comments})
        for (auto line = lines.rbegin(); line != lines.rend(); ++line)
            if (const Cells cells = names_in(table, line->text); fits(table, cells))
                return header_from(*line, cells);
    return std::nullopt;
}

std::optional<Header> header_where(const Table& table, bool (*accept)(const Header&),
                                   std::vector<std::string>& notes) {
    for (std::size_t i = table.head.size(); i-- > 0;) {
        const Cells cells = names_in(table, table.head[i].text);
        if (!fits(table, cells)) continue;
        Header header = header_from(table.head[i], cells);
        if (!accept(header)) continue;
        take_mirage_units(table, header);
        read_surroundings(table, i, header, notes);
        return header;
    }
    for (std::size_t i = table.comments.size(); i-- > 0;) {
        const Cells cells = names_in(table, table.comments[i].text);
        if (!fits(table, cells)) continue;
        Header header = header_from(table.comments[i], cells);
        if (!accept(header)) continue;
        const Cells units =
            i + 1 < table.comments.size() ? names_in(table, table.comments[i + 1].text) : Cells();
        if (units.size() == cells.size()) take_units(table, table.comments[i + 1], units, header);
        return header;
    }
    return std::nullopt;
}

std::string quoted(const Header& header, const std::vector<std::size_t>& columns) {
    std::string text;
    for (const std::size_t at : columns)
        text += fmt::format("{}'{}'", text.empty() ? "" : ", ", header.columns[at].text);
    return text;
}

std::string mirage_command(const Table& table) {
    for (const TextLine& comment : table.comments) {
        constexpr std::string_view begin = "command: mirage ";
        if (!comment.text.starts_with(begin)) continue;
        const std::string rest = comment.text.substr(begin.size());
        return rest.substr(0, rest.find(' '));
    }
    return "";
}

}  // namespace mirage
