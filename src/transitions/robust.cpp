#include "transitions/robust.hpp"

#include <algorithm>
#include <cmath>

namespace mirage {
namespace {

double median(std::vector<double> values) {
    if (values.empty()) return 0.0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return 0.5 * (*middle + *std::max_element(values.begin(), middle));
}

/// Sums of a weighted line.
struct Sums {
    double w = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
};

/// The weighted line, or the weighted mean.
Line weighted(const std::vector<double>& x, const std::vector<double>& y, const std::vector<double>& w,
              double inclined) {
    Sums s;
    for (std::size_t i = 0; i < x.size(); ++i) s.w += w[i], s.x += w[i] * x[i], s.y += w[i] * y[i];
    Line line{s.x / s.w, s.y / s.w, 0.0, 0.0, 0.0};
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double d = x[i] - line.at;
        s.xx += w[i] * d * d;
        s.xy += w[i] * d * (y[i] - line.value);
    }
    line.sigma_value = 1.0 / std::sqrt(s.w);
    line.sigma_slope = s.xx > 0.0 ? 1.0 / std::sqrt(s.xx) : 0.0;
    if (s.xx > 0.0) line.slope = inclined * s.xy / s.xx;
    return line;
}

/// Iterated weights of Huber; `inclined` is 1 for a line and 0 for a constant.
Line fitted(const std::vector<double>& x, const std::vector<double>& y, double noise, double inclined) {
    std::vector<double> w(x.size(), 1.0), residuals(x.size());
    Line line = weighted(x, y, w, inclined);
    double scale = noise;
    for (int k = 0; k < 20; ++k) {
        for (std::size_t i = 0; i < x.size(); ++i) residuals[i] = std::abs(y[i] - line(x[i]));
        scale = std::max(noise, 1.4826 * median(residuals));
        for (std::size_t i = 0; i < x.size(); ++i)
            w[i] = residuals[i] > 1.345 * scale && scale > 0.0 ? 1.345 * scale / residuals[i] : 1.0;
        line = weighted(x, y, w, inclined);
    }
    line.sigma_value *= scale;
    line.sigma_slope *= inclined * scale;
    return line;
}

}  // namespace

double noise_of(const std::vector<double>& x, const std::vector<double>& y) {
    std::vector<double> deviations;
    for (std::size_t i = 1; i + 1 < x.size(); ++i) {
        const double span = x[i + 1] - x[i - 1], w = span > 0.0 ? (x[i + 1] - x[i]) / span : 0.5;
        const double off = y[i] - w * y[i - 1] - (1.0 - w) * y[i + 1];
        deviations.push_back(std::abs(off) / std::sqrt(1.0 + w * w + (1.0 - w) * (1.0 - w)));
    }
    return 1.4826 * median(deviations);
}

std::vector<double> smoothed(const std::vector<double>& y, std::size_t half) {
    std::vector<double> medians = y;
    for (std::size_t i = 1; i + 1 < y.size(); ++i)
        medians[i] = std::max(std::min(y[i - 1], y[i]), std::min(std::max(y[i - 1], y[i]), y[i + 1]));
    if (half == 0) return medians;
    std::vector<double> sums(1, 0.0), means;
    for (const double value : medians) sums.push_back(sums.back() + value);
    for (std::size_t i = 0; i < y.size(); ++i) {
        const std::size_t reach = std::min({half, i, y.size() - 1 - i});
        means.push_back((sums[i + reach + 1] - sums[i - reach]) / static_cast<double>(2 * reach + 1));
    }
    return means;
}

double Line::sigma(double x) const { return std::hypot(sigma_value, sigma_slope * (x - at)); }

Line robust_line(const std::vector<double>& x, const std::vector<double>& y, double noise,
                 double significance) {
    const Line constant = fitted(x, y, noise, 0.0);
    if (x.size() < 4) return constant;
    const Line line = fitted(x, y, noise, 1.0);
    return std::abs(line.slope) > significance * line.sigma_slope ? line : constant;
}

}  // namespace mirage
