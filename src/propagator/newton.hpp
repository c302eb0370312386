#pragma once
// When Newton's iteration for the dressing of a frequency ends.

namespace mirage {

/// Relative size of a step after which a frequency counts as solved: quadratic, so that 1e-7 leaves 1e-14.
inline constexpr double solved_step = 1e-7;

}  // namespace mirage
