#pragma once
// The two-valley model as a list of directions, for the slow references.

#include <cmath>
#include <numbers>
#include <vector>

namespace mirage_test {

/// One direction. Only g_x^2 and g_perp^2 matter on the Matsubara axis.
struct Direction {
    double weight = 1.0;  ///< the weights of a list sum to one
    double g_x = 0.0;     ///< spin-orbit field along B
    double g_perp = 0.0;  ///< its magnitude perpendicular to B
};

using FermiSurface = std::vector<Direction>;

/// `count` midpoints in phi on [0, pi/2], g = (-alpha sin phi, alpha cos phi, +-beta), or a single one for
/// alpha = 0: averaged amplitudes are even in g_x and equal in both valleys. Converges geometrically in
/// count, slowly where the gap closes.
inline FermiSurface two_valley(double beta, double alpha, int count) {
    if (alpha == 0.0) return {Direction{1.0, 0.0, beta}};
    FermiSurface surface;
    for (int k = 0; k < count; ++k) {
        const double phi = 0.5 * std::numbers::pi * (k + 0.5) / count;
        surface.push_back({1.0 / count, -alpha * std::sin(phi), std::hypot(alpha * std::cos(phi), beta)});
    }
    return surface;
}

}  // namespace mirage_test
