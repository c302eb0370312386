#pragma once
// The Fermi surface: pockets on circles, and lists of directions on them.

#include <vector>

namespace mirage {

/// A circular pocket with spin-orbit field g = (-alpha sin phi, alpha cos phi, +-beta): g_x along the field B.
struct Pocket {
    double weight = 1.0;  ///< share of the density of states
    double beta = 0.0;    ///< out-of-plane (Ising) coupling
    double alpha = 0.0;   ///< in-plane (Rashba) coupling, alpha p_F
};

/// One direction. Only g_x^2 and g_perp^2 matter on the Matsubara axis.
struct Direction {
    double weight = 1.0;  ///< the weights of a list sum to one
    double g_x = 0.0;     ///< spin-orbit field along B
    double g_perp = 0.0;  ///< its magnitude perpendicular to B
    int pocket = 0;
};

using FermiSurface = std::vector<Direction>;

/// The two valleys K and K' as one pocket: averaged amplitudes are even in g_x and equal in both.
Pocket two_valley_pocket(double beta, double alpha);

/// The two-valley model as `count` directions: midpoints in phi on [0, pi/2], or a single one for alpha = 0.
/// Converges geometrically in count, slowly where the spectral gap closes; direction_average.hpp adapts to that.
FermiSurface two_valley(double beta, double alpha, int count);

}  // namespace mirage
