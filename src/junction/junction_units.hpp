#pragma once
// Units of what a fit of dI/dV curves reads and prints. It computes in K, tesla, meV and mV.

#include "mirage/model/units.hpp"

namespace mirage {

/// Tc0 [K] of the material whose Delta0 is the unit of energies where curves are given in reduced units.
inline constexpr double reference_tc0 = 3.0;

/// By which a number is multiplied that is given in the counterpart of a unit: "K" (reduced: Tc0), "T"
/// (Delta0, of (g/2) mu_B B with g = 2), "meV" (Delta0), "mV" (Delta0/e), "1/meV"; 1 for every other unit and
/// in SI.
double in_si(Units units, const char* unit);

/// Its name: "K" or "Tc0", "mV" or "Delta0/e".
const char* shown_unit(Units units, const char* unit);

/// Delta0, Delta0/e, Tc0.
bool is_reduced_unit(const char* unit);

}  // namespace mirage
