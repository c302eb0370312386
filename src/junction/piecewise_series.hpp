#pragma once
// Smooth curves as Chebyshev series on panels of an interval.

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstddef>
#include <numbers>
#include <vector>

namespace mirage {

/// Terms of the series on every panel.
inline constexpr std::size_t series_terms = 12;

/// A curve between the first and the last edge; Value: double or complex.
template <class Value>
struct PiecewiseSeries {
    std::vector<double> edges;  ///< ascending
    std::vector<std::array<Value, series_terms>> panels;

    /// At x, which lies between the edges. Clenshaw's recurrence.
    Value operator()(double x) const {
        const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, x);
        const auto k = static_cast<std::size_t>(above - edges.begin()) - 1;
        const double t = (2.0 * x - edges[k] - edges[k + 1]) / (edges[k + 1] - edges[k]);
        Value b1{}, b2{};
        for (std::size_t i = series_terms - 1; i > 0; --i) {
            const Value b0 = panels[k][i] + 2.0 * t * b1 - b2;
            b2 = b1, b1 = b0;
        }
        return panels[k][0] + t * b1 - b2;
    }
};

/// The nodes of the panel between two edges, appended to x.
inline void add_nodes(double low, double high, std::vector<double>& x) {
    for (std::size_t j = 0; j < series_terms; ++j) {
        const double angle = std::numbers::pi * (static_cast<double>(j) + 0.5) / series_terms;
        x.push_back(0.5 * (low + high) + 0.5 * (high - low) * std::cos(angle));
    }
}

/// The series of the values at the nodes of one panel.
template <class Value>
std::array<Value, series_terms> series_of(const Value* values) {
    static const auto cosines = [] {
        std::array<std::array<double, series_terms>, series_terms> table{};
        for (std::size_t i = 0; i < series_terms; ++i)
            for (std::size_t j = 0; j < series_terms; ++j)
                table[i][j] = std::cos(std::numbers::pi * static_cast<double>(i) *
                                       (static_cast<double>(j) + 0.5) / series_terms) *
                              (i == 0 ? 1.0 : 2.0) / series_terms;
        return table;
    }();
    std::array<Value, series_terms> series{};
    for (std::size_t i = 0; i < series_terms; ++i)
        for (std::size_t j = 0; j < series_terms; ++j) series[i] += cosines[i][j] * values[j];
    return series;
}

/// Of f, which takes a vector of places and gives one of values, on panels that are given.
template <class Value, class F>
PiecewiseSeries<Value> series_on(const std::vector<double>& edges, const F& f) {
    std::vector<double> x;
    for (std::size_t k = 0; k + 1 < edges.size(); ++k) add_nodes(edges[k], edges[k + 1], x);
    const std::vector<Value> values = f(x);
    PiecewiseSeries<Value> curve{edges, {}};
    for (std::size_t k = 0; k + 1 < edges.size(); ++k)
        curve.panels.push_back(series_of(values.data() + k * series_terms));
    return curve;
}

/// Panels, beginning with those that are given, are halved until the last two terms of every series are below
/// `error`; level by level, so that f is asked for long vectors. At most 2,000 panels.
template <class Value, class F>
PiecewiseSeries<Value> adaptive_series(std::vector<double> edges, double error, const F& f) {
    constexpr std::size_t most_panels = 2000;
    struct Panel {
        double low, high;
        std::array<Value, series_terms> series;
    };
    std::vector<Panel> done;
    std::vector<std::array<double, 2>> open;
    for (std::size_t k = 0; k + 1 < edges.size(); ++k) open.push_back({edges[k], edges[k + 1]});
    while (!open.empty()) {
        std::vector<double> x;
        for (const auto& [low, high] : open) add_nodes(low, high, x);
        const std::vector<Value> values = f(x);
        std::vector<std::array<double, 2>> halves;
        for (std::size_t k = 0; k < open.size(); ++k) {
            const auto [low, high] = open[k];
            const auto series = series_of(values.data() + k * series_terms);
            const bool large =
                std::abs(series[series_terms - 1]) + std::abs(series[series_terms - 2]) > error;
            const double middle = 0.5 * (low + high);
            if (large && done.size() + halves.size() < most_panels)
                halves.push_back({low, middle}), halves.push_back({middle, high});
            else
                done.push_back({low, high, series});
        }
        open = std::move(halves);
    }
    std::sort(done.begin(), done.end(), [](const Panel& a, const Panel& b) { return a.low < b.low; });
    PiecewiseSeries<Value> curve{{done.front().low}, {}};
    for (const Panel& panel : done) curve.edges.push_back(panel.high), curve.panels.push_back(panel.series);
    return curve;
}

}  // namespace mirage
