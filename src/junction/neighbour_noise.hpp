#pragma once
// The noise of a curve, told by its neighbours.

#include <vector>

namespace mirage {

/// The standard deviation of independent noise on a smooth curve, whose values stand in the order they were
/// taken: fourth differences, of which neither a sharp feature nor an outlier decides (their median, then the
/// mean square of what lies within 2.5 deviations). About as well known as from a third of the points. NaN
/// for fewer than 8; where the curve is given on a coarse grid of values at least what rounding to it does.
double neighbour_noise(const std::vector<double>& values);

}  // namespace mirage
