#pragma once
// The visibility over a grid of temperatures and fields.

#include "grid/grid.hpp"
#include "visibility/visible_fields.hpp"

namespace mirage {

/// One temperature of the grid with its fields, and the units there.
struct VisibilityRow {
    GridPoint line;
    std::vector<VisibilityPoint> points;
    VisibleFields fields;
};

/// Points, then the fields of each temperature, shared among threads (0: as many as OpenMP offers). Bits do
/// not depend on them. Of a grid whose axes but T and B have one value.
std::vector<VisibilityRow> visibility_map(const Grid& grid, const Instrument& instrument, int threads);

}  // namespace mirage
