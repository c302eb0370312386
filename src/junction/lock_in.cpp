#include "junction/lock_in.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mirage {

LockIn::LockIn(double amplitude, double width) : amplitude_(amplitude) {
    if (amplitude == 0.0) return;
    // singularities at i width: the error falls like exp(-2 n asinh(width/amplitude))
    const double needed = 2.0 + 8.0 / std::asinh(width / amplitude);
    nodes_ = static_cast<int>(std::clamp(std::ceil(needed), 4.0, static_cast<double>(most_nodes)));
    for (int i = 0; i < nodes_; ++i) {
        const double angle = std::numbers::pi * (i + 1.0) / (nodes_ + 1.0), sine = std::sin(angle);
        table_[2 * i] = std::cos(angle);
        table_[2 * i + 1] = 2.0 / (nodes_ + 1.0) * sine * sine;
    }
}

}  // namespace mirage
