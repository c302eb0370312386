#include "junction/junction_units.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace mirage {
namespace {

struct Counterpart {
    std::string_view si;
    const char* reduced;
    UnitKind kind;
};
constexpr Counterpart counterparts[] = {{"K", "Tc0", UnitKind::temperature},
                                        {"T", "Delta0", UnitKind::field},
                                        {"meV", "Delta0", UnitKind::energy},
                                        {"mV", "Delta0/e", UnitKind::energy},
                                        {"1/meV", "1/Delta0", UnitKind::inverse_energy}};

const Counterpart* counterpart_of(Units units, std::string_view unit) {
    if (units == Units::si) return nullptr;
    for (const Counterpart& one : counterparts)
        if (one.si == unit) return &one;
    return nullptr;
}

}  // namespace

double in_si(Units units, const char* unit) {
    const Counterpart* one = counterpart_of(units, unit);
    return one ? si_units(reference_tc0, 2.0).factor(one->kind) : 1.0;
}

const char* shown_unit(Units units, const char* unit) {
    const Counterpart* one = counterpart_of(units, unit);
    return one ? one->reduced : unit;
}

bool is_reduced_unit(const char* unit) {
    return std::any_of(std::begin(counterparts), std::end(counterparts),
                       [&](const Counterpart& one) { return std::string_view(one.reduced) == unit; });
}

}  // namespace mirage
