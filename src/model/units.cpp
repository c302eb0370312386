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
        case UnitKind::inverse_energy:
            return 1.0 / energy;
        default:
            return 1.0;
    }
}

UnitSystem reduced_units() { return {}; }

UnitSystem si_units(double tc0, double g_factor) {
    const double Delta0 = delta0_over_tc0 * boltzmann * tc0;
    return {Units::si, tc0, Delta0, Delta0 / (0.5 * g_factor * bohr_magneton)};
}

namespace {

/// In the order of UnitKind: the name in reduced units, in SI, and what the help calls it.
struct KindNames {
    const char *reduced, *si, *help;
};
constexpr KindNames names[] = {{"1", "1", ""},
                               {"Tc0", "K", "temperature"},
                               {"Delta0", "T", "field"},
                               {"Delta0", "meV", "energy"},
                               {"Delta0^2", "meV^2", ""},
                               {"1/Delta0", "1/meV", "1/energy"},
                               {"K", "K", "K"},
                               {"s", "s", "s"},
                               {"Delta0", "Delta0", "Delta0"},
                               {"degree", "degree", "degrees"},
                               {"nm", "nm", "nm"},
                               {"cm^2/s", "cm^2/s", "cm^2/s"}};

}  // namespace

const char* unit_name(UnitKind kind, Units units) {
    const KindNames& of = names[static_cast<int>(kind)];
    return units == Units::si ? of.si : of.reduced;
}

const char* kind_name(UnitKind kind) { return names[static_cast<int>(kind)].help; }

}  // namespace mirage
