#include "input/axis.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

constexpr std::size_t max_values = 10'000'000;
constexpr const char* allowed = "a:b:n, a:b:n:log or a comma list of numbers";

[[noreturn]] void refuse(std::string_view option, std::string_view text, std::string_view reason) {
    throw InputError(fmt::format("{} = '{}': {}", option, text, reason));
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
    std::vector<double> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double x = count == 1 ? 0.0 : static_cast<double>(i) / static_cast<double>(count - 1);
        values[i] = logarithmic ? a * std::pow(b / a, x) : a + x * (b - a);
    }
    values.front() = a;
    values.back() = b;
    return values;
}

}  // namespace

double parse_number(std::string_view option, std::string_view text) {
    std::string_view digits = trimmed(text);
    if (!digits.empty() && digits.front() == '+') digits.remove_prefix(1);
    double value = 0.0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() ||
        !std::isfinite(value))
        refuse(option, text, "must be a finite number");
    return value;
}

Axis parse_axis(std::string_view option, std::string_view text) {
    Axis axis{std::string(trimmed(text)), {}};
    if (axis.text.empty()) refuse(option, text, fmt::format("is empty; allowed: {}", allowed));
    if (axis.text.find(':') != std::string::npos) {
        axis.values = range(option, axis.text, split(axis.text, ':'));
    } else {
        for (const std::string_view part : split(axis.text, ','))
            axis.values.push_back(parse_number(option, part));
        if (axis.values.size() > max_values)
            refuse(option, axis.text, fmt::format("at most {} values", max_values));
    }
    for (std::size_t i = 1; i < axis.values.size(); ++i)
        if (!(axis.values[i] > axis.values[i - 1]))
            refuse(option, axis.text, "the values must ascend, each one once");
    return axis;
}

double single_value(std::string_view option, const Axis& axis) {
    if (axis.values.size() != 1) refuse(option, axis.text, "one value is needed here");
    return axis.values[0];
}

}  // namespace mirage
