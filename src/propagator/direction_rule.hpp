#pragma once
// Directions phi of a pocket in nested levels, for averages of smooth functions over the whole circle: the
// trapezoidal rule, which converges geometrically once it resolves them.

namespace mirage {

/// The part of the circle that stands for all of it.
enum class DirectionRange {
    quarter,  ///< 0 to pi/2: functions of g_x^2, g_y^2, g_z^2
    half,     ///< 0 to pi: those that are equal at k and -k
    circle    ///< 0 to 2 pi
};

/// The directions that one level adds to those before it: both ends, the middle, then all midpoints.
struct DirectionLevel {
    int count = 0;
    const double* sine = nullptr;     ///< of phi
    const double* cosine = nullptr;   ///< of phi
    const double* cosine3 = nullptr;  ///< of 3 phi
};

inline constexpr int max_direction_level = 14;

/// Levels 0 to max_direction_level; level l > 0 has 2^(l - 1) directions, of equal weight.
const DirectionLevel* direction_levels(DirectionRange range);

/// Midpoint rules, which are as good: rule l has 8 2^l directions of equal weight, no end among them.
inline constexpr int midpoint_rules = 11;
const DirectionLevel& midpoint_rule(DirectionRange range, int l);

}  // namespace mirage
