#include "sweep/verification.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <set>

#include "file/stored_values.hpp"
#include "sweep/failures.hpp"
#include "sweep/recompute.hpp"

namespace mirage {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A kind of work: how many there are, where they lie in the file and how one is computed.
struct Kind {
    WorkKind kind;
    std::int64_t size, count;
    std::vector<hsize_t> shape;
    std::vector<VariableValues> (*recompute)(const SweepPlan&, std::int64_t);
};

std::vector<hsize_t> shape_of(const Grid& grid, std::size_t dimensions) {
    std::vector<hsize_t> shape;
    for (std::size_t i = 0; i < dimensions; ++i) shape.push_back(static_cast<hsize_t>(grid.axes[i].size()));
    return shape;
}

std::vector<hsize_t> shape_of(const SpectrumGrid& part) {
    std::vector<hsize_t> shape;
    for (const auto& chosen : part.chosen) shape.push_back(chosen.size());
    return shape;
}

/// A share of the points, rounded up.
std::int64_t share(std::int64_t points, std::int64_t of) { return (points + of - 1) / of; }

std::vector<Kind> kinds(const SweepPlan& plan, std::int64_t points) {
    const Grid& grid = plan.grid;
    const std::size_t n = grid.axes.size();
    std::vector<Kind> list{
        {WorkKind::points, grid.points(), points, shape_of(grid, n), recompute_point},
        {WorkKind::lines, grid.lines(), share(points, 4), shape_of(grid, n - 1), recompute_line},
        {WorkKind::planes, grid.planes(), share(points, 20), shape_of(grid, n - 2), recompute_plane}};
    if (plan.spectra.energies > 0)
        list.push_back({WorkKind::spectra, plan.spectra.spectra(), share(points, 4), shape_of(plan.spectra),
                        recompute_spectrum});
    return list;
}

std::string place_of(const SweepPlan& plan, WorkKind kind, std::int64_t index) {
    switch (kind) {
        case WorkKind::points:
            return text_of(grid_point(plan.grid, index).parameters);
        case WorkKind::lines:
            return text_of(grid_line(plan.grid, index).parameters);
        case WorkKind::planes:
            return text_of(grid_plane(plan.grid, index).parameters);
        default:
            return text_of(
                grid_point(plan.grid, point_of_spectrum(plan.spectra, plan.grid, index)).parameters);
    }
}

bool same_bits(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) ||
           std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

double difference(double a, double b, const VariableValues& of) {
    if (same_bits(a, b)) return 0.0;
    if (of.flag || !std::isfinite(a) || !std::isfinite(b)) return infinity;
    return std::fabs(a - b) / std::max({std::fabs(a), std::fabs(b), of.unit});
}

/// One variable at one place.
void compare(const VariableValues& now, const std::vector<double>& stored, const std::string& where,
             Verification& result) {
    for (std::size_t i = 0; i < stored.size(); ++i) {
        const double a = stored[i], b = now.values[i], size = difference(a, b, now);
        ++result.numbers;
        if (same_bits(a, b)) continue;
        ++result.different;
        if (size >= result.largest.size) result.largest = {size, now.name, where, a, b};
    }
}

void verify_one(const std::string& file, const SweepPlan& plan, const Kind& kind, std::int64_t index,
                Verification& result) {
    for (const VariableValues& now : kind.recompute(plan, index)) {
        const std::vector<hsize_t> trailing(now.has_energies ? 1 : 0, now.values.size());
        compare(now, stored_values(file, now.name, kind.shape, trailing, index),
                place_of(plan, kind.kind, index), result);
    }
}

}  // namespace

std::vector<std::int64_t> random_numbers(std::int64_t size, std::int64_t count, std::uint64_t seed) {
    if (count >= size) {
        std::vector<std::int64_t> all(static_cast<std::size_t>(std::max<std::int64_t>(size, 0)));
        std::iota(all.begin(), all.end(), 0);
        return all;
    }
    // R. W. Floyd: every subset alike, without a list of all
    std::mt19937_64 random(seed);
    std::set<std::int64_t> chosen;
    for (std::int64_t last = size - count; last < size; ++last) {
        const auto one = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(last + 1));
        chosen.insert(chosen.contains(one) ? last : one);
    }
    return {chosen.begin(), chosen.end()};
}

Verification verify(const std::string& file, const SweepPlan& plan, std::int64_t points, std::uint64_t seed) {
    Verification result;
    for (const Kind& kind : kinds(plan, points))
        for (const std::int64_t index : random_numbers(kind.size, kind.count, seed)) {
            verify_one(file, plan, kind, index, result);
            ++result.checked[static_cast<std::size_t>(kind.kind)];
        }
    return result;
}

}  // namespace mirage
