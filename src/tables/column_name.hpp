#pragma once
// What the name of a column means.

#include <string>
#include <string_view>

#include "tables/name_parts.hpp"

namespace mirage {

struct ColumnName {
    std::string text;  ///< as it stands in the file
    Measurand quantity = Measurand::other;
    bool error =
        false;  ///< the error of the quantity; where that is `other` and no label, of the column before it
    bool certain = true;      ///< false: `1L T`, a single letter behind a label
    bool lower_case = false;  ///< `t` or `b`, often a reduced quantity
    Direction direction = Direction::none;
    std::string label;  ///< what is left of the name: the sample of `B_1L`, the criterion of `T_50`
    std::string unit;   ///< as written, empty where none is
    bool has_unit = false;
};

/// The parts of a name: quantity, unit, direction and label. `T [K]`, `T (K)`, `T/K`, `T_K`, `T, K`, `T in
/// K`, `T/Tc`; temperatures are T, Tc, Temp, ..., fields B, H, Hc2, mu0Hc2, `Critical field`, ...; errors
/// sigma_T, dT, T_err, `err` alone, ...; what is none of them is `other`.
ColumnName column_name(std::string_view text);

/// The direction of the field that a text tells, as in `in plane` or `H || c`.
Direction direction_of(std::string_view text);

}  // namespace mirage
