#pragma once
// Which columns of a table are a temperature, a field and resistances.

#include <optional>
#include <string>
#include <vector>

#include "tables/chosen_column.hpp"
#include "tables/header.hpp"
#include "tables/signal_name.hpp"
#include "tables/table.hpp"

namespace mirage {

/// One resistance with what it is measured against.
struct CurveColumns {
    std::optional<ChosenColumn> T, B;
    std::size_t at = 0;  ///< of the resistance, from 0
    SignalName signal;
    std::optional<double> fixed_T, fixed_B;  ///< [K], [T], which its name states: `R at 2 T`
};

struct CurveChoice {
    std::vector<CurveColumns> curves;  ///< never empty
    std::optional<std::size_t> angle;  ///< a column of angles
    std::size_t line = 1;              ///< of the header
    std::vector<std::string> notes;
};

/// What the file itself does not tell.
struct CurveOptions {
    std::string columns;             ///< T=1,B=2,R=3; empty: by the names in the file
    std::optional<double> T, B;      ///< [K], [T]: the fixed one
    std::optional<Measurand> swept;  ///< temperature or field
};

/// The choice by the names of the columns. A column `2 T` is the resistance at that field; beside several
/// temperatures a resistance belongs to the one before it. Throws InputError where this is not certain.
CurveChoice choose_curves(const Table& table, const CurveOptions& options);

}  // namespace mirage
