#include "tables/column_unit.hpp"

#include <algorithm>
#include <cctype>
#include <numbers>

#include <boost/algorithm/string/replace.hpp>

#include "input/text.hpp"

namespace mirage {
namespace {

constexpr double metre = 1e7 / (4.0 * std::numbers::pi);  // A/m in one tesla

struct Known {
    std::string_view text;
    UnitOf of;
    double per;
    std::string_view name;
};
constexpr Known known_units[] = {
    {"K", UnitOf::temperature, 1.0, "K"},
    {"kelvin", UnitOf::temperature, 1.0, "K"},
    {"kelvins", UnitOf::temperature, 1.0, "K"},
    {"mK", UnitOf::temperature, 1e3, "mK"},
    {"millikelvin", UnitOf::temperature, 1e3, "mK"},
    {"µK", UnitOf::temperature, 1e6, "µK"},
    {"uK", UnitOf::temperature, 1e6, "µK"},
    {"T", UnitOf::field, 1.0, "T"},
    {"tesla", UnitOf::field, 1.0, "T"},
    {"mT", UnitOf::field, 1e3, "mT"},
    {"millitesla", UnitOf::field, 1e3, "mT"},
    {"µT", UnitOf::field, 1e6, "µT"},
    {"uT", UnitOf::field, 1e6, "µT"},
    {"Oe", UnitOf::field, 1e4, "Oe"},
    {"oersted", UnitOf::field, 1e4, "Oe"},
    {"oersteds", UnitOf::field, 1e4, "Oe"},
    {"kOe", UnitOf::field, 10.0, "kOe"},
    {"kilooersted", UnitOf::field, 10.0, "kOe"},
    {"G", UnitOf::field, 1e4, "G"},
    {"gauss", UnitOf::field, 1e4, "G"},
    {"kG", UnitOf::field, 10.0, "kG"},
    {"kgauss", UnitOf::field, 10.0, "kG"},
    {"kilogauss", UnitOf::field, 10.0, "kG"},
    {"A/m", UnitOf::field, metre, "A/m"},
    {"kA/m", UnitOf::field, 1e-3 * metre, "kA/m"},
    {"%", UnitOf::percent, 1.0, "%"},
    {"percent", UnitOf::percent, 1.0, "%"},
    {"per cent", UnitOf::percent, 1.0, "%"},
    {"1", UnitOf::number, 1.0, "1"},
    {"Tc0", UnitOf::critical_temperature, 1.0, "Tc0"},
    {"Tc", UnitOf::critical_temperature, 1.0, "Tc0"},
    {"Tc(0)", UnitOf::critical_temperature, 1.0, "Tc0"},
    {"Tco", UnitOf::critical_temperature, 1.0, "Tc0"},
    {"Delta0", UnitOf::gap_field, 1.0, "Delta0"},
    {"Bp", UnitOf::pauli_field, 1.0, "B_p"},
    {"Hp", UnitOf::pauli_field, 1.0, "B_p"},
    {"Bpauli", UnitOf::pauli_field, 1.0, "B_p"},
    {"Hpauli", UnitOf::pauli_field, 1.0, "B_p"},
    {"mu0Hp", UnitOf::pauli_field, 1.0, "B_p"},
    {"µ0Hp", UnitOf::pauli_field, 1.0, "B_p"},
    {"Bpl", UnitOf::pauli_field, 1.0, "B_p"},
    {"Hpl", UnitOf::pauli_field, 1.0, "B_p"},
    {"Bc2(0)", UnitOf::zero_field, 1.0, "B_c2(0)"},
    {"Hc2(0)", UnitOf::zero_field, 1.0, "B_c2(0)"},
    {"Bc20", UnitOf::zero_field, 1.0, "B_c2(0)"},
    {"Hc20", UnitOf::zero_field, 1.0, "B_c2(0)"},
    {"Bc2(T=0)", UnitOf::zero_field, 1.0, "B_c2(0)"},
    {"Hc2(T=0)", UnitOf::zero_field, 1.0, "B_c2(0)"},
    {"µ0Hc2(0)", UnitOf::zero_field, 1.0, "B_c2(0)"},
    {"Bc2(0K)", UnitOf::zero_field, 1.0, "B_c2(0)"},
    {"Hc2(0K)", UnitOf::zero_field, 1.0, "B_c2(0)"},
    {"Bc2", UnitOf::zero_field, 1.0, "B_c2(0)"},
    {"Hc2", UnitOf::zero_field, 1.0, "B_c2(0)"},
    {"B0", UnitOf::zero_field, 1.0, "B_c2(0)"},
    {"H0", UnitOf::zero_field, 1.0, "B_c2(0)"},
};

/// Without what typesetting adds: `B_{c2}(0)` and `B_c2(0)` are Bc2(0); subscript digits are digits.
std::string squeezed(std::string_view text) {
    std::string result(trimmed(text));
    boost::replace_all(result, "₀", "0");
    boost::replace_all(result, "₂", "2");
    std::erase_if(result, [](char c) { return c == '_' || c == '{' || c == '}' || c == '$' || c == '\\'; });
    return result;
}

}  // namespace

std::optional<ColumnUnit> column_unit(std::string_view text) {
    const std::string plain = squeezed(text);
    for (const Known& known : known_units)
        if (plain == known.text) return ColumnUnit{std::string(known.name), known.of, known.per};
    // milli and mega differ by the case alone
    if (plain.starts_with('M') && plain.size() <= 3) return std::nullopt;
    for (const Known& known : known_units)
        if (lower_case(plain) == lower_case(known.text))
            return ColumnUnit{std::string(known.name), known.of, known.per};
    return std::nullopt;
}

bool is_foreign_unit(std::string_view text) {
    static constexpr std::string_view foreign[] = {
        "celsius", "fahrenheit", "degc", "degf", "rankine", "ev",      "mev", "kev", "uev", "j",
        "mj",      "v",          "mv",   "kv",   "uv",      "a",       "ma",  "ua",  "na",  "ohm",
        "ohms",    "kohm",       "mohm", "s",    "sec",     "seconds", "h",   "min", "hz",  "khz",
        "mhz",     "ghz",        "thz",  "deg",  "degree",  "degrees", "rad", "pa",  "kpa", "mpa",
        "gpa",     "mbar",       "kbar", "m",    "cm",      "mm",      "um",  "nm",  "c",   "f",
        "a.u.",    "au",         "arb",  "arb.", "furlong", "mol",     "kg",  "w",   "mw",  "wb",
        "mt",      "mk",         "b.u.", "emu",  "cm-1",    "1/cm",    "gs",  "ka",  "db",  "dbm"};
    const std::string plain = lower_case(trimmed(text));
    return text.find("°") != text.npos || text.find("Ω") != text.npos ||
           (!column_unit(text) &&
            std::find(std::begin(foreign), std::end(foreign), plain) != std::end(foreign));
}

bool is_temperature(const ColumnUnit& unit) {
    return unit.of == UnitOf::temperature || unit.of == UnitOf::critical_temperature;
}

bool is_field(const ColumnUnit& unit) {
    return unit.of == UnitOf::field || unit.of == UnitOf::gap_field || unit.of == UnitOf::pauli_field ||
           unit.of == UnitOf::zero_field;
}

}  // namespace mirage
