#pragma once
// How a critical line was computed.

#include <cstdint>

namespace mirage {

/// converged: a field or temperature that is NaN does not exist. not_converged: a gap equation along the line
/// was not solved; what depends on it is NaN. not_computed: nothing was tried, or it ended in an error.
enum class LineStatus : std::int8_t { converged = 0, not_converged = 1, not_computed = 2 };

}  // namespace mirage
