#include "tables/header_units.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "input/text.hpp"
#include "tables/cell_number.hpp"
#include "tables/cells.hpp"
#include "tables/column_unit.hpp"

namespace mirage {
namespace {

/// A unit without brackets around it.
std::string without_brackets(const std::string& text) {
    const std::string_view view = trimmed(text);
    const bool inside = view.size() > 2 && ((view.front() == '(' && view.back() == ')') ||
                                            (view.front() == '[' && view.back() == ']'));
    return std::string(inside ? view.substr(1, view.size() - 2) : view);
}

bool is_word_in(const std::string& text, std::string_view word) {
    const auto letter = [&](std::size_t i) {
        return i < text.size() && std::isalnum(static_cast<unsigned char>(text[i]));
    };
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1))
        if ((at == 0 || !letter(at - 1)) && !letter(at + word.size())) return true;
    return false;
}

std::optional<std::string> unit_in(const std::string& text) {
    for (const char* word :
         {"mK", "mT", "kOe", "Oe", "kG", "Gauss", "gauss", "Oersted", "oersted", "Celsius", "°C", "T/Tc",
          "T/T_c", "T/Tc0", "B/Bp", "H/Hp", "A/m", "millikelvin", "millitesla"})
        if (is_word_in(text, word)) return word;
    return std::nullopt;
}

}  // namespace

bool are_units(const std::vector<std::string>& cells) {
    bool some = false;
    for (const std::string& cell : cells) {
        if (!cell.empty() && !column_unit(without_brackets(cell))) return false;
        some = some || !cell.empty();
    }
    return some;
}

bool take_units(const Table& table, const TextLine& line, const std::vector<std::string>& cells,
                Header& header) {
    std::size_t known = 0, unknown = 0;
    bool foreign = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const ColumnName& name = header.columns[i];
        const bool needed = name.quantity == Measurand::temperature || name.quantity == Measurand::field;
        if (!needed || cells[i].empty()) continue;
        const std::string unit = without_brackets(cells[i]);
        (column_unit(unit) ? known : unknown) += 1;
        foreign = foreign || is_foreign_unit(unit);
    }
    if (known == 0 && (foreign || (unknown > 1 && std::count(cells.begin(), cells.end(), "") == 0)))
        refuse(table.file, line.number,
               fmt::format("'{}': known units are K, mK, T, mT, Oe, kOe, G, kG, %", fmt::join(cells, " ")));
    if (known == 0) return false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        ColumnName& name = header.columns[i];
        if (is_missing(cells[i])) continue;
        if (name.has_unit && name.unit != without_brackets(cells[i]) && name.quantity != Measurand::other)
            refuse(table.file, line.number,
                   fmt::format("the unit '{}' of '{}' is not that of its name", cells[i], name.text));
        name.unit = without_brackets(cells[i]);
        name.has_unit = true;
    }
    header.units_line = line.number;
    return true;
}

void take_mirage_units(const Table& table, Header& header) {
    for (const TextLine& comment : table.comments) {
        if (!comment.text.starts_with("columns:")) continue;
        const auto parts = split(std::string_view(comment.text).substr(8), ',');
        for (const std::string_view part : parts) {
            const ColumnName told = column_name(part);
            const std::string bare(trimmed(part.substr(0, part.find('['))));
            for (ColumnName& name : header.columns)
                if (name.text == bare && !name.has_unit) name.unit = told.unit, name.has_unit = told.has_unit;
        }
    }
}

std::optional<TextLine> unit_in_comments(const Table& table, const Header* header) {
    for (const TextLine& line : table.comments) {
        if (header && (line.number == header->line || line.number == header->units_line)) continue;
        if (const auto word = unit_in(line.text)) return TextLine{line.number, *word};
    }
    for (const TextLine& line : table.head) {
        if (header && line.number >= header->line) break;
        if (const auto word = unit_in(line.text)) return TextLine{line.number, *word};
    }
    return std::nullopt;
}

}  // namespace mirage
