#pragma once
// A pause in the middle of a run, for tests: what disturbs a run must find it at work, however fast the
// machine is.

#include <cstdint>
#include <string>
#include <utility>

namespace mirage {

/// MIRAGE_TEST_HOLD=N:FILE makes rank 0 hand out N items, one at a time, and no more until FILE exists. Where
/// another is wanted before, FILE.held appears, once. Meanwhile items in hand are finished, messages are
/// answered and a stop ends the run as usual. Results do not depend on it. For one thread at a time.
class Hold {
public:
    Hold() = default;  ///< never active
    Hold(std::int64_t items, std::string file) : left_(items), file_(std::move(file)), active_(true) {}
    /// Throws std::runtime_error where the variable is not N:FILE.
    static Hold from_environment();

    /// Whether items are handed out one at a time: until FILE was seen.
    bool active() const { return active_; }
    /// Whether one more item may be handed out; then it is counted.
    bool pass();

private:
    std::int64_t left_ = 0;
    std::string file_;
    bool active_ = false, told_ = false;
};

}  // namespace mirage
