#pragma once
// A clock that nobody sets.

#include <chrono>

namespace mirage {

using Seconds = std::chrono::duration<double>;

/// [s] since some moment before the run.
inline double steady_time() { return Seconds(std::chrono::steady_clock::now().time_since_epoch()).count(); }

}  // namespace mirage
