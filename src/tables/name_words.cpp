#include "tables/name_words.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include <fmt/format.h>
#include <boost/algorithm/string/replace.hpp>

namespace mirage {
namespace {

// Words between blanks; names as `joined` leaves them.
constexpr std::string_view temperature_names =
    " t temp temperature tc tcrit tcritical criticaltemperature criticaltemp "
    "transitiontemperature tsample samplet sampletemp sampletemperature temperaturesample ttransition "
    "tkelvin tempsample tempk superconductingtemperature superconductingcriticaltemperature "
    "superconductingtransitiontemperature ";
constexpr std::string_view field_names =
    " b h mu0h muoh u0h mu0b bc2 hc2 mu0hc2 muohc2 u0hc2 mu0bc2 bc hc mu0hc muohc u0hc field "
    "magneticfield magfield criticalfield uppercriticalfield "
    "uppercritical criticalmagneticfield uppercriticalmagneticfield bfield hfield appliedfield "
    "appliedmagneticfield externalfield externalmagneticfield bcrit hcrit mu0hcrit bcritical "
    "hcritical bext hext mu0hext bapplied happlied bappl happl mu0happl fieldb fieldh bmagnet "
    "magnetfield superconductingcriticalfield ";
constexpr std::string_view sample_names =
    " sample samples samplename sampleid samplelabel device devicename deviceid specimen flake ";
/// Look like or and are others.
constexpr std::string_view other_names =
    " bsupercooling bsuperheating bjump bcollapse bmomentum bmomentumonset qmomentum birr hirr mu0hirr "
    "bc1 hc1 mu0hc1 bc3 hc3 mu0hc3 bp hp mu0hp bpauli hpauli tc0 tco tbkt tbkt0 fieldangle "
    "temperaturestability fieldrate temperaturerate samplenumber sampleposition samplethickness "
    "ttricritical tupturn tcriticalpoint ";
/// Labels that tell how a point was taken, not of which sample.
constexpr std::string_view criteria =
    " onset mid midpoint middle offset zero zeroresistance max min up down increasing decreasing raw "
    "corrected corr fit fitted model theory calc calculated smooth smoothed low high start end set "
    "setpoint target avg average mean median final initial before after rn forward backward fwd bwd "
    "warming cooling plus minus upper lower left right x y z bath stage probe controller cernox hall "
    "irr old new exp pos neg whh klb ising gl first second criterion r rho r0 ";

/// Signs by which a name is a formula of its quantity.
constexpr std::string_view formula_signs[] = {
    "²",  "³",  "^2", "^3", "^(", "^-", "^{2", "^{-",  "log", "ln(", "ln ", "sqrt", "1/",  "exp(", "*",  "√",
    "^0", "^1", "d^", "/d", "×",  "·",  "x10", "x 10", " - ", " + ", "-tc", "tc-",  "-bc", "-hc",  "-b0"};

/// Signs as words, so that a name is of letters and digits alone.
std::string with_words(std::string_view text) {
    std::string result(text);
    constexpr std::pair<std::string_view, std::string_view> signs[] = {
        {"$", ""},      {"{", ""},        {"}", ""},        {"\\", ""},       {"µ", "mu"},
        {"μ", "mu"},    {"σ", " sigma "}, {"Δ", " delta "}, {"δ", " delta "}, {"∆", " delta "},
        {"₀", "0"},     {"₁", "1"},       {"₂", "2"},       {"₃", "3"},       {"∥", " || "},
        {"‖", " || "},  {"//", " || "},   {"⊥", " perp "},  {"±", " pm "},    {"+/-", " pm "},
        {"+-", " pm "}, {"yEr", " err "}};
    for (const auto& [sign, word] : signs) boost::replace_all(result, sign, word);
    return result;
}

}  // namespace

bool holds(std::string_view list, std::string_view word) {
    return !word.empty() && list.find(fmt::format(" {} ", word)) != list.npos;
}

std::string joined(const Words& words, std::size_t first, std::size_t last) {
    std::string text;
    for (std::size_t i = first; i < last; ++i) text += words[i];
    return lower_case(text);
}

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

bool is_formula(std::string_view text) {
    const std::string plain = lower_case(text);
    const bool difference = plain.ends_with("-t") || plain.ends_with("-b") || plain.ends_with("-h");
    const auto power = plain.find('^');
    const bool number =
        power != plain.npos && power + 1 < plain.size() && plain[power + 1] >= '0' && plain[power + 1] <= '9';
    return difference || number ||
           std::any_of(std::begin(formula_signs), std::end(formula_signs),
                       [&](std::string_view sign) { return plain.find(sign) != plain.npos; });
}

std::optional<Measurand> quantity_named(const std::string& key) {
    if (holds(temperature_names, key)) return Measurand::temperature;
    if (holds(field_names, key)) return Measurand::field;
    if (holds(sample_names, key)) return Measurand::sample;
    if (holds(other_names, key)) return Measurand::other;
    return std::nullopt;
}

bool is_criterion(std::string_view label) {
    const Words words = words_of(label);
    return std::any_of(words.begin(), words.end(), [](const std::string& word) {
        const std::string key = lower_case(word);
        return holds(criteria, key) || key.ends_with('%') ||
               key.find_first_not_of("0123456789.") == key.npos ||
               (key.starts_with("rn") && key.find_first_not_of("0123456789", 2) == key.npos);
    });
}

bool is_criterion_alone(std::string_view text) {
    const Words words = words_of(text);
    const bool letters = text.find('%') != text.npos || text.find_first_not_of("0123456789., ") != text.npos;
    return letters && !words.empty() && std::all_of(words.begin(), words.end(), [](const std::string& word) {
               return is_criterion(word);
           });
}

}  // namespace mirage
