#include "tables/cell_number.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>

#include "input/decimal.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

constexpr std::string_view missing_words[] = {
    "",      "nan",     "na",      "n/a",    "n.a.",    "n.a",  "#n/a",    "nd",       "n.d.",      "-",
    "--",    "---",     "–",       "—",      "null",    "none", "missing", "?",        "#num!",     "#div/0!",
    "#ref!", "#value!", "1.#qnan", "1.#ind", "-1.#ind", "-nan", "+nan",    "nan(ind)", "-nan(ind)", "*"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits with at most one decimal sign, then perhaps an exponent; nothing else.
std::optional<double> plain_number(std::string_view text, char decimal) {
    std::string digits;
    for (const char c : trimmed(text)) {
        if (c == decimal)
            digits += '.';
        else if (c == '.' || c == ',')
            return std::nullopt;
        else
            digits += c == 'd' || c == 'D' ? 'e' : c;  // the exponent of Fortran
    }
    const std::size_t first = digits.starts_with('+') ? 1 : 0;
    const std::size_t sign = first == 0 && digits.starts_with('-') ? 1 : first;
    if (sign >= digits.size() || !(is_digit(digits[sign]) || digits[sign] == '.')) return std::nullopt;
    const Decimal number = leading_decimal(std::string_view(digits).substr(first));
    if (number.error != std::errc() || !number.rest.empty() || !std::isfinite(number.value))
        return std::nullopt;
    return number.value;
}

std::optional<CellNumber> with_error(std::string_view value_text, std::string_view error_text, char decimal) {
    error_text = trimmed(error_text);
    const bool percent = error_text.ends_with('%');
    if (percent) error_text.remove_suffix(1);
    const auto value = plain_number(value_text, decimal), error = plain_number(error_text, decimal);
    if (!value || !error || *error < 0.0) return std::nullopt;
    return CellNumber{*value, percent ? *error / 100.0 * std::abs(*value) : *error, Bound::none};
}

/// `2.34(2)e-3`: the error in units of the last digit, or as it stands where it has a decimal sign.
std::optional<CellNumber> with_brackets(std::string_view text, char decimal) {
    const auto open = text.find('('), close = text.find(')');
    if (open == text.npos || close == text.npos || close < open) return std::nullopt;
    const std::string_view mantissa = trimmed(text.substr(0, open)), exponent = text.substr(close + 1);
    const std::string_view inside = trimmed(text.substr(open + 1, close - open - 1));
    if (mantissa.find_first_of("eEdD") != mantissa.npos || inside.empty()) return std::nullopt;
    if (!exponent.empty() && std::string_view("eEdD").find(exponent.front()) == exponent.npos)
        return std::nullopt;
    const auto value = plain_number(std::string(mantissa) + std::string(exponent), decimal);
    std::string error = std::string(inside);
    if (error.find(decimal) == error.npos) {
        if (!std::all_of(error.begin(), error.end(), is_digit)) return std::nullopt;
        const auto point = mantissa.find(decimal);
        const std::size_t places = point == mantissa.npos ? 0 : mantissa.size() - point - 1;
        if (places > 0) error = std::string(places + 1, '0') + error;
        if (places > 0) error.insert(error.size() - places, 1, decimal);
    }
    const auto width = plain_number(error + std::string(exponent), decimal);
    if (!value || !width || *width < 0.0) return std::nullopt;
    return CellNumber{*value, *width, Bound::none};
}

std::optional<CellNumber> with_bound(std::string_view text, char decimal) {
    const Bound bound = text.front() == '>' ? Bound::lower : Bound::upper;
    text.remove_prefix(text.size() > 1 && text[1] == '=' ? 2 : 1);
    const auto value = plain_number(text, decimal);
    if (!value) return std::nullopt;
    return CellNumber{*value, quiet_nan, bound};
}

}  // namespace

const char* sign_of(Bound bound) { return bound == Bound::lower ? ">" : bound == Bound::upper ? "<" : ""; }

bool is_missing(std::string_view text) {
    const std::string lower = lower_case(trimmed(text));
    return std::find(std::begin(missing_words), std::end(missing_words), lower) != std::end(missing_words);
}

std::optional<CellNumber> cell_number(std::string_view text, char decimal) {
    text = trimmed(text);
    if (is_missing(text)) return CellNumber{};
    if (const auto value = plain_number(text, decimal)) return CellNumber{*value, quiet_nan, Bound::none};
    if (text.front() == '>' || text.front() == '<') return with_bound(text, decimal);
    for (const std::string_view sign : {"±", "+/-", "+-"}) {
        const auto at = text.find(sign);
        if (at == text.npos) continue;
        if (text.front() == '(' && text.back() == ')')
            return with_error(text.substr(1, at - 1),
                              text.substr(at + sign.size(), text.size() - 1 - at - sign.size()), decimal);
        return with_error(text.substr(0, at), text.substr(at + sign.size()), decimal);
    }
    return with_brackets(text, decimal);
}

}  // namespace mirage
