#pragma once
// Numbers without physics. pi and its like come from <numbers>.

#include <limits>

namespace mirage {

/// What does not exist or was not found.
inline constexpr double quiet_nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace mirage
