#include "junction/spectrum_names.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <iterator>

#include "input/text.hpp"
#include "junction/junction_units.hpp"
#include "tables/name_words.hpp"

namespace mirage {
namespace {

constexpr std::string_view bias_names =
    " v bias vbias biasvoltage voltage vdc vb vsd vsample samplebias dcbias biasv biasdc vtip tipbias "
    "energy e ev u ubias dcvoltage voltagedc vmeas vd vdcbias biasvoltagev junctionvoltage samplevoltage "
    "appliedvoltage vj ";
constexpr std::string_view conductance_names =
    " didv g conductance differentialconductance diffconductance diffcond dynamicconductance gdiff gnorm gn "
    "normalizedconductance normalisedconductance normconductance gnormalized gnormalised didvnorm "
    "didvnormalized didvnormalised normalizeddidv normaliseddidv didvgn didvg0 ggn gg0 gsgn gnsgnn ggnn "
    "lockin lockinx lix lix1 lia liax lockin1x lockinxv xlockin x lockinsignal liax1omega didvlockin "
    "didvau tunnelingconductance tunnellingconductance tunnelconductance didvsignal gexp ";
constexpr std::string_view current_names = " i current tunnelcurrent idc isd ic itunnel dccurrent ";
constexpr std::string_view temperature_names =
    " t temp temperature tsample sampletemperature tk tbath bathtemperature tmc ";
constexpr std::string_view field_names =
    " b h field magneticfield magfield bfield mu0h bext hext bt bx bz by inplanefield appliedfield ";
constexpr std::string_view error_words = " sigma err error errors std stdev sd sem uncertainty unc stddev ";

struct Unit {
    std::string_view text;
    SpectrumQuantity of;
    double factor;
};
constexpr double quantum = 7.748091729e-5;  ///< 2 e^2/h [S]
constexpr Unit units[] = {
    {"nV", SpectrumQuantity::bias, 1e-6},
    {"uV", SpectrumQuantity::bias, 1e-3},
    {"µV", SpectrumQuantity::bias, 1e-3},
    {"mV", SpectrumQuantity::bias, 1.0},
    {"V", SpectrumQuantity::bias, 1e3},
    {"ueV", SpectrumQuantity::bias, 1e-3},
    {"µeV", SpectrumQuantity::bias, 1e-3},
    {"meV", SpectrumQuantity::bias, 1.0},
    {"eV", SpectrumQuantity::bias, 1e3},
    {"Delta0/e", SpectrumQuantity::bias, 1.0},
    {"Delta0", SpectrumQuantity::bias, 1.0},
    {"K", SpectrumQuantity::temperature, 1.0},
    {"Tc0", SpectrumQuantity::temperature, 1.0},
    {"Delta0", SpectrumQuantity::field, 1.0},
    {"mK", SpectrumQuantity::temperature, 1e-3},
    {"T", SpectrumQuantity::field, 1.0},
    {"mT", SpectrumQuantity::field, 1e-3},
    {"Oe", SpectrumQuantity::field, 1e-4},
    {"kOe", SpectrumQuantity::field, 0.1},
    {"G", SpectrumQuantity::field, 1e-4},
    {"kG", SpectrumQuantity::field, 0.1},
    {"S", SpectrumQuantity::conductance, 1.0},
    {"mS", SpectrumQuantity::conductance, 1e-3},
    {"uS", SpectrumQuantity::conductance, 1e-6},
    {"µS", SpectrumQuantity::conductance, 1e-6},
    {"nS", SpectrumQuantity::conductance, 1e-9},
    {"pS", SpectrumQuantity::conductance, 1e-12},
    {"1/Ohm", SpectrumQuantity::conductance, 1.0},
    {"1/Ω", SpectrumQuantity::conductance, 1.0},
    {"A/V", SpectrumQuantity::conductance, 1.0},
    {"1/kOhm", SpectrumQuantity::conductance, 1e-3},
    {"nA/mV", SpectrumQuantity::conductance, 1e-6},
    {"uA/mV", SpectrumQuantity::conductance, 1e-3},
    {"µA/mV", SpectrumQuantity::conductance, 1e-3},
    {"nA/V", SpectrumQuantity::conductance, 1e-9},
    {"uA/V", SpectrumQuantity::conductance, 1e-6},
    {"pA/mV", SpectrumQuantity::conductance, 1e-9},
    {"2e^2/h", SpectrumQuantity::conductance, quantum},
    {"2e2/h", SpectrumQuantity::conductance, quantum},
    {"G0", SpectrumQuantity::conductance, quantum},
    {"e^2/h", SpectrumQuantity::conductance, 0.5 * quantum},
    {"e2/h", SpectrumQuantity::conductance, 0.5 * quantum},
};
/// Of signals in proportion to a conductance.
constexpr std::string_view arbitrary_units =
    " a.u. au arb. arb arb.u. arb.units 1 V mV uV nV A nA pA uA norm. "
    "normalized normalised G_N GN G_n % ";

std::string without_blanks(std::string_view text) {
    std::string result(text);
    std::erase(result, ' ');
    return result;
}

const Unit* unit_of(std::string_view text, SpectrumQuantity quantity) {
    const std::string bare = without_blanks(text);
    for (const Unit& unit : units)
        if (unit.of == quantity && unit.text == bare) return &unit;
    return nullptr;
}

bool is_any_unit(std::string_view text) {
    const std::string bare = without_blanks(text);
    return holds(arbitrary_units, bare) ||
           std::any_of(std::begin(units), std::end(units), [&](const Unit& u) { return u.text == bare; });
}

/// A name without its unit, which stands in brackets, or behind a comma, a blank, `_`, `/` or ` in `.
struct Parts {
    std::string name, unit;
    bool bracketed = false;
};
Parts parts_of(std::string_view text) {
    const std::string_view whole = trimmed(text);
    for (const auto& [open, close] : {std::pair{'(', ')'}, std::pair{'[', ']'}}) {
        const auto first = whole.rfind(open), last = whole.rfind(close);
        if (first == whole.npos || last == whole.npos || last < first) continue;
        const std::string_view inside = trimmed(whole.substr(first + 1, last - first - 1));
        if (is_any_unit(inside))
            return {std::string(whole.substr(0, first)) + std::string(whole.substr(last + 1)),
                    std::string(inside), true};
    }
    for (const char sign : {',', ' ', '_', '/'}) {
        const auto at = whole.rfind(sign);
        if (at == whole.npos || at == 0) continue;
        const std::string_view behind = trimmed(whole.substr(at + 1));
        const std::string_view before = trimmed(whole.substr(0, at));
        // `0.5 T` is a curve, `dI/V` no unit
        if (is_any_unit(behind) && std::isalpha(static_cast<unsigned char>(before.back())) &&
            lower_case(before) != "di" && !std::isdigit(static_cast<unsigned char>(behind.front())))
            return {std::string(before), std::string(behind)};
    }
    return {std::string(whole), ""};
}

std::string key_of(std::string_view name) {
    const Words words = words_of(name);
    return joined(words, 0, words.size());
}

bool has_error_word(std::string_view name) {
    const Words words = words_of(name);
    return std::any_of(words.begin(), words.end(),
                       [](const std::string& word) { return holds(error_words, lower_case(word)); });
}

/// The name without what tells the state of its curve.
std::string without_state(std::string_view name) {
    std::string kept;
    for (const std::string& word : words_of(name)) {
        const bool digits = std::isdigit(static_cast<unsigned char>(word.front())) != 0;
        if (!digits && lower_case(word) != "at") kept += word;
        if (digits) break;
    }
    return lower_case(kept);
}

SpectrumQuantity quantity_of(std::string_view name) {
    const std::string key = key_of(name);
    if (has_error_word(name)) return SpectrumQuantity::error;
    if (holds(bias_names, key)) return SpectrumQuantity::bias;
    if (holds(conductance_names, key)) return SpectrumQuantity::conductance;
    if (holds(current_names, key)) return SpectrumQuantity::current;
    if (holds(temperature_names, key)) return SpectrumQuantity::temperature;
    if (holds(field_names, key)) return SpectrumQuantity::field;
    return SpectrumQuantity::other;
}

/// Of a wide table: `0.5T`, `G_0.5T`, `B=0.5 T`.
bool is_curve(std::string_view name, const ToldState& state) {
    if (std::isnan(state.T) && std::isnan(state.B)) return false;
    const std::string rest = without_state(name);
    return rest.empty() || holds(conductance_names, rest) || holds(temperature_names, rest) ||
           holds(field_names, rest);
}

/// The number that ends before `end`, where it begins; `p` may stand for the decimal point. NaN where none.
double number_before(std::string_view text, std::size_t end, std::size_t& begin) {
    begin = end;
    const auto part = [&](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) || c == '.' || c == 'p' || c == '-' || c == '+';
    };
    while (begin > 0 && part(text[begin - 1])) --begin;
    std::string digits(text.substr(begin, end - begin));
    std::replace(digits.begin(), digits.end(), 'p', '.');
    while (!digits.empty() && !std::isdigit(static_cast<unsigned char>(digits.front())) && digits[0] != '-')
        digits.erase(0, 1);
    if (digits.empty()) return quiet_nan;
    char* stopped = nullptr;
    const double value = std::strtod(digits.c_str(), &stopped);
    return *stopped == '\0' ? value : quiet_nan;
}

}  // namespace

ToldState told_state(std::string_view text) {
    ToldState state;
    for (std::size_t i = 0; i < text.size(); ++i)
        for (const Unit& unit : units) {
            const bool temperature = unit.of == SpectrumQuantity::temperature;
            if (!temperature && unit.of != SpectrumQuantity::field) continue;
            if (unit.text == "G" || is_reduced_unit(unit.text.data()) ||
                !text.substr(i).starts_with(unit.text))
                continue;
            const std::size_t behind = i + unit.text.size();
            if (behind < text.size() && std::isalnum(static_cast<unsigned char>(text[behind]))) continue;
            std::size_t end = i, begin = 0;
            while (end > 0 && text[end - 1] == ' ') --end;
            const double value = number_before(text, end, begin);
            if (std::isnan(value)) continue;
            (temperature ? state.T : state.B) =
                temperature ? value * unit.factor : std::fabs(value) * unit.factor;
        }
    return state;
}

ToldState named_state(std::string_view comment) {
    ToldState state;
    std::string parts(comment);
    std::replace(parts.begin(), parts.end(), ';', ',');
    for (const std::string_view part : split(parts, ',')) {
        const auto end = part.find_first_of("=:0123456789");
        if (end == part.npos || end == 0) continue;
        const SpectrumQuantity named = quantity_of(trimmed(part.substr(0, end)));
        const ToldState told = told_state(part);
        if (named == SpectrumQuantity::temperature && !std::isnan(told.T)) state.T = told.T;
        if (named == SpectrumQuantity::field && !std::isnan(told.B)) state.B = told.B;
    }
    return state;
}

bool set_unit(SpectrumName& name, std::string_view unit) {
    name.unit = std::string(trimmed(unit));
    name.factor = 1.0, name.siemens = quiet_nan;
    const bool of_curve =
        name.quantity == SpectrumQuantity::conductance || name.quantity == SpectrumQuantity::error;
    const Unit* known = unit_of(unit, of_curve ? SpectrumQuantity::conductance : name.quantity);
    if (known) (of_curve ? name.siemens : name.factor) = known->factor;
    return known || (of_curve && holds(arbitrary_units, without_blanks(unit)));
}

SpectrumName spectrum_name(std::string_view text) {
    SpectrumName name;
    name.text = printable(std::string(trimmed(text)));
    const ToldState state = told_state(text);
    if (is_curve(name.text, state)) {
        name.quantity = SpectrumQuantity::conductance;
        name.state = state;
        return name;
    }
    const Parts parts = parts_of(text);
    name.quantity = quantity_of(parts.name);
    if (name.quantity == SpectrumQuantity::other || name.quantity == SpectrumQuantity::current) return name;
    if (parts.unit.empty() || set_unit(name, parts.unit)) return name;
    // `sigma_G` has no unit
    name.unit.clear();
    name.quantity = parts.bracketed ? SpectrumQuantity::other : quantity_of(name.text);
    return name;
}

}  // namespace mirage
