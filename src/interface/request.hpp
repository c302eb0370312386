#pragma once
// The inputs of a call: settings of the program by their names, each one number, a number for each row, or a
// text; and numbers that the call takes beside them.

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "grid/grid.hpp"
#include "interface/number_column.hpp"
#include "mirage/mirage.h"

namespace mirage {

/// A number that is no setting, in the user's units. `allowed` is asked about the value in reduced units.
struct NumberInput {
    const char* name = "";
    UnitKind unit = UnitKind::number;
    const char* help = "";
    double otherwise = quiet_nan;  ///< NaN: not given
    bool (*allowed)(double reduced) = nullptr;
    const char* rule = "";
};

/// What a call takes beside the settings of a point.
struct OwnInputs {
    std::vector<NumberInput> numbers;
    std::vector<std::string> texts{};
};

/// A setting with a number for each row.
struct SettingColumn {
    const Setting* setting = nullptr;
    const double* values = nullptr;
};

/// All inputs, checked. Numbers stay where the caller has them.
struct Request {
    std::int64_t rows = 0;
    Configuration configuration;         ///< units, pockets, tolerance
    PointSettings fixed;                 ///< what is the same in all rows
    std::vector<SettingColumn> columns;  ///< what is not
    std::vector<std::pair<std::string, NumberColumn>> numbers;
    std::vector<std::pair<std::string, std::string>> texts;

    /// Of a name that the call knows.
    const NumberColumn& number(std::string_view name) const;
    /// Empty where it is not given.
    const std::string& text(std::string_view name) const;
};

/// Throws InputError, the line that the program would print, for a value that it would refuse; for a name
/// that nobody knows, a column of other than 1 or `rows` numbers, and what is given twice.
Request read_request(std::int64_t rows, std::span<const mirage_input> inputs, const OwnInputs& own);

/// The settings of one row and their units.
PointSettings settings_of(const Request& request, std::int64_t row);
UnitSystem units_of(const Request& request, std::int64_t row);

/// What the engine is asked in one row.
GridPoint point_of(const Request& request, std::int64_t row);

/// Whether all settings have the same bits in two rows.
bool same_settings(const Request& request, std::int64_t a, std::int64_t b);

}  // namespace mirage
