#pragma once
// Least squares of a model's curve to measured points, with honest intervals.

#include <cstdint>
#include <string>
#include <vector>

#include "mirage/fit_data.hpp"
#include "mirage/fit_model.hpp"

namespace mirage {

enum class FitStatus { determined, upper_bound, lower_bound, undetermined, fixed };

/// How the optimiser moves a parameter: alpha by its square, on which B_c2 depends smoothly down to zero.
enum class FitScale { linear, squared };

/// One of tc0, beta, gamma, alpha, g-factor, spin-orbit-rate.
struct FitParameter {
    std::string name;
    double FitParameters::*member = nullptr;
    bool free = false;
    double low = 0.0, high = 0.0;  ///< bounds of a free one
    FitScale scale = FitScale::linear;
};

struct FitTask {
    FitModel model = FitModel::exact;
    FitParameters start;
    std::vector<FitParameter> parameters;  ///< those that the model has
    std::vector<Measurement> points;
};

/// What a fit says about one parameter. Interval: where the profile of chi-squared (the other parameters refitted) stays
/// below its 95 % threshold. status: both ends found; the lower or the upper end of the bounds not excluded; neither.
struct FittedParameter {
    std::string name;
    double value = 0.0;
    double error = 0.0;  ///< standard deviation, from the covariance; NaN where it is singular
    double low = 0.0, high = 0.0;
    FitStatus status = FitStatus::fixed;
};

struct FitResult {
    FitParameters best;
    std::vector<FittedParameter> parameters;
    double chi2 = 0.0;          ///< with the stated errors, or with one per cent of the largest T and B where none is stated
    double reduced_chi2 = 0.0;  ///< NaN without degrees of freedom
    double aic = 0.0;           ///< chi2 + 2 k with stated errors, else n ln(chi2/n) + 2 k
    bool errors_stated = false;
    std::size_t points = 0;
    std::vector<std::vector<double>> covariance;   ///< of the free parameters as fractions of their bounds, in their order
    std::vector<std::vector<double>> correlation;  ///< NaN where the covariance is singular
    std::vector<double> residuals;                 ///< of every point, in units of its error
    double lowest_T = 0.0;                         ///< [K], of the curve
    FirstOrderRatio ratio;                         ///< of the curve
};

/// Distance of every point from the curve in units of its error: perpendicular where both coordinates carry one. Signed:
/// positive outside.
std::vector<double> distances(const ModelCurve& curve, const std::vector<Measurement>& points);

/// Levenberg-Marquardt (Ceres) within the bounds from several starts. Points without errors weigh alike, one per cent of the
/// largest T and of the largest B, and the scatter sets the scale of the intervals (Student's t).
FitResult fit(const FitTask& task);

/// The fit of one resampling of the points (drawn with replacement, number `sample`), started at `result`: the free
/// parameters in their order. The same numbers wherever it is computed.
std::vector<double> bootstrap_sample(const FitTask& task, const FitResult& result, std::uint64_t sample);

/// What one more point at T on the curve would do.
struct PlannedPoint {
    double T = 0.0, B = 0.0;     ///< where
    std::vector<double> errors;  ///< expected standard deviation of each free parameter with it, in their order
    double gain = 0.0;           ///< mean of the logarithm of old over new standard deviations of the couplings
};

/// Points on the fitted curve up to the field `largest_B` [T], most informative first; each measured as well as the median
/// of the present ones. Errors linear in the covariance, with the bounds as weak knowledge where the data say nothing.
std::vector<PlannedPoint> plan(const FitTask& task, const FitResult& result, double largest_B);

struct BandPoint {
    double T, B, low, high;
};
/// The fitted curve at `count` temperatures from the lowest to Tc0 with its 95 % band, linear in the covariance.
std::vector<BandPoint> fitted_curve(const FitTask& task, const FitResult& result, int count);

}  // namespace mirage
