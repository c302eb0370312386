#pragma once
// What would help a fit that does not describe the points.

#include <optional>
#include <string>
#include <vector>

#include "fit/comparison.hpp"
#include "fit/goodness.hpp"

namespace mirage {

/// The same fit with further parameters free.
struct Remedy {
    std::vector<std::string> freed;  ///< without samples, as --free has them
    double chi2 = 0.0;
    Goodness goodness;
};

/// Tries every fixed parameter but the g-factor, the angle and the thickness, of every sample its own, then
/// all of them, and takes the first kind of trial that describes the points; else the lowest chi-squared, if
/// it is below 0.9 of the present one. Nothing where too few points are left for one more parameter.
std::optional<Remedy> remedy(const ModelFit& failed);

}  // namespace mirage
