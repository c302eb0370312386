#include "tables/column_name.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>
#include <vector>

#include <boost/algorithm/string/replace.hpp>

#include "input/text.hpp"
#include "tables/column_unit.hpp"

namespace mirage {
namespace {

using Words = std::vector<std::string>;

// Names as they are left by `words_of`, joined: small letters and digits.
const Words temperature_names = {"t",
                                 "temp",
                                 "temps",
                                 "temperature",
                                 "temperatures",
                                 "tc",
                                 "tcrit",
                                 "tcritical",
                                 "criticaltemperature",
                                 "criticaltemp",
                                 "transitiontemperature",
                                 "tsample",
                                 "samplet",
                                 "sampletemp",
                                 "sampletemperature",
                                 "temperaturesample",
                                 "ttransition",
                                 "tkelvin",
                                 "tempsample",
                                 "tempk",
                                 "superconductingtemperature",
                                 "superconductingcriticaltemperature",
                                 "superconductingtransitiontemperature"};
const Words field_names = {"b",
                           "h",
                           "mu0h",
                           "muoh",
                           "u0h",
                           "mu0b",
                           "bc2",
                           "hc2",
                           "mu0hc2",
                           "muohc2",
                           "u0hc2",
                           "mu0bc2",
                           "bc",
                           "hc",
                           "mu0hc",
                           "muohc",
                           "u0hc",
                           "field",
                           "fields",
                           "magneticfield",
                           "magneticfields",
                           "magfield",
                           "criticalfield",
                           "criticalfields",
                           "uppercriticalfield",
                           "uppercritical",
                           "criticalmagneticfield",
                           "uppercriticalmagneticfield",
                           "bfield",
                           "hfield",
                           "appliedfield",
                           "appliedmagneticfield",
                           "externalfield",
                           "externalmagneticfield",
                           "bcrit",
                           "hcrit",
                           "mu0hcrit",
                           "bcritical",
                           "hcritical",
                           "bext",
                           "hext",
                           "mu0hext",
                           "bapplied",
                           "happlied",
                           "bappl",
                           "happl",
                           "mu0happl",
                           "fieldb",
                           "fieldh",
                           "bmagnet",
                           "magnetfield",
                           "superconductingcriticalfield"};
const Words sample_names = {"sample", "samples",    "samplename", "sampleid", "samplelabel",
                            "device", "devicename", "deviceid",   "specimen", "flake"};
/// Look like fields or temperatures and are others.
const Words other_names = {"bsupercooling",
                           "bsuperheating",
                           "bjump",
                           "bcollapse",
                           "bmomentum",
                           "bmomentumonset",
                           "qmomentum",
                           "birr",
                           "hirr",
                           "mu0hirr",
                           "bc1",
                           "hc1",
                           "mu0hc1",
                           "bc3",
                           "hc3",
                           "mu0hc3",
                           "bp",
                           "hp",
                           "mu0hp",
                           "bpauli",
                           "hpauli",
                           "tc0",
                           "tco",
                           "tbkt",
                           "tbkt0",
                           "fieldangle",
                           "temperaturestability",
                           "fieldrate",
                           "temperaturerate",
                           "samplenumber",
                           "sampleposition",
                           "samplethickness",
                           "ttricritical",
                           "tupturn",
                           "tcriticalpoint"};
const Words error_words = {"sigma", "sig",    "err",         "error", "errors", "errorbar", "errorbars",
                           "unc",   "uncert", "uncertainty", "std",   "stdev",  "stddev",   "stderr",
                           "sd",    "sem",    "delta",       "pm",    "ebar",   "dev",      "deviation"};
const Words error_letters = {"d", "s", "e", "u"};
const Words error_fillers = {"bar", "bars", "in",       "of",  "standard",
                             "the", "abs",  "absolute", "rel", "relative"};
const Words in_plane_words = {"par", "para", "parallel", "inplane", "ip", "ab", "pll", "paral"};
const Words out_of_plane_words = {"perp", "perpendicular", "outofplane", "oop", "orth", "normal", "perpend"};
const Words criteria = {
    "onset",      "mid",      "midpoint",   "middle",    "offset",     "zero",       "zeroresistance",
    "max",        "min",      "up",         "down",      "increasing", "decreasing", "raw",
    "corrected",  "corr",     "fit",        "fitted",    "model",      "theory",     "calc",
    "calculated", "smooth",   "smoothed",   "low",       "high",       "start",      "end",
    "set",        "setpoint", "target",     "avg",       "average",    "mean",       "median",
    "final",      "initial",  "before",     "after",     "rn",         "forward",    "backward",
    "fwd",        "bwd",      "warming",    "cooling",   "plus",       "minus",      "upper",
    "lower",      "left",     "right",      "x",         "y",          "z",          "bath",
    "stage",      "probe",    "controller", "cernox",    "hall",       "irr",        "old",
    "new",        "exp",      "pos",        "neg",       "whh",        "klb",        "ising",
    "gl",         "first",    "second",     "criterion", "r",          "rho",        "r0"};

bool holds(const Words& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string joined(const Words& words, std::size_t first, std::size_t last) {
    std::string text;
    for (std::size_t i = first; i < last; ++i) text += words[i];
    return lower(text);
}

/// Signs as words, so that a name is of letters and digits alone.
std::string with_words(std::string_view text) {
    std::string result(text);
    constexpr std::pair<std::string_view, std::string_view> signs[] = {
        {"$", ""},      {"{", ""},        {"}", ""},         {"\\", ""},       {"µ", "mu"},
        {"μ", "mu"},    {"σ", " sigma "}, {"Δ", " delta "},  {"δ", " delta "}, {"∆", " delta "},
        {"₀", "0"},     {"₁", "1"},       {"₂", "2"},        {"₃", "3"},       {"∥", " || "},
        {"‖", " || "},  {"//", " || "},   {"⊥", " perp "},   {"±", " pm "},    {"+/-", " pm "},
        {"+-", " pm "}, {"yEr", " err "}, {"yerr", " yerr "}};
    for (const auto& [sign, word] : signs) boost::replace_all(result, sign, word);
    return result;
}

/// Letters and digits between everything else; `||` is the word par. A sign that has no word stays as one.
Words words_of(std::string_view text) {
    Words words(1);
    std::string plain = with_words(text);
    boost::replace_all(plain, "||", " par ");
    for (const char c : plain) {
        if (std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80 || c == '%')
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

/// Powers, logarithms, inverses and products are no quantity that can be read.
bool is_expression(std::string_view text) {
    std::string plain = lower(text);
    for (const std::string_view sign :
         {"²",    "³",  "^2",   "^3", "^(", "^-", "^{2", "^{-", "log",   "ln(", "ln ",
          "sqrt", "1/", "exp(", "*",  "√",  "^0", "^1",  "d^",  "1000/", "/d"})
        if (plain.find(sign) != plain.npos) return true;
    return plain.find(" - ") != plain.npos || plain.find(" + ") != plain.npos;
}

/// Takes words of direction out of a name: `in plane`, `par`, `perp`, and of `Hc2_c`, `H || c`, `H perp ab`
/// the axis with its sign.
Direction take_direction(Words& words) {
    bool parallel = false, perpendicular = false, axis_c = false, axis_ab = false, out = false, in = false;
    Words rest;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string word = lower(words[i]), next = i + 1 < words.size() ? lower(words[i + 1]) : "",
                          then = i + 2 < words.size() ? lower(words[i + 2]) : "";
        if (word == "in" && next == "plane")
            in = true, i += 1;
        else if (word == "out" && next == "of" && then == "plane")
            out = true, i += 2;
        else if (word == "inplane" || word == "ip")
            in = true;
        else if (word == "outofplane" || word == "oop")
            out = true;
        else if (holds(out_of_plane_words, word))
            perpendicular = true;
        else if (word == "ab" && !rest.empty())
            axis_ab = true;
        else if (holds(in_plane_words, word))
            parallel = true;
        else if (word == "c" && (parallel || perpendicular || (!rest.empty() && rest.back().ends_with('2'))))
            axis_c = true;
        else if ((word == "a" || word == "b") && parallel && !rest.empty())
            axis_ab = true;
        else if ((word == "to" || word == "axis" || word == "plane" || word == "layers" || word == "the") &&
                 (parallel || perpendicular || axis_c || axis_ab))
            continue;
        else
            rest.push_back(words[i]);
    }
    words = rest;
    if (out || (axis_c && !perpendicular) || (axis_ab && perpendicular)) return Direction::out_of_plane;
    if (in || axis_ab || (axis_c && perpendicular)) return Direction::in_plane;
    return perpendicular ? Direction::out_of_plane : parallel ? Direction::in_plane : Direction::none;
}

std::optional<Quantity> quantity_named(const std::string& key) {
    if (holds(temperature_names, key)) return Quantity::temperature;
    if (holds(field_names, key)) return Quantity::field;
    return std::nullopt;
}

/// `Hc2ab`, `Bc2par`: the direction written onto the name.
std::string without_direction(std::string key, Direction& direction) {
    const auto take = [&](const Words& words, Direction told) {
        for (const std::string& word : words) {
            if (!key.ends_with(word) || key.size() == word.size()) continue;
            if (quantity_named(key.substr(0, key.size() - word.size())) != Quantity::field) continue;
            key.resize(key.size() - word.size());
            direction = told;
            return;
        }
    };
    if (quantity_named(key)) return key;
    take(in_plane_words, Direction::in_plane);
    take(out_of_plane_words, Direction::out_of_plane);
    if (key.ends_with("2c") && quantity_named(key.substr(0, key.size() - 1))) {
        key.pop_back();
        direction = Direction::out_of_plane;
    }
    return key;
}

/// Takes words of error out of the name, also those written onto it: dT, Terr, errB, sigmaT.
bool take_error(Words& words) {
    const std::size_t before = words.size();
    std::erase_if(words, [](const std::string& word) { return holds(error_words, lower(word)); });
    if (words.size() < before) {
        std::erase_if(words, [](const std::string& word) { return holds(error_fillers, lower(word)); });
        return true;
    }
    if (words.empty() || holds(other_names, joined(words, 0, words.size()))) return false;
    if (words.size() > 1 && holds(error_letters, lower(words[0])) &&
        quantity_named(joined(words, 1, words.size()))) {
        words.erase(words.begin());
        return true;
    }
    if (quantity_named(joined(words, 0, words.size()))) return false;
    Direction ignored = Direction::none;
    std::string& first = words.front();
    const std::string key = lower(first);
    const auto rest_is_name = [&](const std::string& rest) {
        return quantity_named(without_direction(rest, ignored)).has_value();
    };
    for (const Words& list : {error_words, error_letters})
        for (const std::string& word : list) {
            // `Ds` or `S_b` may be anything: of the letters, a small one alone stands for an error
            if (key.starts_with(word) && rest_is_name(key.substr(word.size())) &&
                (word.size() > 1 || std::islower(static_cast<unsigned char>(first[0])) || key == "dt" ||
                 key == "db" || key == "dh")) {
                first = first.substr(word.size());
                return true;
            }
            if (word.size() > 1 && key.ends_with(word) &&
                rest_is_name(key.substr(0, key.size() - word.size()))) {
                first.resize(first.size() - word.size());
                return true;
            }
        }
    return false;
}

std::string label_of(const Words& words, std::size_t first, std::size_t last, Quantity quantity) {
    if (quantity_named(joined(words, first, last)) == quantity) return "";  // `Field B`
    std::string text;
    for (std::size_t i = first; i < last; ++i) text += (text.empty() ? "" : " ") + words[i];
    return text;
}

/// Finds the quantity in the words: all of them, else the longest beginning, else the longest end.
void find_quantity(const Words& words, ColumnName& name) {
    const std::size_t n = words.size();
    if (holds(other_names, joined(words, 0, n))) return;
    for (std::size_t length = n; length > 0; --length) {
        const std::string key = without_direction(joined(words, 0, length), name.direction);
        if (holds(other_names, key)) return;
        if (const auto quantity = quantity_named(key)) {
            name.quantity = *quantity;
            name.label = label_of(words, length, n, *quantity);
            name.lower_case = words[0] == "t" || words[0] == "b" || words[0] == "h";
            return;
        }
    }
    for (std::size_t length = n; length-- > 1;) {
        const std::string key = without_direction(joined(words, n - length, n), name.direction);
        if (holds(other_names, key)) return;
        if (const auto quantity = quantity_named(key)) {
            name.quantity = *quantity;
            name.label = label_of(words, 0, n - length, *quantity);
            name.certain = key.size() > 2;
            return;
        }
    }
    const std::string key = n > 0 ? lower(words[0]) : "";  // T1, B2
    const auto digits = key.find_first_of("0123456789");
    if (digits == key.npos || key.find_first_not_of("0123456789", digits) != key.npos) return;
    if (const auto quantity = quantity_named(key.substr(0, digits))) {
        name.quantity = *quantity;
        name.label = label_of(words, 0, 0, *quantity) + words[0].substr(digits);
        for (std::size_t i = 1; i < n; ++i) name.label += " " + words[i];
    }
}

void resolve(std::string_view text, ColumnName& name) {
    if (is_expression(text)) return;
    Words words = words_of(text);
    if (holds(sample_names, joined(words, 0, words.size()))) {
        name.quantity = Quantity::sample;
        return;
    }
    const std::string key = joined(words, 0, words.size());
    if (key == "xerr" || key == "yerr" || key == "xerror" || key == "yerror") {
        name.error = true;
        name.label = key.substr(0, 1);
        return;
    }
    if (const Direction told = take_direction(words); told != Direction::none) name.direction = told;
    name.error = take_error(words);
    if (!words.empty()) find_quantity(words, name);
    // an error of something else is no error of the column before it
    if (name.error && name.quantity == Quantity::other && !words.empty()) name.error = false;
}

/// Splits `T (K)` into what stands before the last bracket and what in it.
std::optional<std::pair<std::string_view, std::string_view>> last_bracket(std::string_view text) {
    if (!text.ends_with(')') && !text.ends_with(']')) return std::nullopt;
    const char closing = text.back(), opening = closing == ')' ? '(' : '[';
    int depth = 0;
    for (std::size_t i = text.size(); i-- > 0;) {
        depth += (text[i] == closing) - (text[i] == opening);
        if (depth == 0)
            return std::pair{trimmed(text.substr(0, i)), trimmed(text.substr(i + 1, text.size() - i - 2))};
    }
    return std::nullopt;
}

bool is_argument(std::string_view inside) {
    const std::string key = lower(inside);
    return key == "b" || key == "h" || key == "t" || key == "µ0h" || key == "";
}

/// `T/K`, `B_c2 / T`, `T/Tc`: the unit behind a slash.
bool take_slash(std::string_view& text, ColumnName& name) {
    const auto slash = text.rfind('/');
    if (slash == text.npos || slash == 0 || text[slash - 1] == '+' || text.find("//") != text.npos)
        return false;
    const std::string_view left = trimmed(text.substr(0, slash)), right = trimmed(text.substr(slash + 1));
    if (left.find_first_of("([") != left.npos && left.find_first_of(")]") == left.npos) return false;
    name.unit = right;
    name.has_unit = true;
    text = left;
    return true;
}

/// Takes the unit in brackets at the end; brackets before it are arguments, directions or labels.
bool take_brackets(std::string& text, ColumnName& name) {
    std::string label;
    bool taken = false;
    for (auto parts = last_bracket(text); parts && !parts->first.empty(); parts = last_bracket(text)) {
        const std::string inside(parts->second), before(parts->first);
        Words words = words_of(inside);
        const Direction told = take_direction(words);
        if (told != Direction::none && words.empty())
            name.direction = told;
        else if (!taken && (column_unit(inside) || !is_argument(inside)))
            name.unit = inside, name.has_unit = true, taken = true;
        else if (taken && !is_argument(inside))
            label = inside + (label.empty() ? "" : " ") + label;
        text = before;
    }
    if (!label.empty()) text += " " + label;
    return taken;
}

/// `T, K`, `T in K`, `T_K`, `Field Oe`: a unit as last word, where the rest is a name without it.
void take_suffix(std::string& text, ColumnName& name) {
    for (const std::string_view sign : {", ", ",", " in ", "_", " "}) {
        const auto at = text.rfind(sign);
        if (at == text.npos || at == 0) continue;
        const std::string left(trimmed(std::string_view(text).substr(0, at)));
        const std::string right(trimmed(std::string_view(text).substr(at + sign.size())));
        const auto unit = column_unit(right);
        ColumnName rest;
        resolve(left, rest);
        const bool named = rest.quantity != Quantity::other;
        if (sign == " in " && named && !unit && right.find("plane") == right.npos) {
            name.unit = right, name.has_unit = true, text = left;
            return;
        }
        if (!unit || unit->of == UnitOf::number || right == "Tc" || right == "Bc2" || right == "Hc2")
            continue;
        // sigma_T is the error of T, not an error in tesla; `Temperature T` has its symbol beside it
        if (sign == " " && right == "T" && rest.quantity == Quantity::temperature) continue;
        const bool plain =
            unit->of == UnitOf::temperature || unit->of == UnitOf::field || unit->of == UnitOf::percent;
        if (!plain || !(named || (rest.error && right != "T"))) continue;
        if ((sign == "_" || sign == " ") && right.size() == 1 && right != "K" && right != "T" &&
            right != "G" && right != "%")
            continue;
        name.unit = right, name.has_unit = true, text = left;
        return;
    }
}

}  // namespace

ColumnName column_name(std::string_view whole) {
    ColumnName name;
    name.text = printable(std::string(trimmed(whole)));
    std::string_view view = trimmed(whole);
    if (const auto equals = view.find('=');
        equals != view.npos && view.find('/', equals) != view.npos && view.find_first_of("([") > equals)
        view = trimmed(view.substr(equals + 1));  // t = T/Tc
    std::string text(view);
    // B/Bc2(0): a bracket that belongs to the unit
    const auto slash = text.rfind('/');
    const bool ratio = slash != text.npos &&
                       column_unit(std::string_view(text).substr(slash + 1)).has_value() &&
                       text.find_first_of("([") > slash && text.find("//") == text.npos;
    if (ratio || !take_brackets(text, name)) {
        std::string_view rest = text;
        if (take_slash(rest, name))
            text = std::string(rest);
        else
            take_suffix(text, name);
    } else if (std::string_view rest = text; name.unit == "1" || name.unit == "-" || name.unit.empty()) {
        ColumnName ratio_name;
        if (take_slash(rest, ratio_name) && column_unit(ratio_name.unit))  // T/Tc (1)
            name.unit = ratio_name.unit, text = std::string(rest);
    } else if (take_slash(rest, name)) {  // a ratio in another unit
        ColumnName other;
        other.text = name.text;
        return other;
    }
    resolve(text, name);
    return name;
}

bool is_criterion(std::string_view label) {
    const Words words = words_of(label);
    return std::any_of(words.begin(), words.end(), [](const std::string& word) {
        const std::string key = lower(word);
        return holds(criteria, key) || key.ends_with('%') ||
               key.find_first_not_of("0123456789.") == key.npos ||
               (key.starts_with("rn") && key.find_first_not_of("0123456789", 2) == key.npos);
    });
}

Direction direction_of(std::string_view text) {
    Words words = words_of(text);
    words.insert(words.begin(), "Hc2");
    return take_direction(words);
}

}  // namespace mirage
