#pragma once
// How far a long fit is.

#include <chrono>

#include <fmt/format.h>

namespace mirage {

/// Says how far a long fit is, every ten seconds.
class FitTeller {
public:
    void operator()(std::size_t done, std::size_t parts) {
        using std::chrono::steady_clock;
        if (steady_clock::now() < next_) return;
        next_ = steady_clock::now() + std::chrono::seconds(10);
        fmt::print(stderr, "mirage: {} of {} parts of the fit are done\n", done, parts);
    }

private:
    std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now() + std::chrono::seconds(10);
};

}  // namespace mirage
