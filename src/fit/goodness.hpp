#pragma once
// Whether a fitted model describes the points.

#include <string>
#include <vector>

#include "fit/fit.hpp"

namespace mirage {

/// A point and its distance from the curve in units of its error, positive above it.
struct FarPoint {
    std::size_t sample = 0;
    Measurement point;
    double residual = 0.0;
};

/// With stated errors a model describes the points where a larger chi-squared has a chance of at least 0.001.
/// Without, where they scatter by at most 5 % of the largest T and B of their sample, and by at most 1 %
/// where neighbours err alike with a chance below 0.001: measurements are usually better than that.
struct Goodness {
    double p_value = 0.0;  ///< NaN without stated errors, and without degrees of freedom
    double scatter = 0.0;  ///< [%] root mean square of the distances; NaN with stated errors
    double trend = 1.0;    ///< chance that neighbours lie on the same side so often (von Neumann's ratio)
    bool describes = true;
    std::string statement;        ///< one line
    std::vector<FarPoint> worst;  ///< at most three, the farthest first
    /// What may be said of every parameter: nothing where the model does not describe the points, no value
    /// where the error is larger than it, one end of the interval where the other is kept by the bound of a
    /// parameter that it goes with.
    std::vector<FitStatus> status;
};

Goodness goodness(const FitTask& task, const FitResult& result);

/// "p = 0.32", "p < 1e-99".
std::string chance_text(double p);

/// Correlations of the free parameters in their order as if none were held at its bound; 0 where the points
/// say nothing of one.
std::vector<std::vector<double>> correlation_without_bounds(const FitTask& task, const FitResult& result);

}  // namespace mirage
