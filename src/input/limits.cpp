#include "input/limits.hpp"

#include <fmt/format.h>

#include "input/input_error.hpp"

namespace mirage {

std::string limit(double reduced, UnitKind kind, const UnitSystem& unit) {
    const char* name = unit_name(kind, Units::reduced);
    std::string text =
        kind == UnitKind::number ? fmt::format("{}", reduced) : fmt::format("{} {}", reduced, name);
    if (unit.units == Units::reduced || kind == UnitKind::number) return text;
    return fmt::format("{} ({:.6g} {})", text, reduced * unit.factor(kind), unit_name(kind, unit.units));
}

namespace {

bool is_ordinary(double value) { return value >= 1e-6 && value <= 1e6; }

}  // namespace

void refuse(const std::string& key, double value, const std::string& rule) {
    throw SettingError(key, fmt::format("{} = {}: {}", key.substr(key.find('.') + 1), value, rule));
}

void check_tc0(double tc0) {
    if (!is_ordinary(tc0))
        refuse("material.tc0", tc0, "si units need a critical temperature between 1e-6 and 1e6 K (--tc0)");
}

void check_g_factor(double g_factor) {
    if (!is_ordinary(g_factor)) refuse("material.g-factor", g_factor, "allowed: 1e-6 to 1e6");
}

void check_energies(const std::string& key, const Axis& axis, const UnitSystem& unit, double most) {
    for (const double value : axis.values) {
        if (value < 0.0) refuse(key, value, "must not be negative");
        if (value > most * unit.energy * (1.0 + 1e-12))
            refuse(key, value, "at most " + limit(most, UnitKind::energy, unit));
    }
}

}  // namespace mirage
