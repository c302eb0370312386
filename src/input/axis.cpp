#include "input/axis.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "input/decimal.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

constexpr std::size_t max_values = 10'000'000;
constexpr const char* allowed = "a:b:n, a:b:n:log or a comma list of numbers";

[[noreturn]] void refuse(std::string_view option, std::string_view text, std::string_view reason) {
    throw InputError(fmt::format("{} = '{}': {}", option, text, reason));
}

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

/// Of a number with a comma where its point should be, 0,5 or -1,25e-3: the number with a point; else empty.
std::string with_point(std::string_view text) {
    const auto comma = text.find(',');
    if (comma == text.npos || comma == 0) return {};
    std::string_view whole = text.substr(0, comma), rest = text.substr(comma + 1);
    if (whole.front() == '-' || whole.front() == '+') whole.remove_prefix(1);
    const auto exponent = rest.find_first_of("eE");
    if (!all_digits(whole) || !all_digits(rest.substr(0, exponent))) return {};
    std::string number(text);
    number[comma] = '.';
    return number;
}

/// What is most likely wrong with a text that is no number.
std::string not_a_number(std::string_view text) {
    if (const std::string number = with_point(text); !number.empty())
        return fmt::format("a decimal comma? write {}", number);
    if (text.find_first_of("[](){}") != text.npos) return "must be a finite number, without brackets";
    const Decimal number = leading_decimal(text);
    const std::string_view rest = trimmed(number.rest);
    constexpr const char* letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%/";
    if (number.error == std::errc() && !rest.empty() && rest.find_first_not_of(letters) == rest.npos)
        return "must be a finite number, without a unit: --units reduced or si decides it";
    return "must be a finite number";
}

std::size_t parse_count(std::string_view option, std::string_view whole, std::string_view text) {
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size() || count < 1 || count > max_values)
        refuse(
            option, whole,
            fmt::format("the number of points '{}' must be a whole number from 1 to {}", text, max_values));
    return count;
}

/// A decimal with more digits than a double keeps. The text is a number.
long double extended(std::string_view text) {
    return std::strtold(std::string(trimmed(text)).c_str(), nullptr);
}

/// The double nearest to x, or to the decimal of at most 15 digits that x is but for rounding: 0.3, not
/// 0.30000000000000004. `scale` is that of the numbers that x was computed from.
double nearest_decimal(long double x, long double scale) {
    constexpr long double rounding = 0x1p-58L;
    if (std::fabs(x) < rounding * scale) return 0.0;
    char digits[40];
    std::snprintf(digits, sizeof digits, "%.15Lg", x);
    const bool is_decimal = std::fabs(std::strtold(digits, nullptr) - x) <= rounding * scale;
    return is_decimal ? std::strtod(digits, nullptr) : static_cast<double>(x);
}

/// Number i of the count values from a to b.
double linear_value(long double a, long double b, std::size_t i, std::size_t count) {
    const auto left = static_cast<long double>(count - 1 - i), right = static_cast<long double>(i);
    return nearest_decimal((a * left + b * right) / (left + right), std::max(std::fabs(a), std::fabs(b)));
}

double logarithmic_value(long double a, long double b, std::size_t i, std::size_t count) {
    const long double x =
        a * std::pow(b / a, static_cast<long double>(i) / static_cast<long double>(count - 1));
    return nearest_decimal(x, x);
}

std::vector<double> range(std::string_view option, std::string_view text,
                          const std::vector<std::string_view>& parts) {
    const bool logarithmic = parts.size() == 4;
    if (parts.size() < 3 || parts.size() > 4 || (logarithmic && parts[3] != "log"))
        refuse(option, text, fmt::format("allowed: {}", allowed));
    const double a = parse_number(option, parts[0]);
    const double b = parse_number(option, parts[1]);
    const std::size_t count = parse_count(option, text, parts[2]);
    if (logarithmic && (a <= 0.0 || b <= 0.0)) refuse(option, text, "a logarithmic axis needs ends above 0");
    if (count == 1 && a != b) refuse(option, text, "one point needs equal ends");
    const long double first = extended(parts[0]), last = extended(parts[1]);
    std::vector<double> values(count);
    for (std::size_t i = 1; i + 1 < count; ++i)
        values[i] =
            logarithmic ? logarithmic_value(first, last, i, count) : linear_value(first, last, i, count);
    values.front() = a;
    values.back() = b;
    return values;
}

}  // namespace

void refuse_decimal_comma(std::string_view option, std::string_view text) {
    const std::string number = with_point(text);
    if (number.empty() || number.find_first_of("eE") != number.npos) return;
    const auto comma = text.find(',');
    refuse(option, text,
           fmt::format("a decimal comma? write {}, or '{}, {}' for two values", number, text.substr(0, comma),
                       text.substr(comma + 1)));
}

double parse_number(std::string_view option, std::string_view text) {
    std::string_view digits = trimmed(text);
    if (!digits.empty() && digits.front() == '+') digits.remove_prefix(1);
    const Decimal number = leading_decimal(digits);
    if (digits.empty() || number.error != std::errc() || !number.rest.empty() || !std::isfinite(number.value))
        refuse(option, text, not_a_number(digits));
    return number.value;
}

Axis parse_axis(std::string_view option, std::string_view text) {
    Axis axis{std::string(trimmed(text)), {}};
    if (axis.text.empty()) refuse(option, text, fmt::format("is empty; allowed: {}", allowed));
    if (axis.text.find(':') != std::string::npos) {
        axis.values = range(option, axis.text, split(axis.text, ':'));
    } else {
        if (axis.text.find_first_of("[](){};") != axis.text.npos)
            refuse(option, text, "a list of finite numbers is written 0.1, 0.5: commas, no brackets");
        refuse_decimal_comma(option, axis.text);
        for (const std::string_view part : split(axis.text, ','))
            axis.values.push_back(parse_number(option, part));
        if (axis.values.size() > max_values)
            refuse(option, axis.text, fmt::format("at most {} values", max_values));
    }
    for (std::size_t i = 1; i < axis.values.size(); ++i)
        if (!(axis.values[i] > axis.values[i - 1]))
            refuse(option, axis.text,
                   axis.text.find('.') == axis.text.npos && axis.text.find(':') == axis.text.npos
                       ? "the values must ascend, each one once; a decimal comma? write 0.5"
                       : "the values must ascend, each one once");
    return axis;
}

double single_value(std::string_view option, const Axis& axis) {
    if (axis.values.size() != 1)
        refuse(option, axis.text, fmt::format("one value is needed here, these are {}", axis.values.size()));
    return axis.values[0];
}

}  // namespace mirage
