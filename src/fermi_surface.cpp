#include "mirage/fermi_surface.hpp"

#include <cmath>
#include <numbers>

namespace mirage {

Pocket two_valley_pocket(double beta, double alpha) { return {1.0, beta, alpha}; }

FermiSurface two_valley(double beta, double alpha, int count) {
    if (alpha == 0.0) return {Direction{1.0, 0.0, beta, 0}};
    FermiSurface surface;
    for (int k = 0; k < count; ++k) {
        const double phi = 0.5 * std::numbers::pi * (k + 0.5) / count;
        surface.push_back({1.0 / count, -alpha * std::sin(phi), std::hypot(alpha * std::cos(phi), beta), 0});
    }
    return surface;
}

}  // namespace mirage
