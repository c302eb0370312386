#pragma once
// The rows of a call, shared among threads that live as long as the call: a process that forks later has none
// that would be missing in its child.

#include <cstdint>
#include <functional>

#include "mirage/mirage.h"

namespace mirage {

enum class LoopEnd { finished, stopped };

/// Calls body(i) once for each i from 0 to count - 1 until it is asked to stop; the body returns the number
/// of rows that it finished. Threads are begun where the loop has taken 0.2 ms, so that short ones do
/// without. What a body throws ends the loop and is thrown again. `run` may be null.
LoopEnd parallel_loop(std::int64_t count, const mirage_run* run,
                      const std::function<std::int64_t(std::int64_t)>& body);

}  // namespace mirage
