#include "junction/neighbour_noise.hpp"

#include <algorithm>
#include <cmath>

#include "mirage/numeric/constants.hpp"

namespace mirage {
namespace {

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The step of the grid that values lie on, the least between two of them, where many are equal; else 0.
double rounding_step(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    double least = 0.0;
    std::size_t equal = 0;
    for (std::size_t i = 1; i < values.size(); ++i) {
        const double step = values[i] - values[i - 1];
        if (step > 1e-12 * std::fabs(values[i]) && (least == 0.0 || step < least)) least = step;
        equal += step <= 1e-12 * std::fabs(values[i]);
    }
    return 5 * equal > values.size() ? least : 0.0;
}

}  // namespace

double neighbour_noise(const std::vector<double>& y) {
    if (y.size() < 8) return quiet_nan;
    std::vector<double> d;
    for (std::size_t i = 2; i + 2 < y.size(); ++i)
        d.push_back(std::fabs(y[i - 2] - 4.0 * y[i - 1] + 6.0 * y[i] - 4.0 * y[i + 1] + y[i + 2]) /
                    std::sqrt(70.0));
    constexpr double cut = 2.5, variance_within = 0.9112;  // of a normal distribution within the cut
    const double first = 1.4826 * median(d);
    double sum = 0.0, count = 0.0;
    for (const double x : d)
        if (x <= cut * first) sum += x * x, count += 1.0;
    const double noise = count > 0.0 ? std::sqrt(sum / count / variance_within) : 0.0;
    return std::max(noise, rounding_step(y) / std::sqrt(12.0));
}

}  // namespace mirage
