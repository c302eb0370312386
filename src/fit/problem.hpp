#pragma once
// What a fit is asked, and how far its curves lie from the points.

#include <optional>
#include <string>
#include <vector>

#include "fit/data.hpp"
#include "fit/model_curve.hpp"

namespace mirage {

/// How the optimiser moves a parameter, so that B_c2 depends smoothly on it down to zero: alpha, the angle and
/// the thickness by their squares, the temperature T_t of the triplet channel by 1/(1 + ln(high/T_t)).
enum class FitScale { linear, squared, inverse_logarithm };

/// tc0, beta, gamma, alpha, g-factor, spin-orbit-rate, a setting beyond the two-valley model or one of a
/// pocket: of one sample, or of all of them alike.
struct FitParameter {
    std::string name;
    FitMember member;
    bool free = false;
    double low = 0.0, high = 0.0;  ///< bounds of a free one
    FitScale scale = FitScale::linear;
    std::optional<std::size_t> sample{};  ///< nothing: shared by all
    const char* unit = "";

    bool is_of(std::size_t number) const { return !sample || *sample == number; }
};

/// The name without the sample, as `--free` has it.
std::string bare_name(const FitParameter& parameter);

/// Couplings may have any size; tc0, the g-factor and the angle of the field are known roughly.
bool is_coupling(const FitParameter& parameter);

/// Whether it is measured in meV.
bool is_energy(const FitParameter& parameter);

/// The Ising coupling, or what stands for it: raises the field of its model.
bool is_leading(const FitParameter& parameter);

/// At zero there is none of it, and the model is a narrower one: Gamma, alpha, every further scattering rate,
/// pair breaking by the orbital motion, the angle, the triplet channel, the share of a pocket.
bool is_optional(const FitParameter& parameter);

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
/// is stated.
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

/// Distances of all points and their derivatives by the free fractions, row by row.
struct Evaluation {
    std::vector<double> residuals, jacobian;

    double chi2() const;  ///< infinite where a residual is not a number
};
Evaluation evaluate(const FitProblem& problem, const SampleParameters& values);

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
