#pragma once
// Least squares of a model's curves to measured points, with honest intervals.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "fit/interval.hpp"
#include "fit/problem.hpp"

namespace mirage {

struct FitResult {
    SampleParameters values;                  ///< the optimum
    std::vector<FittedParameter> parameters;  ///< in the order of the task
    double chi2 =
        0.0;  ///< with the stated errors, or with one per cent of the largest T and B where none is stated
    double reduced_chi2 = 0.0;  ///< NaN without degrees of freedom
    double aic = 0.0;           ///< chi2 + 2 k with stated errors, else n ln(chi2/n) + 2 k
    bool errors_stated = false;
    std::size_t points = 0;
    double freedom = 0.0;  ///< degrees of freedom; a bound of the field that holds adds none
    /// Of the free parameters as fractions of their bounds, in their order; those at a bound do not vary.
    std::vector<std::vector<double>> covariance;
    /// Of all free parameters, as if those at a bound could leave it; NaN where the covariance is singular.
    std::vector<std::vector<double>> correlation;
    std::vector<double> residuals;       ///< of every point, in units of its error
    std::vector<double> lowest_T;        ///< [K], of every sample's curve
    std::vector<FirstOrderRatio> ratio;  ///< of every sample's curve
};

/// Levenberg-Marquardt within the bounds from several starts. Points without errors weigh alike, one per cent
/// of the largest T and of the largest B, and the scatter sets the scale of the intervals (Student's t).
FitResult fit(const FitTask& task);

/// The problem as it stood at the end of the fit.
FitProblem problem_of(const FitTask& task, const FitResult& result);

/// Names of the free parameters, in their order.
std::vector<std::string> free_names(const FitResult& result);

/// As many points of every sample, drawn with replacement.
void resample(FitTask& task, std::mt19937_64& random);

/// The fit of one resampling of the points of every sample (drawn with replacement, number `sample`), started
/// at `result`: the free parameters in their order. The same numbers wherever it is computed.
std::vector<double> bootstrap_sample(const FitTask& task, const FitResult& result, std::uint64_t sample);

}  // namespace mirage
