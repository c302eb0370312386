#pragma once
// Which columns of a table are T, B, their errors and the sample.

#include <optional>
#include <string>
#include <vector>

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

struct ColumnChoice {
    std::vector<SampleColumns> samples;  ///< never empty
    std::optional<std::size_t> sample;   ///< the column with the names of the samples
    std::size_t line = 1;                ///< of the header
    std::size_t width = 0;               ///< how many columns there are
    bool named = false;                  ///< false: by the order of the columns alone
    std::vector<std::string> notes;      ///< what was taken for what, and what was not used
};

/// The choice by the header. Without one: two columns are T, B, four T, B, sigma_T, sigma_B. Several T and B
/// are several samples where their labels or their order pair them. Throws InputError where that is not
/// certain: units missing beside a reduced column or unknown, several columns for one thing, a field out of
/// the plane, texts that divide the rows.
ColumnChoice choose_columns(const Table& table);

/// 'T' [K], or column 1 (taken as K).
std::string described(const ChosenColumn& column, const Header* header);

/// The unit of a column of the quantity; throws InputError where its text is no such unit.
ChosenColumn chosen_column(const Table& table, const Header* header, std::size_t at, Quantity quantity);

/// The error of a column: its own unit, else that of the column.
ChosenColumn chosen_error(const Table& table, const Header* header, std::size_t at, const ChosenColumn& of);

/// Throws InputError where the comments speak of a unit that a chosen column does not have.
void check_comments(const Table& table, const ColumnChoice& choice);

/// Whether the unit needs the critical temperature of the sample.
bool is_relative(const ColumnUnit& unit);

/// Adds to the notes of the choice what was taken for what.
void state_choice(const Table& table, const Header* header, ColumnChoice& choice);

}  // namespace mirage
