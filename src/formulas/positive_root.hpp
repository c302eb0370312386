#pragma once
// The root of what grows from below zero: every field and rate of the closed-form expressions.

#include <limits>

#include "mirage/numeric/constants.hpp"
#include "numeric/roots.hpp"

namespace mirage {

/// The root x > 0 of a function that is negative at 0 and positive for large x; infinite where it stays below
/// 0, 0 where it is not negative down to 1e-300, NaN where a value is not a number. 50 binary digits.
template <class Function>
double positive_root(const Function& f) {
    constexpr double least = 1e-300, most = 1e300;
    double low = 1.0, high = 1.0;
    while (f(low) > 0.0 && low > least) low *= 0.25;
    if (low <= least) return 0.0;
    while (f(high) < 0.0 && high < most) high *= 4.0;
    if (high >= most) return std::numeric_limits<double>::infinity();
    if (low < high) return root_between(f, low, high, 50).at;
    return f(low) == 0.0 ? low : quiet_nan;
}

}  // namespace mirage
