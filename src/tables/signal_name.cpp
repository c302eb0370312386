#include "tables/signal_name.hpp"

#include <algorithm>

#include <boost/algorithm/string/replace.hpp>

#include "input/text.hpp"
#include "tables/name_words.hpp"

namespace mirage {
namespace {

constexpr std::string_view resistance_names =
    " r rxx res resist resistance resistivity rho rhoxx ρ ρxx rs rsheet rsq rsquare sheetresistance r4p r4pt "
    "r4t r4w "
    "rlong longitudinalresistance resistancexx resistivityxx dvdi vi rsample sampleresistance rac rdc rnorm "
    "rr "
    "fourproberesistance normalizedresistance normalisedresistance rrn rrnormal differentialresistance ";
constexpr std::string_view voltage_names =
    " v u vxx uxx voltage v4p vlong vac vsample samplevoltage vx lockin lockinx liax lix srx "
    "lockinamplifierx vinphase "
    "lockinvoltage lockinsignal voltagexx longitudinalvoltage ";
/// Columns of these words are no measure of superconductivity along the current.
constexpr std::string_view foreign_words =
    " xy yx hall rxy ryx vxy vyx rhoxy phase theta std stdev dev sigma err error errors excitation exc "
    "current gate vg "
    "bg tg vbg vtg contact lead noise heater sensor cernox thermometer rate range reference ref quadrature "
    "im imag "
    "frequency freq status angle position pressure time y ";
constexpr std::string_view up_words = " up warming warm increasing inc forward fwd heating upsweep ";
constexpr std::string_view down_words = " down dn cooling cool decreasing dec backward bwd back downsweep ";

struct Known {
    std::string_view text, name;
    double per;
};
/// As `plain_unit` leaves them.
constexpr Known known_units[] = {{"ohm", "Ohm", 1.0},
                                 {"ohms", "Ohm", 1.0},
                                 {"mohm", "Ohm", 1e3},
                                 {"mohms", "Ohm", 1e3},
                                 {"uohm", "Ohm", 1e6},
                                 {"uohms", "Ohm", 1e6},
                                 {"kohm", "Ohm", 1e-3},
                                 {"kohms", "Ohm", 1e-3},
                                 {"Mohm", "Ohm", 1e-6},
                                 {"Mohms", "Ohm", 1e-6},
                                 {"ohm/sq", "Ohm", 1.0},
                                 {"kohm/sq", "Ohm", 1e-3},
                                 {"ohm/square", "Ohm", 1.0},
                                 {"ohmm", "Ohm m", 1.0},
                                 {"ohmcm", "Ohm m", 1e2},
                                 {"mohmcm", "Ohm m", 1e5},
                                 {"uohmcm", "Ohm m", 1e8},
                                 {"uohmm", "Ohm m", 1e6},
                                 {"V", "V", 1.0},
                                 {"v", "V", 1.0},
                                 {"volt", "V", 1.0},
                                 {"volts", "V", 1.0},
                                 {"mV", "V", 1e3},
                                 {"uV", "V", 1e6},
                                 {"nV", "V", 1e9},
                                 {"rn", "1", 1.0},
                                 {"r0", "1", 1.0},
                                 {"rnormal", "1", 1.0},
                                 {"1", "1", 1.0},
                                 {"a.u.", "1", 1.0},
                                 {"arb.u.", "1", 1.0},
                                 {"arb.units", "1", 1.0},
                                 {"%", "1", 100.0},
                                 {"rhon", "1", 1.0},
                                 {"r(300k)", "1", 1.0},
                                 {"r300k", "1", 1.0}};

/// Without typesetting; the sign of ohm as a word, all but the prefixes M and m and V in small letters.
std::string plain_unit(std::string_view text) {
    std::string result(trimmed(text));
    for (const auto& [sign, word] : {std::pair{"Ω", "ohm"},
                                     {"Ω", "ohm"},
                                     {"Ohm", "ohm"},
                                     {"OHM", "ohm"},
                                     {"µ", "u"},
                                     {"μ", "u"},
                                     {"·", ""},
                                     {"□", "sq"},
                                     {"ρ", "rho"}})
        boost::replace_all(result, sign, word);
    std::erase_if(result, [](char c) {
        return c == ' ' || c == '-' || c == '*' || c == '_' || c == '{' || c == '}' || c == '$' || c == '\\';
    });
    if (result.find("ohm") == result.npos && !result.ends_with('V')) return lower_case(result);
    boost::replace_all(result, "K", "k");
    boost::replace_all(result, "CM", "cm");
    return result;
}

/// The unit of a name, by brackets at its end or behind a slash, and the name without it.
struct Parted {
    std::string name;
    std::optional<SignalUnit> unit;
};

Parted parted(std::string_view text) {
    text = trimmed(text);
    if (text.ends_with(')') || text.ends_with(']')) {
        const auto open = text.find_last_of(text.back() == ')' ? "(" : "[");
        if (open != text.npos)
            if (const auto unit = signal_unit(text.substr(open + 1, text.size() - open - 2)))
                return {std::string(trimmed(text.substr(0, open))), unit};
    }
    for (const std::string_view sign : {"/", ",", " in ", "_", " "}) {
        const auto at = text.rfind(sign);
        if (at == text.npos || at == 0) continue;
        const std::string_view right = trimmed(text.substr(at + sign.size()));
        const auto unit = signal_unit(right);
        const bool number = unit && unit->name == "1";
        if (unit && right != "1" && (!number || sign == "/"))
            return {std::string(trimmed(text.substr(0, at))), unit};
    }
    return {std::string(text), std::nullopt};
}

/// Where the name of a signal stands in the words: all, else the longest beginning, end or middle of at least
/// three letters.
std::optional<std::pair<std::size_t, std::size_t>> place_of(const Words& words, std::string_view list) {
    const std::size_t n = words.size();
    for (std::size_t length = n; length > 0; --length) {
        if (holds(list, joined(words, 0, length))) return std::pair{std::size_t{0}, length};
        if (holds(list, joined(words, n - length, n))) return std::pair{n - length, n};
        for (std::size_t first = 1; first + length < n; ++first)
            if (const std::string key = joined(words, first, first + length);
                key.size() > 2 && holds(list, key))
                return std::pair{first, first + length};
    }
    return std::nullopt;
}

/// What is left of the words as a label; words of direction are none.
std::string label_of(const Words& words, std::size_t first, std::size_t last) {
    std::string label;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string key = lower_case(words[i]);
        const bool taken = i >= first && i < last;
        if (taken || holds(up_words, key) || holds(down_words, key) || holds(" sweep at of the sample ", key))
            continue;
        label += (label.empty() ? "" : " ") + words[i];
    }
    return label;
}

}  // namespace

std::optional<SignalUnit> signal_unit(std::string_view text) {
    const std::string plain = plain_unit(text);
    for (const Known& known : known_units)
        if (plain == known.text) return SignalUnit{std::string(known.name), known.per};
    return std::nullopt;
}

Turn turn_of(std::string_view text) {
    Turn turn = Turn::none;
    for (const std::string& word : words_of(text)) {
        if (holds(up_words, lower_case(word))) turn = Turn::up;
        if (holds(down_words, lower_case(word))) turn = Turn::down;
    }
    return turn;
}

std::optional<SignalName> signal_name(std::string_view text, std::string_view unit) {
    const auto [name, own_unit] = parted(text);
    const Words words = words_of(name);
    if (holds(foreign_words, joined(words, 0, words.size())) ||
        std::any_of(words.begin(), words.end(),
                    [](const std::string& word) { return holds(foreign_words, lower_case(word)); }))
        return std::nullopt;
    const std::optional<SignalUnit> told = own_unit ? own_unit : signal_unit(unit);
    const bool ohmic = told && told->name.starts_with("Ohm"), volts = told && told->name == "V";
    SignalName result{std::string(trimmed(text)), "", turn_of(name), told.value_or(SignalUnit{}), false};
    if (words.empty()) return ohmic ? std::optional(result) : std::nullopt;
    auto place = volts ? std::nullopt : place_of(words, resistance_names);
    if (!place && !ohmic) {
        Words letters = words;  // the number of a lock-in is no part of its name
        std::erase_if(letters,
                      [](const std::string& w) { return w.find_first_not_of("0123456789") == w.npos; });
        place = place_of(words, voltage_names);
        if (!place && holds(voltage_names, joined(letters, 0, letters.size()))) place = {0, words.size()};
        if (!place && volts && lower_case(words.back()) == "x") place = {words.size() - 1, words.size()};
        if (!place) return std::nullopt;
        result.voltage = true;
    }
    result.label = place ? label_of(words, place->first, place->second) : label_of(words, 0, 0);
    return result;
}

}  // namespace mirage
