#pragma once
// What one column of a table of measured resistances is, by its name.

#include <optional>
#include <string>

#include "tables/header.hpp"
#include "tables/signal_name.hpp"

namespace mirage {

struct ColumnRole {
    enum Kind { nothing, temperature, field, resistance };
    Kind is = nothing;
    std::string label;                       ///< of a temperature or a field: `sample`
    SignalName signal;                       ///< of a resistance
    std::optional<double> fixed_T, fixed_B;  ///< [K], [T], which the name or a row above it states
};

/// Column number `at` of a header: `T (K)`, `R at 2 T`; `2T` is the resistance at that field, `T at 2 T` the
/// temperature of that curve. An error or a column without a name is nothing.
ColumnRole column_role(const Header& header, std::size_t at);

}  // namespace mirage
