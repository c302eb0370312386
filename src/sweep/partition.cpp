#include "sweep/partition.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sweep/expected_cost.hpp"

namespace mirage {
namespace {

constexpr double item_cost = 2e-3;  // [s]: far above the cost of a message, far below that of a run
constexpr double max_cost =
    1.0;  // [s]: what is in hand is finished when a run is stopped, and all ranks end together
constexpr double max_items = 2e5;
constexpr double max_slab_items = 2 << 20;   // every rank holds the list of a slab
constexpr std::int32_t max_count = 1 << 16;  // a few megabytes of results
constexpr std::int64_t block_points = std::int64_t{1} << 18, max_lines = std::int64_t{1} << 20;

/// What an item of work that costs so much in all should take [s].
double item_target(double cost) { return std::clamp(cost / max_items, item_cost, max_cost); }

enum class ItemClass : std::int8_t { points, lines, planes, spectra, mirage, conductance };
std::int8_t cost_class(ItemClass kind, const Parameters& p) {
    return static_cast<std::int8_t>(8 * static_cast<int>(kind) + (p.material ? 4 : 0) +
                                    (p.gamma > 0.0 ? 2 : 0) + (p.alpha > 0.0 ? 1 : 0));
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

/// dI/dV of a spectrum, all voltages at once: they share amplitudes.
WorkItem conductance_item(const GridPoint& at, const SpectrumGrid& part, std::int64_t spectrum) {
    return {WorkKind::spectra, spectrum * part.segments() + part.curve_segments() + 1,
            static_cast<std::int32_t>(part.curve_segments()), expected_conductance_cost(at, part),
            cost_class(ItemClass::conductance, at.parameters)};
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

std::int64_t lines_per_block(const Grid& grid) {
    return std::clamp<std::int64_t>(block_points / grid.B(), 1, 1024);
}

/// Short spectra are items together with their neighbours in such a block, whatever the slab.
std::int64_t spectra_per_block(const SpectrumGrid& part) {
    return std::clamp<std::int64_t>(max_count / part.segments(), 1, 1024);
}

double cost_of_spectrum(const GridPoint& at, const SpectrumGrid& part) {
    const SegmentCost expected = expected_segment_cost(at.parameters);
    return static_cast<double>(part.curve_segments()) * expected.energies + expected.mirage +
           expected_conductance_cost(at, part);
}

/// One spectrum in items of about `target` seconds.
void cut_spectrum(std::vector<WorkItem>& items, const GridPoint& at, const SpectrumGrid& part,
                  std::int64_t spectrum, double target) {
    const Parameters& p = at.parameters;
    const SegmentCost expected = expected_segment_cost(p);
    const std::int64_t segments = part.segments();
    const auto cost = [&](std::int64_t segment) {
        return segment % segments == part.curve_segments() ? expected.mirage : expected.energies;
    };
    const std::size_t before = items.size();
    cut(items, WorkKind::spectra, spectrum * segments, part.curve_segments() + 1, target, cost,
        [&](std::int64_t) { return cost_class(ItemClass::spectra, p); });
    if (items.size() > before) items.back().cost_class = cost_class(ItemClass::mirage, p);
    if (part.conductance == Conductance::stored) items.push_back(conductance_item(at, part, spectrum));
}

}  // namespace

std::vector<GridSlab> grid_slabs(const Grid& grid, double max_points, double grid_cost) {
    const std::int64_t block = lines_per_block(grid), all = grid.lines();
    const double items_per_line = 1.0 + grid_cost / (item_target(grid_cost) * static_cast<double>(all));
    const double wanted = std::min({max_points / static_cast<double>(grid.B()),
                                    static_cast<double>(max_lines), max_slab_items / items_per_line});
    const std::int64_t lines = std::max<std::int64_t>(1, static_cast<std::int64_t>(wanted) / block) * block;
    std::vector<GridSlab> slabs;
    for (std::int64_t first = 0; first < all; first += lines)
        slabs.push_back({first, std::min(lines, all - first), first == 0});
    return slabs;
}

std::vector<SpectrumSlab> spectrum_slabs(const SpectrumGrid& part, double max_spectra, double spectra_cost) {
    const std::int64_t all = part.spectra();
    // of spectra of the mean cost: those of half as much share an item
    const double items_per_spectrum =
        std::clamp(1.25 * spectra_cost /
                       (item_target(spectra_cost) * static_cast<double>(std::max(all, std::int64_t{1}))),
                   1.0 / static_cast<double>(spectra_per_block(part)), static_cast<double>(part.segments()));
    const double wanted =
        std::min({max_spectra, static_cast<double>(all), max_slab_items / items_per_spectrum});
    const std::int64_t block = spectra_per_block(part),
                       size = std::max<std::int64_t>(1, static_cast<std::int64_t>(wanted) / block) * block;
    std::vector<SpectrumSlab> slabs;
    for (std::int64_t first = 0; first < all; first += size)
        slabs.push_back({first, std::min(size, all - first)});
    return slabs;
}

std::vector<WorkItem> partition(const Grid& grid, const GridSlab& slab, double grid_cost) {
    const double target = item_target(grid_cost);
    const auto line_cost = [&](std::int64_t i) { return expected_line_cost(grid_line(grid, i).parameters); };
    const auto plane_cost = [&](std::int64_t i) {
        return expected_plane_cost(grid_plane(grid, i).parameters);
    };
    const auto class_of_plane = [&](ItemClass kind, std::int64_t plane) {
        return cost_class(kind, grid_plane(grid, plane).parameters);
    };
    const std::int64_t end = slab.first_line + slab.lines, block = lines_per_block(grid), T = grid.T(),
                       B = grid.B();
    std::vector<WorkItem> items;
    for (std::int64_t line = slab.first_line; line < end; ++line)
        cut_line(items, line * B, B, std::max(item_cost, target * size_on_line(line)),
                 expected_cost_of_point_in(grid, line), class_of_plane(ItemClass::points, line / T));
    for (std::int64_t line = slab.first_line; line < end; line += block)
        cut(items, WorkKind::lines, line, std::min(block, end - line), target, line_cost,
            [&](std::int64_t i) { return class_of_plane(ItemClass::lines, i / T); });
    if (slab.planes)
        cut(items, WorkKind::planes, 0, grid.planes(), target, plane_cost,
            [&](std::int64_t plane) { return class_of_plane(ItemClass::planes, plane); });
    sort(items);
    return items;
}

std::vector<WorkItem> partition(const Grid& grid, const SpectrumGrid& part, const SpectrumSlab& slab,
                                double spectra_cost) {
    const double target = item_target(spectra_cost);
    const std::int64_t end = slab.first + slab.count, block = spectra_per_block(part),
                       per_line = static_cast<std::int64_t>(part.chosen.back().size());
    std::vector<WorkItem> items;
    for (std::int64_t i = slab.first; i < end;) {
        const GridPoint at = grid_point(grid, point_of_spectrum(part, grid, i));
        const double cost = cost_of_spectrum(at, part);
        if (2.0 * cost > target) {
            cut_spectrum(items, at, part, i++, target);
            continue;
        }
        const std::int8_t own = cost_class(ItemClass::mirage, at.parameters);
        WorkItem item{WorkKind::spectra, i * part.segments(), 0, 0.0, own};
        for (const std::int64_t stop = std::min(end, (i / block + 1) * block); i < stop;) {
            const GridPoint next = grid_point(grid, point_of_spectrum(part, grid, i));
            if (cost_class(ItemClass::mirage, next.parameters) != own) break;
            // neither depends on the field
            const double each = cost_of_spectrum(next, part),
                         most = std::min((target - item.cost) / each, static_cast<double>(block));
            const std::int64_t count =
                std::min({static_cast<std::int64_t>(most), stop - i, per_line - i % per_line});
            if (count < 1) break;
            item.count += static_cast<std::int32_t>(count * part.segments());
            item.cost += static_cast<double>(count) * each;
            i += count;
        }
        items.push_back(item);
    }
    sort(items);
    return items;
}

WorkRange range_of(const Grid& grid, const GridSlab& slab) {
    const std::int64_t end = slab.first_line + slab.lines, B = grid.B();
    return {{slab.first_line * B, slab.first_line, 0, 0}, {end * B, end, slab.planes ? grid.planes() : 0, 0}};
}

WorkRange range_of(const SpectrumGrid& part, const SpectrumSlab& slab) {
    return range_of(WorkKind::spectra, slab.first * part.segments(),
                    (slab.first + slab.count) * part.segments());
}

}  // namespace mirage
