#pragma once
// Reduced units (energies in Delta0, T in Tc0) and SI (K, tesla, meV).

#include "mirage/model/constants.hpp"

namespace mirage {

enum class Units { reduced, si };

/// What a number is, which decides its unit: settings and results share these kinds. Those from kelvin on are
/// the same in both systems; gap is Delta0.
enum class UnitKind {
    number,
    temperature,
    field,
    energy,
    free_energy,
    inverse_energy,
    kelvin,
    second,
    gap,
    degree,
    nanometre,
    diffusion
};

/// How numbers of the outside relate to those of the engine: multiply a reduced number by the factor of its
/// kind.
struct UnitSystem {
    Units units = Units::reduced;
    double temperature = 1.0;  ///< Tc0 [K]
    double energy = 1.0;       ///< Delta0 = 1.7639 k_B Tc0 [meV]
    double field = 1.0;        ///< the field [T] with (g/2) mu_B B = Delta0

    double free_energy() const { return energy * energy; }  ///< per N0 [meV^2]
    double factor(UnitKind kind) const;                     ///< 1 for kinds without one
};

/// Reduced units, all factors 1.
UnitSystem reduced_units();

/// SI for a material with critical temperature tc0 [K] and Lande factor g.
UnitSystem si_units(double tc0, double g_factor);

/// "Tc0" or "K", "Delta0" or "T", "Delta0" or "meV", "Delta0^2" or "meV^2"; "1" for a number.
const char* unit_name(UnitKind kind, Units units);

/// What the help calls the unit of a setting: "temperature", "field", "energy", "1/energy", "K", "s",
/// "Delta0", "degrees", ...; empty for a number.
const char* kind_name(UnitKind kind);

}  // namespace mirage
