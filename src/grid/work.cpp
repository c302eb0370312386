#include "grid/work.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "mirage/gap/gap_equation.hpp"

namespace mirage {
namespace {

constexpr double item_cost = 2e-3;  // [s]: far above the cost of a message, far below that of a run
constexpr double max_cost =
    1.0;  // [s]: what is in hand is finished when a run is stopped, and all ranks end together
constexpr double max_items = 2e5;
constexpr std::int32_t max_count = 1 << 16;  // a few megabytes of results

/// Matsubara nodes grow with the logarithm of the bandwidth.
double expected_nodes(const Parameters& p) { return 8.0 + 6.0 * std::log2(1.0 + spectral_bandwidth(p)); }

enum class ItemClass : std::int8_t { points, lines, planes, spectra, mirage };
std::int8_t cost_class(ItemClass kind, const Parameters& p) {
    return static_cast<std::int8_t>(4 * static_cast<int>(kind) + (p.gamma > 0.0 ? 2 : 0) +
                                    (p.alpha > 0.0 ? 1 : 0));
}

/// Cuts `count` neighbours starting at `first` into items of about `target` seconds and of one class.
template <class Cost, class Class>
void cut(std::vector<WorkItem>& items, WorkKind kind, std::int64_t first, std::int64_t count, double target,
         Cost cost, Class class_of) {
    WorkItem item{kind, first, 0, 0.0, 0};
    for (std::int64_t i = first; i < first + count; ++i) {
        item.cost += cost(i);
        item.cost_class = class_of(i);
        ++item.count;
        if (item.cost >= target || item.count == max_count || i + 1 == first + count ||
            class_of(i + 1) != item.cost_class) {
            items.push_back(item);
            item = {kind, i + 1, 0, 0.0, 0};
        }
    }
}

/// Cuts a line's points likewise, `cost` for each, without looking at every one: grids may have more than
/// that.
void cut_line(std::vector<WorkItem>& items, std::int64_t first, std::int64_t count, double target,
              double cost, std::int8_t cost_class) {
    const auto most = static_cast<std::int64_t>(std::clamp(std::ceil(target / cost), 1.0, double{max_count}));
    for (const std::int64_t end = first + count; first < end; first += most) {
        const std::int64_t size = std::min(most, end - first);
        items.push_back({WorkKind::points, first, static_cast<std::int32_t>(size),
                         static_cast<double>(size) * cost, cost_class});
    }
}

/// Half of the lines in large items, the others in smaller and smaller ones, which are handed out last: all
/// ranks end together.
double size_on_line(std::int64_t line) {
    constexpr double sizes[] = {2.0, 1.0, 2.0, 0.5, 2.0, 1.0, 2.0, 0.25};
    return sizes[line % 8];
}

void sort(std::vector<WorkItem>& items) {
    std::stable_sort(items.begin(), items.end(), [](const WorkItem& a, const WorkItem& b) {
        return std::pair(a.cost_class, b.cost) < std::pair(b.cost_class, a.cost);
    });
}

}  // namespace

Grid grid_of(const Configuration& c) {
    const auto size = [](const Axis& axis) { return static_cast<std::int64_t>(axis.values.size()); };
    return {size(c.alpha), size(c.gamma), size(c.T), size(c.B)};
}

Parameters plane_parameters(const Configuration& c, const Grid& grid, std::int64_t index) {
    const auto at = [](const Axis& axis, std::int64_t i) { return axis.values[static_cast<std::size_t>(i)]; };
    return reduced_point(c, 0.0, 0.0, at(c.gamma, index % grid.gamma), at(c.alpha, index / grid.gamma));
}

Parameters line_parameters(const Configuration& c, const Grid& grid, std::int64_t index) {
    Parameters p = plane_parameters(c, grid, index / grid.T);
    p.T = c.T.values[static_cast<std::size_t>(index % grid.T)] / unit_system(c).temperature;
    return p;
}

Parameters point_parameters(const Configuration& c, const Grid& grid, std::int64_t index) {
    Parameters p = line_parameters(c, grid, index / grid.B);
    p.B = c.B.values[static_cast<std::size_t>(index % grid.B)] / unit_system(c).field;
    return p;
}

double expected_point_cost(const Parameters& p) {
    if (p.T >= 1.0) return 1e-7;
    const double kernel =
        p.gamma > 0.0 ? (p.alpha > 0.0 ? 3e-6 : 0.7e-6) : (p.alpha > 0.0 ? 0.8e-6 : 0.12e-6);
    return expected_nodes(p) * kernel * (p.B == 0.0 ? 0.1 : 1.0);
}

// A line walks along its curve of solutions; a plane follows such curves over temperature.
double expected_line_cost(const Parameters& p) {
    const double points = p.gamma > 0.0 || p.alpha > 0.0 ? 25.0 : 300.0;
    return points * expected_point_cost({p.T, 1.0, p.beta, p.gamma, p.alpha});
}
double expected_plane_cost(const Parameters& p) {
    return (p.gamma > 0.0 ? 25.0 : 100.0) * expected_line_cost({0.05, 0.0, p.beta, p.gamma, p.alpha});
}

SpectrumGrid spectrum_grid(const Configuration& c) {
    // every value of `some` is one of `all` (check of the configuration)
    const auto indices = [](const Axis& some, const Axis& all) {
        std::vector<std::int64_t> list;
        for (std::size_t i = 0; i < all.values.size(); ++i) {
            const double y = all.values[i];
            const bool chosen = std::any_of(some.values.begin(), some.values.end(), [y](double x) {
                return std::fabs(x - y) <= 1e-9 * std::fabs(y);
            });
            if (some.values.empty() || chosen) list.push_back(static_cast<std::int64_t>(i));
        }
        return list;
    };
    return {indices(c.spectrum_alpha, c.alpha), indices(c.spectrum_gamma, c.gamma),
            indices(c.spectrum_T, c.T), indices(c.spectrum_B, c.B),
            static_cast<std::int64_t>(c.energy.values.size())};
}

std::int64_t point_of_spectrum(const SpectrumGrid& part, const Grid& grid, std::int64_t index) {
    const auto take = [&index](const std::vector<std::int64_t>& axis) {
        const auto size = static_cast<std::int64_t>(axis.size());
        const std::int64_t at = axis[static_cast<std::size_t>(index % size)];
        index /= size;
        return at;
    };
    const std::int64_t B = take(part.B), T = take(part.T), gamma = take(part.gamma), alpha = take(part.alpha);
    return ((alpha * grid.gamma + gamma) * grid.T + T) * grid.B + B;
}

namespace {

/// Expected time of one segment of a spectrum [s]: its energies, its mirage gap.
struct SegmentCost {
    double energies, mirage;
};

SegmentCost expected_segment_cost(const Parameters& p) {
    return {p.gamma > 0.0 ? (p.alpha > 0.0 ? 160e-6 : 6e-6) : (p.alpha > 0.0 ? 30e-6 : 2e-6),
            p.alpha > 0.0   ? 8e-3
            : p.gamma > 0.0 ? 1e-3
                            : 3e-4};
}

}  // namespace

double expected_spectra_cost(const Configuration& c, const SpectrumGrid& part) {
    if (part.spectra() == 0) return 0.0;
    double cost = 0.0;
    const Grid grid = grid_of(c);
    for (const std::int64_t alpha : part.alpha)
        for (const std::int64_t gamma : part.gamma) {
            const SegmentCost segment =
                expected_segment_cost(plane_parameters(c, grid, alpha * grid.gamma + gamma));
            cost += static_cast<double>(part.T.size() * part.B.size()) *
                    (static_cast<double>(part.segments() - 1) * segment.energies + segment.mirage);
        }
    return cost;
}

std::vector<WorkItem> partition_spectra(const Configuration& c, const SpectrumGrid& part, std::int64_t first,
                                        std::int64_t count) {
    const Grid grid = grid_of(c);
    const std::int64_t segments = part.segments();
    std::vector<WorkItem> items;
    for (std::int64_t i = first; i < first + count; ++i) {
        const Parameters p = point_parameters(c, grid, point_of_spectrum(part, grid, i));
        const SegmentCost expected = expected_segment_cost(p);
        const auto cost = [&](std::int64_t segment) {
            return segment % segments == segments - 1 ? expected.mirage : expected.energies;
        };
        const std::size_t before = items.size();
        cut(items, WorkKind::spectra, i * segments, segments, item_cost, cost,
            [&](std::int64_t) { return cost_class(ItemClass::spectra, p); });
        if (items.size() > before) items.back().cost_class = cost_class(ItemClass::mirage, p);
    }
    sort(items);
    return items;
}

namespace {

constexpr std::int64_t block_points = std::int64_t{1} << 18, max_lines = std::int64_t{1} << 20;

std::int64_t lines_per_block(const Grid& grid) {
    return std::clamp<std::int64_t>(block_points / grid.B, 1, 1024);
}

double cost_of_point_in(const Configuration& c, const Grid& grid, std::int64_t line) {
    return expected_point_cost(point_parameters(c, grid, line * grid.B + grid.B / 2));
}

}  // namespace

double expected_grid_cost(const Configuration& c) {
    const Grid grid = grid_of(c);
    double cost = 0.0;
    for (std::int64_t line = 0; line < grid.lines(); ++line)
        cost += static_cast<double>(grid.B) * cost_of_point_in(c, grid, line) +
                expected_line_cost(line_parameters(c, grid, line));
    for (std::int64_t plane = 0; plane < grid.planes(); ++plane)
        cost += expected_plane_cost(plane_parameters(c, grid, plane));
    return cost;
}

std::vector<GridSlab> grid_slabs(const Grid& grid, double max_points) {
    const std::int64_t block = lines_per_block(grid);
    const double wanted = std::min(max_points / static_cast<double>(grid.B), static_cast<double>(max_lines));
    const std::int64_t lines = std::max<std::int64_t>(1, static_cast<std::int64_t>(wanted) / block) * block;
    std::vector<GridSlab> parts;
    for (std::int64_t first = 0; first < grid.lines(); first += lines)
        parts.push_back({first, std::min(lines, grid.lines() - first), first == 0});
    return parts;
}

std::vector<WorkItem> partition(const Configuration& c, const GridSlab& part, double grid_cost) {
    const Grid grid = grid_of(c);
    const double target = std::clamp(grid_cost / max_items, item_cost, max_cost);
    const auto line_cost = [&](std::int64_t i) { return expected_line_cost(line_parameters(c, grid, i)); };
    const auto plane_cost = [&](std::int64_t i) { return expected_plane_cost(plane_parameters(c, grid, i)); };

    std::vector<WorkItem> items;
    const std::int64_t end = part.first_line + part.lines, block = lines_per_block(grid);
    const auto class_of_plane = [&](ItemClass kind, std::int64_t plane) {
        return cost_class(kind, plane_parameters(c, grid, plane));
    };
    for (std::int64_t line = part.first_line; line < end; ++line)
        cut_line(items, line * grid.B, grid.B, std::max(item_cost, target * size_on_line(line)),
                 cost_of_point_in(c, grid, line), class_of_plane(ItemClass::points, line / grid.T));
    for (std::int64_t line = part.first_line; line < end; line += block)
        cut(items, WorkKind::lines, line, std::min(block, end - line), target, line_cost,
            [&](std::int64_t i) { return class_of_plane(ItemClass::lines, i / grid.T); });
    if (part.planes)
        cut(items, WorkKind::planes, 0, grid.planes(), target, plane_cost,
            [&](std::int64_t plane) { return class_of_plane(ItemClass::planes, plane); });
    sort(items);
    return items;
}

void WorkRange::add(const WorkItem& item) {
    const auto kind = static_cast<std::size_t>(item.kind);
    const bool none = first[kind] == end[kind];
    first[kind] = none ? item.first : std::min(first[kind], item.first);
    end[kind] = none ? item.first + item.count : std::max(end[kind], item.first + item.count);
}

bool WorkRange::overlaps(const WorkRange& other) const {
    for (std::size_t kind = 0; kind < first.size(); ++kind)
        if (first[kind] < other.end[kind] && other.first[kind] < end[kind]) return true;
    return false;
}

WorkRange range_of(WorkKind kind, std::int64_t first, std::int64_t end) {
    WorkRange range;
    range.first[static_cast<std::size_t>(kind)] = first;
    range.end[static_cast<std::size_t>(kind)] = end;
    return range;
}

WorkRange range_of(const Grid& grid, const GridSlab& part) {
    const std::int64_t end = part.first_line + part.lines;
    return {{part.first_line * grid.B, part.first_line, 0, 0},
            {end * grid.B, end, part.planes ? grid.planes() : 0, 0}};
}

}  // namespace mirage
