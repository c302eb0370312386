#pragma once
// What a fit is asked, and how far its curves lie from the points.

#include <string>
#include <vector>

#include "fit/data.hpp"
#include "fit/fit_parameter.hpp"
#include "fit/model_curve.hpp"

namespace mirage {

/// One measured sample.
struct FitSample {
    std::string name;
    FitParameters start;
    std::vector<Measurement> points;
};

struct FitTask {
    FitModel model = FitModel::exact;
    std::vector<FitSample> samples;
    std::vector<FitParameter> parameters;  ///< those that the model has
};

/// The parameters of every sample.
using SampleParameters = std::vector<FitParameters>;

/// The task with an error on every point: 1 % of the largest T and of the largest B of its sample where none
/// is stated; an error below least_error becomes 0.
struct WeightedTask {
    FitTask task;
    bool errors_stated = true;
};
WeightedTask weighted(const FitTask& task);

/// A fit as the optimiser sees it: the free parameters as fractions x of their range between the bounds.
struct FitProblem {
    FitTask task;                        ///< weighted
    std::vector<double> lowest_T;        ///< [K] of every sample's curve
    std::vector<FirstOrderRatio> ratio;  ///< of every sample's curve
    std::vector<std::size_t> free;       ///< which of the parameters move

    const FitParameter& parameter(std::size_t i) const { return task.parameters[free[i]]; }
    double value(std::size_t i, double x) const;
    double fraction(std::size_t i, double value) const;
    /// Standard deviation of a value whose fraction x has the deviation sigma; at a bound the change on its
    /// other side.
    double deviation(std::size_t i, double x, double sigma) const;
    std::vector<double> fractions(const SampleParameters& values) const;
    SampleParameters at(const SampleParameters& base, const std::vector<double>& x) const;
    SampleParameters start() const;

    ModelCurve curve(std::size_t sample, const SampleParameters& values,
                     ModelCurve::With with = ModelCurve::With::field) const;
    /// Of all samples, one after the other, as `distances` has them.
    std::vector<double> residuals(const SampleParameters& values) const;
};

/// Curves down to `share` of the lowest temperature of each sample; ratio: none.
FitProblem fit_problem(FitTask weighted_task, double share = 0.9);

/// x with one fraction a little larger and a little smaller, one-sided at a bound.
struct Neighbours {
    std::vector<double> up, down;
    double width;  ///< between them
};
Neighbours neighbours(const std::vector<double>& x, std::size_t i);

/// Distance of a point from a curve in units of its error, and how it changes where the curve moves.
struct Distance {
    double value = 0.0;
    double s = 0.0;     ///< of the nearest point of the curve
    double by_T = 0.0;  ///< [1/K] by the temperature of that point
    double by_B = 0.0;  ///< [1/T] by its field
};

/// Of every point: perpendicular where both coordinates carry an error. Positive outside; 0 where a bound of
/// the field holds.
std::vector<Distance> distances(const ModelCurve& curve, const std::vector<Measurement>& points);

}  // namespace mirage
