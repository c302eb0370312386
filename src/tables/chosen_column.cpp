#include "tables/chosen_column.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "tables/cell_number.hpp"
#include "tables/header_units.hpp"

namespace mirage {
namespace {

double largest(const Table& table, std::size_t at) {
    double most = 0.0;
    for (const TableRow& row : table.rows)
        if (at < row.cells.size())
            if (const auto cell = cell_number(row.cells[at], table.decimal); cell && !std::isnan(cell->value))
                most = std::max(most, std::abs(cell->value));
    return most;
}

}  // namespace

ChosenColumn default_column(std::size_t at, Measurand quantity) {
    return {at, *column_unit(quantity == Measurand::field ? "T" : "K"), false};
}

bool is_relative(const ColumnUnit& unit) {
    return unit.of == UnitOf::critical_temperature || unit.of == UnitOf::gap_field ||
           unit.of == UnitOf::pauli_field;
}

void check_comments(const Table& table, const Header* header, const SampleColumns& sample) {
    if (sample.T.stated && sample.B.stated) return;
    if (const auto found = unit_in_comments(table, header))
        refuse(table.file, found->number,
               fmt::format("speaks of '{}', and a column has no unit: write units into the header, T (K), or "
                           "--columns 'T[K]=1,B[kOe]=2'",
                           found->text));
}

ChosenColumn chosen_column(const Table& table, const Header* header, std::size_t at, Measurand quantity) {
    if (!header || !header->columns[at].has_unit) return default_column(at, quantity);
    const ColumnName& name = header->columns[at];
    const auto unit = column_unit(name.unit);
    const bool field = quantity == Measurand::field;
    if (unit && unit->of == UnitOf::zero_field)
        refuse(table.file, header->line,
               fmt::format("'{}': B_c2(0) is not known; give the field in T, or B/Bp with --tc0", name.text));
    if (!unit || !(field ? is_field(*unit) : is_temperature(*unit)))
        refuse(table.file, header->line,
               fmt::format("'{}' in '{}' is no unit of a {}; known are {}", name.unit, name.text,
                           field ? "field" : "temperature",
                           field ? "T, mT, Oe, kOe, G, kG, A/m and B/Bp" : "K, mK and T/Tc"));
    return {at, *unit, true};
}

ChosenColumn chosen_error(const Table& table, const Header* header, std::size_t at, const ChosenColumn& of) {
    if (!header || !header->columns[at].has_unit) return {at, of.unit, false};
    const ColumnName& name = header->columns[at];
    const auto unit = column_unit(name.unit);
    const bool fits = unit && (unit->of == UnitOf::percent ||
                               (is_field(of.unit) ? is_field(*unit) : is_temperature(*unit)));
    if (!fits || unit->of == UnitOf::zero_field)
        refuse(table.file, header->line,
               fmt::format("'{}' in '{}' is no unit of this error; known are that of its column and %",
                           name.unit, name.text));
    return {at, *unit, true};
}

void check_units(const Table& table, const Header& header, SampleColumns& sample) {
    const ColumnName &T = header.columns[sample.T.at], &B = header.columns[sample.B.at];
    const auto must_tell = [&](const ColumnName& name, const char* why) {
        refuse(table.file, header.line, fmt::format("the unit of '{}' is not told{}", name.text, why));
    };
    if (!sample.T.stated && is_relative(sample.B.unit)) {
        if (!T.lower_case) must_tell(T, ", and the field is reduced: name it T/Tc or T (K)");
        sample.T = {sample.T.at, *column_unit("Tc0"), true};
    }
    if (!sample.B.stated && is_relative(sample.T.unit))
        must_tell(B, ", and the temperature is reduced: name it B/Bp or B (T)");
    if (sample.T.stated) return;
    const bool small = largest(table, sample.T.at) <= 1.05;
    if (T.lower_case && small) must_tell(T, ", and it may be reduced: name it T/Tc or T (K)");
    const bool mirage = std::any_of(header.columns.begin(), header.columns.end(),
                                    [](const ColumnName& name) { return name.text == "B_supercooling"; });
    if (mirage && small)
        must_tell(T, ", and the columns are those of mirage, perhaps reduced: --columns 'T[K]=T,B[T]=B_c2'");
}

std::string described(const ChosenColumn& column, const Header* header) {
    const std::string name = header ? fmt::format("'{}'", header->columns[column.at].text)
                                    : fmt::format("column {}", column.at + 1);
    return column.stated ? fmt::format("{} [{}]", name, column.unit.name)
                         : fmt::format("{} (taken as {})", name, column.unit.name);
}

}  // namespace mirage
