#include "transitions/stated_value.hpp"

#include <cctype>
#include <charconv>
#include <filesystem>
#include <optional>

#include "input/text.hpp"
#include "tables/column_unit.hpp"

namespace mirage {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
}
bool is_alnum(char c) { return is_digit(c) || is_letter(c); }

/// Whether a number may begin at `at`: not inside a word or another number.
bool may_begin(std::string_view text, std::size_t at) {
    if (at == 0) return true;
    const char before = text[at - 1];
    if (is_digit(before) || before == '.') return false;
    if (!is_letter(before)) return true;
    const bool named = before == 'B' || before == 'H' || before == 'T';
    return named && (at == 1 || !is_alnum(text[at - 2]));
}

struct Number {
    double value = 0.0;
    std::size_t end = 0;
};

/// The number that begins at `at`, `0p5` among them.
std::optional<Number> number_at(std::string_view text, std::size_t at) {
    std::string digits;
    std::size_t end = at;
    bool point = false;
    while (end < text.size()) {
        const char c = text[end];
        const bool sign =
            (c == '.' || c == 'p') && !point && end + 1 < text.size() && is_digit(text[end + 1]);
        if (!is_digit(c) && !sign) break;
        point = point || sign;
        digits += sign ? '.' : c;
        ++end;
    }
    double value = 0.0;
    const auto [last, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc() || last != digits.data() + digits.size()) return std::nullopt;
    return Number{value, end};
}

/// A minus sign is one at the beginning and behind a blank, an opening bracket or an equals sign.
bool is_negative(std::string_view text, std::size_t at) {
    if (at == 0 || text[at - 1] != '-') return false;
    return at == 1 || std::string_view(" =(@").find(text[at - 2]) != std::string_view::npos;
}

}  // namespace

std::vector<StatedValue> stated_values(std::string_view text, Measurand quantity) {
    std::vector<StatedValue> found;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins =
            is_digit(text[at]) || (text[at] == '.' && at + 1 < text.size() && is_digit(text[at + 1]));
        if (!begins || !may_begin(text, at)) continue;
        const auto number = number_at(text, at);
        if (!number) continue;
        std::size_t first = number->end;
        while (first < text.size() && text[first] == ' ') ++first;
        std::size_t last = first;
        while (last < text.size() && is_letter(text[last])) ++last;
        const auto unit = column_unit(text.substr(first, last - first));
        const bool ends = last == text.size() || !is_digit(text[last]);
        const UnitOf wanted = quantity == Measurand::field ? UnitOf::field : UnitOf::temperature;
        const bool small =
            last == first + 1 && std::islower(static_cast<unsigned char>(text[first]));  // 2t, 5 g
        if (ends && unit && unit->of == wanted && !small) {
            const bool negative = is_negative(text, at);
            found.push_back({(negative ? -1.0 : 1.0) * number->value / unit->per,
                             text.substr(at - negative, last - at + negative)});
        }
        at = number->end - 1;
    }
    return found;
}

std::vector<double> assigned_values(std::string_view text, Measurand quantity) {
    std::vector<double> values;
    for (const StatedValue& stated : stated_values(text, quantity)) {
        std::string_view before =
            trimmed(text.substr(0, static_cast<std::size_t>(stated.text.data() - text.data())));
        if (!before.ends_with('=') && !before.ends_with(':')) continue;
        before = trimmed(before.substr(0, before.size() - 1));
        const auto start = before.find_last_of(",;:=()[]|\t");
        const Words words = words_of(start == before.npos ? before : before.substr(start + 1));
        const bool named = !words.empty() && quantity_named(lower_case(words.back())) == quantity;
        if (named || (!words.empty() && quantity_named(joined(words, 0, words.size())) == quantity))
            values.push_back(stated.value);
    }
    return values;
}

std::string file_stem(const std::string& file) {
    const std::filesystem::path path(file);
    const std::string extension = path.extension().string();
    const bool letters = extension.size() > 1 && is_letter(extension[1]);
    return letters ? path.stem().string() : path.filename().string();
}

}  // namespace mirage
