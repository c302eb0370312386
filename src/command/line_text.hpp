#pragma once
// The critical fields of one material along an axis, and how `line` prints them.

#include <string>
#include <vector>

#include "input/settings.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/model/units.hpp"
#include "results/format.hpp"
#include "results/heading.hpp"

namespace mirage {

/// One value of the axis, a temperature unless another one is asked for, with its fields in Delta0.
struct CriticalLineRow {
    double at = 0.0;  ///< in the user's units
    CriticalFields fields;
    UnitSystem unit;
};

/// The rows in the order of the axis. Special temperatures and slope belong to lines over T.
struct CriticalLine {
    Heading heading;
    const Setting* axis = nullptr;  ///< of the rows
    UnitSystem unit;
    std::vector<CriticalLineRow> rows;
    std::vector<double> T_tricritical, T_critical_point, T_lifshitz;  ///< in the user's units
    double T_upturn = quiet_nan, slope = quiet_nan;
    LineStatus status = LineStatus::converged;  ///< of the special temperatures
};

/// The word of line_quantities.
std::string text_of(LineStatus status);

/// CSV has the rows alone. JSON and the table add how far below B_c2 the gap closes, (B_c2 - B_collapse)/B_c2
/// (the table in per cent), and where the rows are temperatures the special ones.
std::string text_of(const CriticalLine& line, Format format);

}  // namespace mirage
