#include "interface/number_column.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"

namespace mirage {

NumberRange range_of(const char* name, const double* values, std::int64_t count) {
    NumberRange range{values[0], values[0]};
    for (std::int64_t i = 0; i < count; ++i) {
        if (!std::isfinite(values[i]))
            throw InputError(fmt::format("{} = {}: must be a finite number", name, values[i]));
        range = {std::min(range.least, values[i]), std::max(range.most, values[i])};
    }
    return range;
}

}  // namespace mirage
