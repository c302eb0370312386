#pragma once
// Units in which columns of measured data are written.

#include <optional>
#include <string>
#include <string_view>

namespace mirage {

/// What a unit measures; the last four need the scale of the material.
enum class UnitOf {
    temperature,
    field,
    percent,               ///< of the value beside it
    number,                ///< no unit at all
    critical_temperature,  ///< of Tc0
    gap_field,             ///< of the field with (g/2) mu_B B = Delta0: mirage's own reduced unit
    pauli_field,           ///< of B_p = Delta0 / (sqrt(2) (g/2) mu_B)
    zero_field             ///< of B_c2(T = 0), which no other number tells
};

struct ColumnUnit {
    std::string name;
    UnitOf of = UnitOf::number;
    double per = 1.0;  ///< how many of them are 1 K or 1 T
};

/// K, mK, T, mT, Oe, kOe, G, kG, A/m (as mu0 H), %, Tc0, Delta0, Bp, Bc2(0) and other ways to write these.
/// Nothing for any other text. Case counts where it tells milli from mega.
std::optional<ColumnUnit> column_unit(std::string_view text);

/// Whether a text is a unit of something else, such as meV or °C, which must not be taken for a label.
bool is_foreign_unit(std::string_view text);

/// Whether a temperature (a field) can be given in it.
bool is_temperature(const ColumnUnit& unit);
bool is_field(const ColumnUnit& unit);

}  // namespace mirage
