#include "mirage/model/units.hpp"

namespace mirage {

double UnitSystem::factor(UnitKind kind) const {
    switch (kind) {
        case UnitKind::temperature:
            return temperature;
        case UnitKind::field:
            return field;
        case UnitKind::energy:
            return energy;
        case UnitKind::free_energy:
            return free_energy();
        default:
            return 1.0;
    }
}

UnitSystem reduced_units() { return {}; }

UnitSystem si_units(double tc0, double g_factor) {
    const double Delta0 = delta0_over_tc0 * boltzmann * tc0;
    return {Units::si, tc0, Delta0, Delta0 / (0.5 * g_factor * bohr_magneton)};
}

const char* unit_name(UnitKind kind, Units units) {
    const bool si = units == Units::si;
    switch (kind) {
        case UnitKind::temperature:
            return si ? "K" : "Tc0";
        case UnitKind::field:
            return si ? "T" : "Delta0";
        case UnitKind::energy:
            return si ? "meV" : "Delta0";
        case UnitKind::free_energy:
            return si ? "meV^2" : "Delta0^2";
        case UnitKind::kelvin:
            return "K";
        case UnitKind::second:
            return "s";
        case UnitKind::gap:
            return "Delta0";
        default:
            return "1";
    }
}

const char* kind_name(UnitKind kind) {
    switch (kind) {
        case UnitKind::temperature:
            return "temperature";
        case UnitKind::field:
            return "field";
        case UnitKind::energy:
            return "energy";
        case UnitKind::number:
        case UnitKind::free_energy:
            return "";
        default:
            return unit_name(kind, Units::si);
    }
}

}  // namespace mirage
