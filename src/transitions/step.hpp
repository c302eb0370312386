#pragma once
// Where a curve rises.

#include <optional>
#include <vector>

namespace mirage {

/// The rise from superconducting to normal: from the first to the last place that is steeper than a fifth of
/// the steepest, indices of points; steps of a transition in between belong to it.
struct Step {
    std::size_t first = 0, last = 0;
    std::size_t scale = 1;  ///< points on either side that were averaged
};

/// The steepest rise, by differences of neighbouring means of 1, 2, 4, ... points: the fewest with which it
/// stands 25 times above the noise and makes 2 % of the span of y; else the most, with which it must stand 8
/// times above it. Nothing where nothing does. x must not fall.
std::optional<Step> find_step(const std::vector<double>& x, const std::vector<double>& y, double noise);

}  // namespace mirage
