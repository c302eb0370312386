#include "fit/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "fit/band.hpp"
#include "fit/plan.hpp"

namespace mirage {
namespace {

/// The fit of the points of T >= from * Tc0 with Tc0 held at `tc0`; nothing where too few are left.
std::optional<Reading> reading(const FitTask& given, double from, double tc0, std::size_t which) {
    FitTask task = given;
    FitSample& sample = task.samples[0];
    sample.start.tc0 = tc0;
    std::erase_if(sample.points, [&](const Measurement& m) { return m.T < from * tc0; });
    std::size_t free = 0;
    for (FitParameter& p : task.parameters) {
        if (p.member == &FitParameters::tc0) p.free = false;
        free += p.free;
    }
    if (sample.points.size() < free + 2) return std::nullopt;
    const FittedParameter f = fit(task).parameters[which];
    return Reading{from, f.value, f.error, sample.points.size(), true};
}

}  // namespace

const FitParameter* leading_coupling(const FitTask& task) {
    const auto found = std::find_if(task.parameters.begin(), task.parameters.end(),
                                    [](const FitParameter& p) { return p.free && is_coupling(p); });
    return found == task.parameters.end() ? nullptr : &*found;
}

std::vector<Reading> readings(const ModelFit& given) {
    const FitParameter* leading = leading_coupling(given.task);
    if (given.task.samples.size() != 1 || !leading) return {};
    const auto which = static_cast<std::size_t>(leading - given.task.parameters.data());
    std::vector<Reading> list;
    for (const double from : reading_ranges) {
        std::optional<Reading> next = reading(given.task, from, given.result.values[0].tc0, which);
        if (!next || (!list.empty() && next->points == list.back().points)) continue;
        if (!list.empty()) {
            // of a part and the whole: the variance of the difference is the difference of the variances
            // (Hausman)
            const Reading& all = list.front();
            const double variance = next->error * next->error - all.error * all.error;
            const double least = 1e-3 * std::fabs(all.value);
            next->agrees =
                std::fabs(next->value - all.value) <= 2.0 * std::sqrt(std::max(0.0, variance)) + least;
        }
        list.push_back(*next);
    }
    return list;
}

std::optional<Separation> separation(const ModelFit& a, const ModelFit& b, double largest_B) {
    constexpr int count = 60;
    std::optional<Separation> best;
    for (std::size_t k = 0; k < a.task.samples.size(); ++k) {
        const Measurement error = median_errors(weighted(a.task).task.samples[k]);
        const double lowest = std::min(a.result.lowest_T[k], 0.02 * a.result.values[k].tc0);
        const std::vector<BandPoint> first = fitted_curve(a.task, a.result, k, count),
                                     second = fitted_curve(b.task, b.result, k, count);
        const auto width = [](const BandPoint& p) {
            return std::isfinite(p.high) ? (p.high - p.low) / 3.92 : 0.0;
        };
        for (std::size_t i = 1; i + 1 < first.size(); ++i) {
            const BandPoint& p = first[i];
            const auto above = std::lower_bound(second.begin(), second.end(), p.T,
                                                [](const BandPoint& q, double T) { return q.T < T; });
            if (above == second.end() || above == second.begin()) continue;
            const BandPoint &low = *(above - 1), &high = *above;
            const double share = (p.T - low.T) / (high.T - low.T), other = std::lerp(low.B, high.B, share);
            if (std::min(p.B, other) > largest_B || p.T < lowest) continue;
            // an error in T moves the field along the slope of the curve
            const double slope = (first[i + 1].B - first[i - 1].B) / (first[i + 1].T - first[i - 1].T);
            const double sigma = std::sqrt(std::pow(error.sigma_B, 2) + std::pow(slope * error.sigma_T, 2) +
                                           std::pow(width(p), 2) + std::pow(width(low), 2));
            const double errors = std::fabs(p.B - other) / sigma;
            if (!best || errors > best->errors) best = Separation{k, p.T, {p.B, other}, errors};
        }
    }
    return best;
}

}  // namespace mirage
