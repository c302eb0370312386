#pragma once
// Columns with their units.

#include <optional>
#include <string>

#include "tables/column_unit.hpp"
#include "tables/header.hpp"
#include "tables/table.hpp"

namespace mirage {

struct ChosenColumn {
    std::size_t at = 0;  ///< from 0
    ColumnUnit unit;
    bool stated = false;  ///< the file, or the user, names the unit
};

/// The columns of one sample of the table.
struct SampleColumns {
    std::string label;  ///< empty where the table has one sample, or a column of names
    ChosenColumn T, B;
    std::optional<ChosenColumn> sigma_T, sigma_B;
};

/// 'T' [K], or column 1 (taken as K).
std::string described(const ChosenColumn& column, const Header* header);

/// The unit of a column of the quantity; throws InputError where its text is no such unit.
ChosenColumn chosen_column(const Table& table, const Header* header, std::size_t at, Measurand quantity);

/// The error of a column: its own unit, else that of the column.
ChosenColumn chosen_error(const Table& table, const Header* header, std::size_t at, const ChosenColumn& of);

/// Throws InputError where the comments speak of a unit that a chosen column does not have.
void check_comments(const Table& table, const Header* header, const SampleColumns& sample);

/// Whether the unit needs the critical temperature of the sample.
bool is_relative(const ColumnUnit& unit);

/// A column without a unit: K or T.
ChosenColumn default_column(std::size_t at, Measurand quantity);

/// Completes units that one column tells for the other (t beside B/B_p). Throws InputError where a unit is
/// not told and must be: beside a reduced column, or where the column itself may be reduced.
void check_units(const Table& table, const Header& header, SampleColumns& sample);

}  // namespace mirage
