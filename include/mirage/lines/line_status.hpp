#pragma once
// How a critical field or a special temperature was computed.

#include <cstdint>

namespace mirage {

/// A value that is NaN although the status is `converged` does not exist. `not_converged`: an evaluation on
/// the way was not solved or not finite, or a bracket was lost; what depends on it is NaN. `not_computed`:
/// what a caller writes where nothing was computed, for example after an exception.
enum class LineStatus : std::int8_t { converged = 0, not_converged = 1, not_computed = 2 };

/// The status of what depends on both.
inline LineStatus worse(LineStatus a, LineStatus b) { return a < b ? b : a; }

}  // namespace mirage
