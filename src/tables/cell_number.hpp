#pragma once
// Numbers as people write them in tables.

#include <optional>
#include <string_view>

#include "mirage/numeric/constants.hpp"

namespace mirage {

/// What a number says: itself, or that the quantity lies above (lower) or below (upper) it.
enum class Bound { none, lower, upper };

/// ">", "<" or nothing, as a cell has it.
const char* sign_of(Bound bound);

/// A cell: its number, NaN where the cell is missing, and the error that it states with it, NaN where none.
struct CellNumber {
    double value = quiet_nan;
    double error = quiet_nan;
    Bound bound = Bound::none;
};

/// `2.34`, `1.2e-3`, `2.34(2)`, `2.34±0.02`, `2.34 +/- 0.02`, `2.34 ± 1 %`, `>34`, `<= 2`, and the empty
/// cell, `NaN`, `n/a`, `--` and the like as missing. Nothing for any other text: no thousands separators, no
/// units, nothing infinite.
std::optional<CellNumber> cell_number(std::string_view text, char decimal);

/// Whether the cell says that there is no value.
bool is_missing(std::string_view text);

}  // namespace mirage
