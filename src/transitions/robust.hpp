#pragma once
// Noise, plateaus and straight lines of measured curves, whatever outliers there are.

#include <vector>

namespace mirage {

/// Standard deviation of the noise, from how far each point lies off the line between its neighbours: 1.4826
/// times the median, over the root of 1 + w^2 + (1 - w)^2 with the weight w of a neighbour. 0 for fewer than
/// three points.
double noise_of(const std::vector<double>& x, const std::vector<double>& y);

/// The means of up to 2 half + 1 points around each, fewer at the ends; of three successive points the median
/// first.
std::vector<double> smoothed(const std::vector<double>& y, std::size_t half);

/// y = value + slope (x - at), with standard deviations.
struct Line {
    double at = 0.0, value = 0.0, slope = 0.0;
    double sigma_value = 0.0, sigma_slope = 0.0;
    double operator()(double x) const { return value + slope * (x - at); }
    /// Standard deviation of the line at x.
    double sigma(double x) const;
};

/// The line through the points with Huber's weights (tuning constant 1.345); a constant where the slope is
/// below `significance` of its standard deviations or the points are fewer than four. The standard deviations
/// are from the residuals, no smaller than `noise` gives.
Line robust_line(const std::vector<double>& x, const std::vector<double>& y, double noise,
                 double significance);

}  // namespace mirage
