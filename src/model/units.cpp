#include "mirage/model/units.hpp"

namespace mirage {

UnitSystem reduced_units() { return {}; }

UnitSystem si_units(double tc0, double g_factor) {
    const double Delta0 = delta0_over_tc0 * boltzmann * tc0;
    return {Units::si, tc0, Delta0, Delta0 / (0.5 * g_factor * bohr_magneton)};
}

const char* temperature_unit(Units units) { return units == Units::si ? "K" : "Tc0"; }
const char* field_unit(Units units) { return units == Units::si ? "T" : "Delta0"; }
const char* energy_unit(Units units) { return units == Units::si ? "meV" : "Delta0"; }
const char* free_energy_unit(Units units) { return units == Units::si ? "meV^2" : "Delta0^2"; }

}  // namespace mirage
