#pragma once
// Orbital pair breaking of a thin dirty film, whose thickness d and diffusion constant D are known.

#include "mirage/model/units.hpp"

namespace mirage {

/// Gamma_o/B^2 [1/Delta0] of a field in the plane: Gamma_o = D e^2 d^2 B^2/(12 hbar), so that pairs break at
/// the rate 2 Gamma_o = D e^2 d^2 B^2/(6 hbar) (Maki 1964; Zhang and Falson 2021, eq. 2). thickness d [nm],
/// diffusion D [cm^2/s], both >= 0; SI units. D = 1 cm^2/s, d = 0.6 nm, B = 30 T: 2 Gamma_o/k_B = 0.095 K.
double film_orbital(double thickness, double diffusion, const UnitSystem& unit);

/// Gamma_o/|B_z| [1] of a field across the plane: 2 Gamma_o = D e |B_z|.
double film_orbital_perpendicular(double diffusion, const UnitSystem& unit);

}  // namespace mirage
