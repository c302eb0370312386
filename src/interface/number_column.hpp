#pragma once
// A number of every row of a call.

#include <cstdint>

#include "mirage/numeric/constants.hpp"

namespace mirage {

/// n numbers, or one that holds for all rows, or what holds where none is given.
struct NumberColumn {
    const double* values = nullptr;
    std::int64_t stride = 0;  ///< 1 for n numbers, else 0
    double otherwise = quiet_nan;

    double at(std::int64_t row) const { return values ? values[row * stride] : otherwise; }
};

/// The smallest and the largest of count >= 1 numbers.
struct NumberRange {
    double least = 0.0, most = 0.0;
};

/// Throws InputError "name = value: must be a finite number" for the first that is none.
NumberRange range_of(const char* name, const double* values, std::int64_t count);

}  // namespace mirage
