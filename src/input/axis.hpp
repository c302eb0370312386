#pragma once
// Axes of the grid as a user writes them.

#include <string>
#include <string_view>
#include <vector>

namespace mirage {

/// An axis: the text it was given as, and its values, strictly ascending, never empty.
struct Axis {
    std::string text = "0";
    std::vector<double> values{0.0};
};

/// One finite number. Throws InputError naming `option`.
double parse_number(std::string_view option, std::string_view text);

/// Two whole numbers with a comma and no blank may be one number, 1,5: throws InputError with both spellings,
/// 1.5 and 1, 5. Any other text passes.
void refuse_decimal_comma(std::string_view option, std::string_view text);

/// `a:b:n` (n points, both ends exact), `a:b:n:log` (the same, equidistant in the logarithm) or a comma list.
/// At most 10,000,000 values. Throws InputError naming `option`.
Axis parse_axis(std::string_view option, std::string_view text);

/// The value of an axis that must have just one. Throws InputError naming `option`.
double single_value(std::string_view option, const Axis& axis);

}  // namespace mirage
