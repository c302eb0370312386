#include "mirage/work.hpp"

#include <algorithm>
#include <cmath>

#include "mirage/gap.hpp"

namespace mirage {
namespace {

constexpr double item_cost = 2e-3;  // [s]: far above the cost of a message, far below that of a run
constexpr double most_items = 2e5;
constexpr std::int32_t most_count = 1 << 16;  // a few megabytes of results

/// Matsubara nodes grow with the logarithm of the bandwidth.
double expected_nodes(const Parameters& p) { return 8.0 + 6.0 * std::log2(1.0 + spectral_bandwidth(p)); }

/// Cuts `count` neighbours starting at `first` into items of about `target` seconds.
template <class Cost>
void cut(std::vector<WorkItem>& items, WorkKind kind, std::int64_t first, std::int64_t count, double target, Cost cost) {
    WorkItem item{kind, first, 0, 0.0};
    for (std::int64_t i = first; i < first + count; ++i) {
        item.cost += cost(i);
        ++item.count;
        if (item.cost >= target || item.count == most_count || i + 1 == first + count) {
            items.push_back(item);
            item = {kind, i + 1, 0, 0.0};
        }
    }
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
    const double kernel = p.gamma > 0.0 ? (p.alpha > 0.0 ? 15e-6 : 3.5e-6) : (p.alpha > 0.0 ? 6e-6 : 1.5e-6);
    return expected_nodes(p) * kernel * (p.B == 0.0 ? 0.1 : 1.0);
}

// A line walks along its curve of solutions; a plane follows such curves over temperature.
double expected_line_cost(const Parameters& p) { return 40.0 * expected_point_cost({p.T, 1.0, p.beta, p.gamma, p.alpha}); }
double expected_plane_cost(const Parameters& p) { return 80.0 * expected_line_cost({0.05, 0.0, p.beta, p.gamma, p.alpha}); }

SpectrumPart spectrum_part(const Configuration& c) {
    // every value of `some` is one of `all` (check of the configuration)
    const auto indices = [](const Axis& some, const Axis& all) {
        std::vector<std::int64_t> list;
        for (std::size_t i = 0; i < all.values.size(); ++i) {
            const double y = all.values[i];
            const bool chosen = std::any_of(some.values.begin(), some.values.end(),
                                            [y](double x) { return std::fabs(x - y) <= 1e-9 * std::fabs(y); });
            if (some.values.empty() || chosen) list.push_back(static_cast<std::int64_t>(i));
        }
        return list;
    };
    return {indices(c.spectrum_alpha, c.alpha), indices(c.spectrum_gamma, c.gamma), indices(c.spectrum_T, c.T),
            indices(c.spectrum_B, c.B), static_cast<std::int64_t>(c.energy.values.size())};
}

std::int64_t point_of_spectrum(const SpectrumPart& part, const Grid& grid, std::int64_t index) {
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

/// Expected time of one piece of a spectrum [s]: its energies, its mirage gap.
struct PieceCost {
    double energies, mirage;
};

PieceCost expected_piece_cost(const Parameters& p) {
    return {p.gamma > 0.0 ? (p.alpha > 0.0 ? 160e-6 : 6e-6) : (p.alpha > 0.0 ? 30e-6 : 2e-6), p.alpha > 0.0   ? 8e-3
                                                                                              : p.gamma > 0.0 ? 1e-3
                                                                                                              : 3e-4};
}

}  // namespace

double expected_spectra_cost(const Configuration& c, const SpectrumPart& part) {
    if (part.spectra() == 0) return 0.0;
    double cost = 0.0;
    const Grid grid = grid_of(c);
    for (const std::int64_t alpha : part.alpha)
        for (const std::int64_t gamma : part.gamma) {
            const PieceCost piece = expected_piece_cost(plane_parameters(c, grid, alpha * grid.gamma + gamma));
            cost += static_cast<double>(part.T.size() * part.B.size()) *
                    (static_cast<double>(part.pieces() - 1) * piece.energies + piece.mirage);
        }
    return cost;
}

std::vector<WorkItem> partition_spectra(const Configuration& c, const SpectrumPart& part, std::int64_t first,
                                        std::int64_t count) {
    const Grid grid = grid_of(c);
    const std::int64_t pieces = part.pieces();
    std::vector<WorkItem> items;
    for (std::int64_t i = first; i < first + count; ++i) {
        const PieceCost expected = expected_piece_cost(point_parameters(c, grid, point_of_spectrum(part, grid, i)));
        const auto cost = [&](std::int64_t piece) {
            return piece % pieces == pieces - 1 ? expected.mirage : expected.energies;
        };
        cut(items, WorkKind::spectra, i * pieces, pieces, item_cost, cost);
    }
    std::stable_sort(items.begin(), items.end(), [](const WorkItem& a, const WorkItem& b) { return a.cost > b.cost; });
    return items;
}

std::vector<WorkItem> partition(const Configuration& configuration) {
    const Grid grid = grid_of(configuration);
    const auto point_cost = [&](std::int64_t i) { return expected_point_cost(point_parameters(configuration, grid, i)); };
    const auto plane_cost = [&](std::int64_t i) { return expected_plane_cost(plane_parameters(configuration, grid, i)); };
    const auto line_cost = [&](std::int64_t i) { return expected_line_cost(line_parameters(configuration, grid, i)); };

    // The middle of every line stands for its points: an estimate is enough for the size of the items.
    double total = 0.0;
    for (std::int64_t line = 0; line < grid.lines(); ++line)
        total += static_cast<double>(grid.B) * point_cost(line * grid.B + grid.B / 2);
    const double target = std::max(item_cost, total / most_items);

    std::vector<WorkItem> items;
    for (std::int64_t line = 0; line < grid.lines(); ++line)
        cut(items, WorkKind::points, line * grid.B, grid.B, target, point_cost);
    cut(items, WorkKind::lines, 0, grid.lines(), target, line_cost);
    cut(items, WorkKind::planes, 0, grid.planes(), target, plane_cost);
    std::stable_sort(items.begin(), items.end(), [](const WorkItem& a, const WorkItem& b) { return a.cost > b.cost; });
    return items;
}

}  // namespace mirage
