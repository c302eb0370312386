#pragma once
// Decimals as doubles.

#include <string_view>
#include <system_error>

namespace mirage {

/// How far a text is a number: `rest` is what follows it, `error` is std::errc() where it is one.
struct Decimal {
    double value = 0.0;
    std::string_view rest;
    std::errc error = std::errc::invalid_argument;
};

/// The number at the beginning of a text, correctly rounded, in no locale: digits with at most one point,
/// perhaps with an exponent, or inf or nan, behind at most a minus sign. As std::from_chars, also where the
/// standard library has none of doubles.
Decimal leading_decimal(std::string_view text);

}  // namespace mirage
