#pragma once
// The grid cut into slabs that fit into memory, and these into work items with expected costs. No MPI here.

#include <vector>

#include "grid/spectrum_grid.hpp"
#include "parallel/work_item.hpp"

namespace mirage {

/// Consecutive lines with all their points and, in the first slab, every plane.
struct GridSlab {
    std::int64_t first_line = 0, lines = 0;
    bool planes = false;
};

/// Consecutive spectra.
struct SpectrumSlab {
    std::int64_t first = 0, count = 0;
};

/// The grid in slabs of about `max_points` points, one block of lines at least, and of about two million
/// items at most, since every rank holds their list. Items do not depend on how it is cut: slabs begin at
/// fixed blocks of lines. grid_cost: of the whole grid.
std::vector<GridSlab> grid_slabs(const Grid& grid, double max_points, double grid_cost);

/// All spectra in slabs of about `max_spectra`, one block at least, and of so many items. spectra_cost: of
/// all.
std::vector<SpectrumSlab> spectrum_slabs(const SpectrumGrid& part, double max_spectra, double spectra_cost);

/// Every point, line and plane of a slab in exactly one item, by class, then largest expected cost first.
/// Depends on the grid alone, so that all ranks hold the same list and a range of it is all that travels.
/// grid_cost: of the whole grid.
std::vector<WorkItem> partition(const Grid& grid, const GridSlab& slab, double grid_cost);

/// The segments of a slab of spectra likewise. An item lies in one spectrum, those of dI/dV being one item,
/// or holds whole spectra of one class. spectra_cost: of all spectra.
std::vector<WorkItem> partition(const Grid& grid, const SpectrumGrid& part, const SpectrumSlab& slab,
                                double spectra_cost);

/// What a slab holds.
WorkRange range_of(const Grid& grid, const GridSlab& slab);
WorkRange range_of(const SpectrumGrid& part, const SpectrumSlab& slab);

}  // namespace mirage
