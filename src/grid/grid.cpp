#include "grid/grid.hpp"

#include <fmt/format.h>

#include "grid/point_parameters.hpp"

namespace mirage {
namespace {

GridPoint reduced(const PointSettings& s, const std::vector<PocketSettings>& pockets, Units units) {
    const UnitSystem unit = unit_system(s, units);
    return {point_parameters(s, pockets, unit), unit};
}

/// The settings of number `index` along the first `count` axes, the last of them fastest.
PointSettings settings_at(const Grid& grid, std::int64_t index, std::size_t count) {
    PointSettings point = grid.fixed;
    for (std::size_t i = count; i-- > 0;) {
        const GridAxis& axis = grid.axes[i];
        point.*(axis.setting->value) = axis.values[static_cast<std::size_t>(index % axis.size())];
        index /= axis.size();
    }
    return point;
}

}  // namespace

std::int64_t Grid::planes() const {
    std::int64_t count = 1;
    for (std::size_t i = 0; i + 2 < axes.size(); ++i) count *= axes[i].size();
    return count;
}

Grid grid_of(const Configuration& c) {
    Grid grid;
    grid.units = c.units;
    grid.pockets = c.pockets;
    grid.fixed.pair_momentum = pair_momentum(c);
    for (const Setting* setting : axis_settings()) {
        const Axis axis = axis_of(c, *setting);
        if (setting->role == GridRole::always || axis.values.size() > 1)
            grid.axes.push_back({setting, axis.values});
        else if (!axis.values.empty())
            grid.fixed.*(setting->value) = axis.values.front();
    }
    return grid;
}

GridPoint grid_point(const Grid& grid, std::int64_t index) {
    return reduced(settings_at(grid, index, grid.axes.size()), grid.pockets, grid.units);
}

GridPoint grid_line(const Grid& grid, std::int64_t index) {
    return reduced(settings_at(grid, index, grid.axes.size() - 1), grid.pockets, grid.units);
}

GridPoint grid_plane(const Grid& grid, std::int64_t index) {
    return reduced(settings_at(grid, index, grid.axes.size() - 2), grid.pockets, grid.units);
}

GridPoint single_grid_point(const Configuration& c) { return reduced(single_point(c), c.pockets, c.units); }

std::string axes_text(const Grid& grid) {
    std::string text;
    for (const GridAxis& axis : grid.axes)
        text += fmt::format("{}{} {}", text.empty() ? "" : " x ", axis.setting->name, axis.size());
    return text;
}

}  // namespace mirage
