#pragma once
// Which measurement would tell the parameters apart.

#include <vector>

#include "fit/fit.hpp"

namespace mirage {

/// What one more point at T on the curve of one sample would do.
struct PlannedPoint {
    std::size_t sample = 0;
    double T = 0.0, B = 0.0;  ///< where [K], [T]
    std::vector<double>
        errors;         ///< expected standard deviation of each free parameter with it, in their order
    double gain = 0.0;  ///< mean of the logarithm of old over new standard deviations of the couplings
};

/// Points on the fitted curves up to the field `largest_B` [T], most informative first; each measured as well
/// as the median of the present ones of its sample. Errors linear in the covariance, with the bounds as weak
/// knowledge where the data say nothing.
std::vector<PlannedPoint> plan(const FitTask& task, const FitResult& result, double largest_B);

/// Median errors of one sample's points of a weighted task, T and B.
Measurement median_errors(const FitSample& sample);

}  // namespace mirage
