#include "mirage/model/film.hpp"

namespace mirage {
namespace {

/// D e B [meV] for D = 1 cm^2/s and B = 1 T.
constexpr double diffusion_energy = 0.1;

}  // namespace

double film_orbital(double thickness, double diffusion, const UnitSystem& unit) {
    // flux through a square of side d over hbar/e, of the field with the energy Delta0
    const double flux = thickness * thickness * charge_over_hbar * unit.field;
    return diffusion_energy * diffusion * unit.field * flux / (12.0 * unit.energy);
}

double film_orbital_perpendicular(double diffusion, const UnitSystem& unit) {
    return 0.5 * diffusion_energy * diffusion * unit.field / unit.energy;
}

}  // namespace mirage
