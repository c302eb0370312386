#pragma once
// The few functions that the formulas need of a number type V: double and long double here, a pack of doubles
// in the kernels.

#include <cmath>

// Formulas are templates that must melt into the kernel that calls them: a kernel is compiled for one
// instruction set, and no symbol of it may be shared with code compiled for another.
#ifndef MIRAGE_INLINE  // a build for size has another
#define MIRAGE_INLINE [[gnu::always_inline]] inline
#endif

namespace mirage {

MIRAGE_INLINE double square_root(double x) { return std::sqrt(x); }
MIRAGE_INLINE void hyperbolic(double x, double& sinh, double& cosh) {
    sinh = std::sinh(x);
    cosh = std::cosh(x);
}
MIRAGE_INLINE double inverse_sinh(double x) { return std::asinh(x); }
MIRAGE_INLINE double absolute(double x) { return std::fabs(x); }
MIRAGE_INLINE double smaller(double x, double y) { return x < y ? x : y; }
MIRAGE_INLINE double larger(double x, double y) { return x > y ? x : y; }
MIRAGE_INLINE double choose(bool condition, double yes, double no) { return condition ? yes : no; }
MIRAGE_INLINE long double square_root(long double x) { return std::sqrt(x); }
MIRAGE_INLINE long double absolute(long double x) { return std::fabs(x); }
MIRAGE_INLINE long double smaller(long double x, long double y) { return x < y ? x : y; }
MIRAGE_INLINE long double larger(long double x, long double y) { return x > y ? x : y; }
MIRAGE_INLINE long double choose(bool condition, long double yes, long double no) {
    return condition ? yes : no;
}
MIRAGE_INLINE bool any(bool condition) { return condition; }
MIRAGE_INLINE double largest_lane(double x) { return x; }
MIRAGE_INLINE double sum_lanes(double x) { return x; }
MIRAGE_INLINE long double sum_lanes(long double x) { return x; }
MIRAGE_INLINE double sine(double x) { return std::sin(x); }

/// How many numbers a V holds, and as many read from memory (the second argument names the type).
template <class V>
inline constexpr int lane_count = sizeof(V) / sizeof(double);
MIRAGE_INLINE double load_lanes(const double* from, double) { return *from; }
MIRAGE_INLINE void store(double* to, double x) { *to = x; }

template <class V>
MIRAGE_INLINE V square(V x) {
    return x * x;
}

}  // namespace mirage
