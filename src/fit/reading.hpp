#pragma once
// The options that tell how a data file is read.

#include <string>
#include <vector>

#include "fit/data.hpp"
#include "input/arguments.hpp"

namespace mirage {

CommandOption columns_option();

/// Takes `--columns` out of the words; `--tc0` and `--g-factor`, which reduced columns need, stay there.
/// Throws InputError.
ReadingOptions take_reading_options(std::vector<std::string>& arguments);

}  // namespace mirage
