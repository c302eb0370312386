#pragma once
// Least squares of dI/dV curves, with honest intervals.

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "fit/fit.hpp"
#include "junction/junction_search.hpp"

namespace mirage {

/// One curve of the best fit.
struct FittedCurve {
    double delta = 0.0;              ///< order parameter [meV]
    std::vector<double> background;  ///< b_0, b_1, b_2 of powers of the voltage [mV]
    std::vector<double> background_error;
    std::vector<double> fitted;     ///< of every point
    std::vector<double> residuals;  ///< in units of the error
    double error = 0.0;             ///< of a point, the median
    double chi2 = 0.0;
};

struct JunctionFit {
    std::vector<CurveValues> values;
    std::vector<FittedParameter> parameters;  ///< in the order of the task
    std::vector<FittedCurve> curves;
    double chi2 = 0.0;
    double reduced_chi2 = 0.0;  ///< NaN without degrees of freedom
    double aic = 0.0;
    double freedom = 0.0;
    bool errors_stated = false;
    std::size_t points = 0;
    std::vector<std::vector<double>> correlation;  ///< of the free parameters in their order
};

/// Every curve at an optimum; the covariance is of the free fractions, the scale of the squared errors.
std::vector<FittedCurve> fitted_curves(const JunctionProblem& problem, const JunctionEvaluator& evaluator,
                                       const JunctionOptimum& best, const Eigen::MatrixXd& covariance,
                                       double scale);

/// Is told which part of a fit is done: the search, then the interval of every parameter.
using JunctionProgress = std::function<void(std::size_t done, std::size_t parts)>;

/// Levenberg-Marquardt within the bounds from several starts. Intervals are where the profile of chi-squared
/// (all else refitted) stays below its 95 % threshold; where no errors are stated, the scatter about the fit
/// sets their scale (Student's t). Throws std::runtime_error where chi-squared is finite nowhere.
JunctionFit fit_junction(const JunctionTask& task, const JunctionProgress& progress = {});

/// Errors of all points of the curves with which a point that is drawn c times, of as many draws with
/// replacement as its curve has points, weighs c times; one that is not drawn, next to nothing.
std::vector<std::vector<double>> resampled_errors(const JunctionTask& task, std::mt19937_64& random);

/// The fit of one resampling of the points of every curve (drawn with replacement, number `sample`), started
/// at `fit`: the free parameters in their order. The same numbers wherever it is computed.
std::vector<double> junction_bootstrap_sample(const JunctionTask& task, const JunctionFit& fit,
                                              std::uint64_t sample);

}  // namespace mirage
