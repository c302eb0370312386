#pragma once
// Reduced units (energies in Delta0, T in Tc0) and SI (K, tesla, meV).

#include "mirage/model/constants.hpp"

namespace mirage {

enum class Units { reduced, si };

/// How numbers of the outside relate to those of the engine: multiply a reduced number by the factor of its
/// kind.
struct UnitSystem {
    Units units = Units::reduced;
    double temperature = 1.0;  ///< Tc0 [K]
    double energy = 1.0;       ///< Delta0 = 1.7639 k_B Tc0 [meV]
    double field = 1.0;        ///< the field [T] with (g/2) mu_B B = Delta0

    double free_energy() const { return energy * energy; }  ///< per N0 [meV^2]
};

/// Reduced units, all factors 1.
UnitSystem reduced_units();

/// SI for a material with critical temperature tc0 [K] and Lande factor g.
UnitSystem si_units(double tc0, double g_factor);

/// Names for axes and tables; "1" is never printed where a reduced unit has a name of its own.
const char* temperature_unit(Units units);  ///< "Tc0" or "K"
const char* field_unit(Units units);        ///< "Delta0" or "T"
const char* energy_unit(Units units);       ///< "Delta0" or "meV"
const char* free_energy_unit(Units units);  ///< "Delta0^2" or "meV^2"

}  // namespace mirage
