#pragma once
// The vocabulary of column names.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/text.hpp"

namespace mirage {

enum class Measurand { other, temperature, field, sample };

using Words = std::vector<std::string>;

/// Whether a list of words between blanks, with a blank at both ends, holds the word.
bool holds(std::string_view list, std::string_view word);

/// Words of a name: runs of letters, digits and %. Greek letters and signs are words of their own (mu, sigma,
/// delta, par, perp, pm), markup of TeX is left out.
Words words_of(std::string_view text);

/// Words from `first` to before `last` as one key, in small letters.
std::string joined(const Words& words, std::size_t first, std::size_t last);

/// The quantity with this key: t, temperature, tc, ...; b, h, hc2, mu0hc2, criticalfield, ...; sample, ...;
/// `other` for keys that only look like one (hc1, tc0, birr); nothing for unknown ones.
std::optional<Measurand> quantity_named(const std::string& key);

/// Whether a name is a formula of its quantity: a power, a logarithm, an inverse, a product, a difference.
bool is_formula(std::string_view text);

/// Whether a label tells a criterion or a processing (50 %, onset, up, raw) and not a sample.
bool is_criterion(std::string_view label);

/// Whether a text is of such words alone, not of numbers alone.
bool is_criterion_alone(std::string_view text);

}  // namespace mirage
