#pragma once
// Equality of doubles bit by bit: -0 is not 0, and NaN is NaN.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace mirage_test {

inline bool same_bits(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}
inline bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](double x, double y) { return same_bits(x, y); });
}

}  // namespace mirage_test
