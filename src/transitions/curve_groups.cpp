#include "transitions/curve_groups.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mirage {
namespace {

constexpr std::size_t fewest = 5;

double range_of(const std::vector<double>& values) {
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return *high - *low;
}

/// How far values of one group may lie apart: from the steps between successive rows.
double gap_of(const std::vector<double>& values) {
    std::vector<double> steps;
    for (std::size_t i = 1; i < values.size(); ++i) steps.push_back(std::abs(values[i] - values[i - 1]));
    double largest = 0.0;
    for (const double x : values) largest = std::max(largest, std::abs(x));
    const auto at = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() * 4 / 5);
    if (at == steps.end()) return 1e-4 * largest;
    std::nth_element(steps.begin(), at, steps.end());
    return std::max(4.0 * *at, 1e-4 * largest);
}

/// The way there and back, in units of the range.
double travel(const std::vector<double>& values) {
    const double range = range_of(values);
    double sum = 0.0;
    for (std::size_t i = 1; i < values.size(); ++i) sum += std::abs(values[i] - values[i - 1]);
    return range > 0.0 ? sum / range : 0.0;
}

std::size_t rows_in(const std::vector<RowGroup>& groups) {
    return std::accumulate(groups.begin(), groups.end(), std::size_t{0},
                           [](std::size_t sum, const RowGroup& g) { return sum + g.size(); });
}

/// Whether the other quantity moves within the groups.
bool moves_within(const std::vector<RowGroup>& groups, const std::vector<double>& other) {
    return std::any_of(groups.begin(), groups.end(), [&](const RowGroup& group) {
        std::vector<double> values;
        for (const std::size_t i : group) values.push_back(other[i]);
        return range_of(values) > 0.2 * range_of(other) && range_of(values) > 0.0;
    });
}

}  // namespace

std::vector<RowGroup> steady_groups(const std::vector<double>& values, Measurand quantity) {
    if (values.empty()) return {};
    RowGroup order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    const double gap = gap_of(values), range = range_of(values),
                 floor = quantity == Measurand::field ? 0.01 : 0.02;
    std::vector<RowGroup> groups;
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] - values[order[end - 1]] <= gap) ++end;
        const double low = values[order[begin]], high = values[order[end - 1]];
        const double widest =
            std::max({floor, 0.05 * std::abs(high), end - begin < order.size() ? 0.01 * range : 0.0});
        if (end - begin >= fewest && high - low <= widest) {
            groups.emplace_back(order.begin() + static_cast<std::ptrdiff_t>(begin),
                                order.begin() + static_cast<std::ptrdiff_t>(end));
            std::sort(groups.back().begin(), groups.back().end());
        }
        begin = end;
    }
    return groups;
}

std::optional<Measurand> swept_quantity(const std::vector<double>& T, const std::vector<double>& B) {
    const auto by_B = steady_groups(B, Measurand::field), by_T = steady_groups(T, Measurand::temperature);
    const auto most = [&](const std::vector<RowGroup>& groups) {
        return 3 * rows_in(groups) >= 2 * T.size();
    };
    const bool T_swept = most(by_B) && moves_within(by_B, T), B_swept = most(by_T) && moves_within(by_T, B);
    if (T_swept != B_swept) return T_swept ? Measurand::temperature : Measurand::field;
    if (!T_swept) return std::nullopt;
    const double T_way = travel(T), B_way = travel(B);
    if (std::max(T_way, B_way) < 1.5 * std::min(T_way, B_way)) return std::nullopt;
    return T_way > B_way ? Measurand::temperature : Measurand::field;
}

}  // namespace mirage
