#pragma once
// Where the profile of chi-squared reaches a level.

#include <functional>
#include <optional>

namespace mirage {

/// The distance between 0 and 1 at which `chi2`, `least` at 0, crosses `level`: steps of doubling length from
/// `first`, then the secant of the root of chi-squared above its minimum, which is nearly linear, until that
/// root is as much as the level's to the part `accuracy`. Nothing where chi-squared stays below up to 1. The
/// last call of `chi2` is at the end or within the part 0.001 of it.
std::optional<double> level_crossing(const std::function<double(double)>& chi2, double least, double level,
                                     double first, double accuracy = 2e-3);

}  // namespace mirage
