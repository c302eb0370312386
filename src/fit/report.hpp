#pragma once
// All that `mirage fit` found, before it is printed.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "fit/comparison.hpp"
#include "fit/plan.hpp"
#include "fit/remedy.hpp"
#include "fit/request.hpp"
#include "results/heading.hpp"

namespace mirage {

/// Two models, by their numbers in FitReport::fits, and where one more point would tell them apart.
struct ModelPair {
    std::size_t a = 0, b = 0;
    Separation where;
};

struct FitReport {
    Heading heading;                             ///< without columns
    std::vector<ModelFit> fits;                  ///< the model asked for, then those compared with it
    std::vector<std::vector<Reading>> readings;  ///< of each, where models are compared
    std::vector<ModelPair> pairs;
    std::vector<PlannedPoint> plan;
    std::vector<std::vector<double>> samples;  ///< bootstrap: free parameters of each
    std::vector<std::string> notes;
    double largest_field = 0.0;    ///< [T]
    std::optional<Remedy> remedy;  ///< where the model asked for does not describe the data
};

/// Temperatures of a printed curve.
inline constexpr int curve_points = 200;

/// "determined", "upper bound", "lower bound", "undetermined", "fixed".
const char* name_of(FitStatus status);

/// The 2.5 and 97.5 % points of one free parameter over the bootstrap samples.
std::array<double, 2> percentiles(const std::vector<std::vector<double>>& samples, std::size_t which);

/// AIC of one of the fits less that of the best.
double aic_above_best(const FitReport& report, std::size_t which);

/// With the columns of the fitted curves and their bands.
Heading curve_heading(const FitReport& report);

/// The fitted curves with their bands: T,B_c2,low,high, and the sample in front where there are several.
std::string fit_csv(const FitReport& report);

}  // namespace mirage
