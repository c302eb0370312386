#pragma once
// What `mirage fit` prints.

#include <optional>
#include <string>
#include <vector>

#include "fit/comparison.hpp"
#include "fit/plan.hpp"
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
    double largest_field = 0.0;  ///< [T]
};

/// What the data cannot tell, in plain words.
std::vector<std::string> statements(const FitReport& report);

std::string fit_table(const FitReport& report);
std::string fit_json(const FitReport& report);
/// The fitted curves with their bands: T,B_c2,low,high, and the sample in front where there are several.
std::string fit_csv(const FitReport& report);

}  // namespace mirage
