#pragma once
// What master and workers say to each other, and how they wait for it.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <thread>

#include "parallel/cost_model.hpp"
#include "parallel/steady_time.hpp"
#include "parallel/work_item.hpp"

namespace mirage {

inline constexpr int request_tag = 1;  // worker to master: a WorkRequest
inline constexpr int range_tag = 2;    // master to worker: two numbers; an empty range is the last one
inline constexpr ItemRange stop_range{-1, -1};
inline constexpr Seconds min_pause{20e-6}, max_pause{1e-3};  // while a message is awaited
inline constexpr Seconds max_wait{20e-3};                    // while nothing but a stop is

enum Drawn : std::int64_t { nothing_yet = -1, nothing_more = -2 };  // else the number of an item

/// `wanted` asks for a range. `stop` asks for the end of the run. `closed` answers an empty range and is a
/// worker's last word, so that no message is ever left over.
enum class WorkMessage : std::int64_t { wanted, stop, closed };
struct WorkRequest {
    WorkMessage word = WorkMessage::wanted;
    std::int64_t idle = 0;  ///< threads without an item
    ClassTimes times;       ///< of what was finished since the last word
};

/// Sleeps while nothing comes, the longer the longer nothing has come.
class Backoff {
public:
    void sleep() {
        std::this_thread::sleep_for(pause_);
        pause_ = std::min(2.0 * pause_, max_pause);
    }
    void reset() { pause_ = min_pause; }

private:
    Seconds pause_ = min_pause;
};

}  // namespace mirage
