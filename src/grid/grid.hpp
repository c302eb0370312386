#pragma once
// The grid: a list of axes, and the numbering of its points, lines and planes.

#include <cstdint>
#include <string>
#include <vector>

#include "input/settings.hpp"
#include "mirage/model/parameters.hpp"

namespace mirage {

/// One axis of the grid: a setting and its values, in the user's units.
struct GridAxis {
    const Setting* setting = nullptr;
    std::vector<double> values;

    std::int64_t size() const { return static_cast<std::int64_t>(values.size()); }
};

/// Axes from the slowest to the fastest: any optional ones with several values, then alpha, gamma, T, B.
/// Points are numbered with B fastest; lines, the points of one T, with T fastest; planes, the lines of all
/// T, with the axis before T fastest: line = point/B(), plane = line/T().
struct Grid {
    Units units = Units::reduced;
    PointSettings fixed;  ///< the settings that are no axes
    std::vector<GridAxis> axes;
    std::vector<PocketSettings> pockets{};  ///< the same at every point

    std::int64_t B() const { return axes[axes.size() - 1].size(); }
    std::int64_t T() const { return axes[axes.size() - 2].size(); }
    std::int64_t planes() const;
    std::int64_t lines() const { return planes() * T(); }
    std::int64_t points() const { return lines() * B(); }
};

Grid grid_of(const Configuration& configuration);

/// What the engine is asked at one point: reduced parameters, and the units of its results.
struct GridPoint {
    Parameters parameters;
    UnitSystem unit;
};

/// Point number `index`; B = 0 for line number `index`, T = 0 too for plane number `index`.
GridPoint grid_point(const Grid& grid, std::int64_t index);
GridPoint grid_line(const Grid& grid, std::int64_t index);
GridPoint grid_plane(const Grid& grid, std::int64_t index);

/// The point of a configuration whose axes have one value each. Throws InputError naming one that has
/// several.
GridPoint single_grid_point(const Configuration& configuration);

/// "beta 2 x alpha 1 x gamma 3 x T 60 x B 120"
std::string axes_text(const Grid& grid);

}  // namespace mirage
