#pragma once
// What a file of measured points is read as.

#include "command/commands.hpp"

namespace mirage {

/// Whether the arguments of `show` are one file that is no result, and at most --format.
bool are_measurements(const Arguments& arguments);

/// Prints the points of every sample in K and T, as a table, CSV (which reads back as the same points) or
/// JSON, and what was taken for what. Throws InputError where they cannot be read.
int show_measurements(const Arguments& arguments);

}  // namespace mirage
