#pragma once
// A temperature or a field that a text states: `R at 2 T`, `2T`, `R_T_2T`, `1.5K`.

#include <string>
#include <string_view>
#include <vector>

#include "tables/name_words.hpp"

namespace mirage {

struct StatedValue {
    double value = 0.0;     ///< [K] or [T]
    std::string_view text;  ///< with its unit, in the text searched
};

/// The numbers with a unit of the quantity; `0p5T` is 0.5 T. A number behind a letter is none, but behind a
/// bare B, H or T it is.
std::vector<StatedValue> stated_values(std::string_view text, Measurand quantity);

/// The one value in a free text of the form `B = 2 T`, `field: 500 Oe`, `T=1.5 K`; nothing where none is.
/// Several that differ are all there.
std::vector<double> assigned_values(std::string_view text, Measurand quantity);

/// The name of a file without folders and without an extension of letters: `R_2.5T` has none.
std::string file_stem(const std::string& file);

}  // namespace mirage
