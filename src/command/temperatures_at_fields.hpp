#pragma once
// The other way round: the transition temperatures of one material at given fields, and how `line` prints
// them.

#include <string>
#include <vector>

#include "grid/grid.hpp"
#include "mirage/lines/line_status.hpp"
#include "mirage/numeric/constants.hpp"
#include "results/format.hpp"
#include "results/heading.hpp"

namespace mirage {

/// One transition temperature at a field, both in the user's units; T NaN and order 0 where there is none.
struct TemperatureAtField {
    double B = 0.0;
    double T = quiet_nan;
    int order = 0;
    LineStatus status = LineStatus::converged;
};

/// At every field [user's units], in their order, each ascending in T: several where B_c2(T) is not
/// monotonic, one without a temperature where no state is superconducting.
std::vector<TemperatureAtField> temperatures_at_fields(const GridPoint& material,
                                                       const std::vector<double>& fields);

/// B, T_c, order and status.
std::vector<Column> columns_of_temperatures(Units units);

/// With the columns of the heading.
std::string text_of(const Heading& heading, const std::vector<TemperatureAtField>& rows, Format format);

}  // namespace mirage
