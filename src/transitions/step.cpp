#include "transitions/step.hpp"

#include <algorithm>
#include <cmath>

#include "transitions/robust.hpp"

namespace mirage {
namespace {

constexpr double clear = 25.0, faint = 8.0, beside = 5.0;  // in standard deviations

/// Differences of the means of `scale` points before and from each point on.
struct Rises {
    std::size_t scale = 1;
    std::vector<double> rise, slope;  ///< of point scale + i
    double sigma = 0.0;
};

std::vector<double> sums_of(const std::vector<double>& values) {
    std::vector<double> sums(1, 0.0);
    for (const double value : values) sums.push_back(sums.back() + value);
    return sums;
}

Rises rises_of(const std::vector<double>& x, const std::vector<double>& y, double noise, std::size_t scale) {
    const std::vector<double> X = sums_of(x), Y = sums_of(y);
    const double m = static_cast<double>(scale);
    Rises rises;
    rises.scale = scale;
    rises.sigma = noise * std::sqrt(2.0 / m);
    const double least = 1e-6 * (x.back() - x.front());
    for (std::size_t i = scale; i + scale <= x.size(); ++i) {
        const auto difference = [&](const std::vector<double>& sums) {
            return (sums[i + scale] - 2.0 * sums[i] + sums[i - scale]) / m;
        };
        rises.rise.push_back(difference(Y));
        rises.slope.push_back(rises.rise.back() / std::max(least, difference(X)));
    }
    return rises;
}

/// The steepest place whose rise is this large.
std::optional<std::size_t> steepest(const Rises& rises, double least) {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < rises.rise.size(); ++i)
        if (rises.rise[i] > least && (!best || rises.slope[i] > rises.slope[*best])) best = i;
    return best;
}

/// From the first to the last steep place.
Step extent(const Rises& rises, std::size_t best, std::size_t count) {
    const double significance = rises.sigma > 0.0 ? rises.rise[best] / rises.sigma : 1e9;
    const double least = std::max(0.2, beside / significance) * rises.slope[best];
    Step step{best, best, rises.scale};
    for (std::size_t i = 0; i < rises.rise.size(); ++i) {
        if (rises.slope[i] < least || rises.rise[i] < beside * rises.sigma) continue;
        step.first = std::min(step.first, i);
        step.last = std::max(step.last, i);
    }
    step.last = std::min(step.last + 2 * rises.scale - 1, count - 1);
    return step;
}

}  // namespace

std::optional<Step> find_step(const std::vector<double>& x, const std::vector<double>& y, double noise) {
    if (x.size() < 5 || !(x.back() > x.front())) return std::nullopt;
    const std::vector<double> clean = smoothed(y, 0);
    const auto [low, high] = std::minmax_element(clean.begin(), clean.end());
    const double span = *high - *low, floor = std::max(noise, 1e-9 * span);
    if (!(span > 0.0)) return std::nullopt;
    Rises rises;
    for (std::size_t scale = 1; 4 * scale <= x.size(); scale *= 2) {
        rises = rises_of(x, clean, floor, scale);
        if (const auto best = steepest(rises, std::max(clear * rises.sigma, 0.02 * span)))
            return extent(rises, *best, x.size());
    }
    const auto best = steepest(rises, faint * rises.sigma);
    return best ? std::optional(extent(rises, *best, x.size())) : std::nullopt;
}

}  // namespace mirage
