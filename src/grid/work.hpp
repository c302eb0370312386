#pragma once
// The grid cut into work items with expected costs. No MPI here.

#include <array>
#include <cstdint>
#include <vector>

#include "input/configuration.hpp"

namespace mirage {

/// Index arithmetic of the grid. Points are numbered with B fastest, then T, gamma, alpha; lines (one per
/// alpha, gamma, T) with T fastest, line = point / (number of B values); planes (one per alpha, gamma)
/// likewise.
struct Grid {
    std::int64_t alpha = 1, gamma = 1, T = 1, B = 1;

    std::int64_t planes() const { return alpha * gamma; }
    std::int64_t lines() const { return planes() * T; }
    std::int64_t points() const { return lines() * B; }
};

Grid grid_of(const Configuration& configuration);

/// The reduced parameters of point number `index`; B = 0 for line number `index`, T = 0 too for plane number
/// `index`.
Parameters point_parameters(const Configuration& configuration, const Grid& grid, std::int64_t index);
Parameters line_parameters(const Configuration& configuration, const Grid& grid, std::int64_t index);
Parameters plane_parameters(const Configuration& configuration, const Grid& grid, std::int64_t index);

enum class WorkKind : std::int8_t { points, lines, planes, spectra };

/// Items of one class err in their expected cost by much the same factor: one kind (a mirage gap is another
/// than the rest of its spectrum), coupled to gamma or not, to alpha or not.
inline constexpr int cost_classes = 20;

/// `count` consecutive points of one line, or `count` consecutive lines, planes or segments of spectra.
struct WorkItem {
    WorkKind kind = WorkKind::points;
    std::int64_t first = 0;
    std::int32_t count = 0;
    double cost = 0.0;           ///< expected [s]
    std::int8_t cost_class = 0;  ///< from 0 to cost_classes - 1
};

/// The part of the grid that has spectra: indices on each axis. Spectra are numbered like points, B fastest.
/// A spectrum is cut into segments: `segment_energies` energies each, then one for the mirage gap.
struct SpectrumGrid {
    std::vector<std::int64_t> alpha, gamma, T, B;
    std::int64_t energies = 0;

    std::int64_t spectra() const {
        return energies > 0 ? static_cast<std::int64_t>(alpha.size() * gamma.size() * T.size() * B.size())
                            : 0;
    }
    std::int64_t segments() const { return (energies + segment_energies - 1) / segment_energies + 1; }

    static constexpr std::int64_t segment_energies = 8;
};

SpectrumGrid spectrum_grid(const Configuration& configuration);

/// The number of the grid's point that spectrum number `index` belongs to.
std::int64_t point_of_spectrum(const SpectrumGrid& part, const Grid& grid, std::int64_t index);

/// The segments of `count` spectra from number `first` on as items, by class, then largest expected cost
/// first.
std::vector<WorkItem> partition_spectra(const Configuration& configuration, const SpectrumGrid& part,
                                        std::int64_t first, std::int64_t count);

/// Expected time of all spectra [s].
double expected_spectra_cost(const Configuration& configuration, const SpectrumGrid& part);

/// Expected time of one point, one line and one plane [s], to a factor of about two.
double expected_point_cost(const Parameters& parameters);
double expected_line_cost(const Parameters& parameters);
double expected_plane_cost(const Parameters& parameters);

/// Expected time of the whole grid, without spectra [s]. A line's middle stands for its points.
double expected_grid_cost(const Configuration& configuration);

/// Consecutive lines with all their points and, in the first part, every plane.
struct GridSlab {
    std::int64_t first_line = 0, lines = 0;
    bool planes = false;
};

/// The grid in parts of about `max_points` points, one at least. Items do not depend on how it is parted:
/// bounds of parts lie between fixed blocks of lines.
std::vector<GridSlab> grid_slabs(const Grid& grid, double max_points);

/// Every point, line and plane of a part in exactly one item, by class, then largest expected cost first.
/// Depends on the configuration alone, so that all ranks hold the same list and a range of it is all that
/// travels. grid_cost: of the whole grid.
std::vector<WorkItem> partition(const Configuration& configuration, const GridSlab& part, double grid_cost);

/// A range of numbers of each kind of work.
struct WorkRange {
    std::array<std::int64_t, 4> first{}, end{};  ///< by WorkKind

    void add(const WorkItem& item);
    bool overlaps(const WorkRange& other) const;
};
WorkRange range_of(const Grid& grid, const GridSlab& part);
WorkRange range_of(WorkKind kind, std::int64_t first, std::int64_t end);

}  // namespace mirage
