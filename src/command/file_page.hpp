#pragma once
// What stands in a result file, for the help and for the manual.

#include <string>
#include <vector>

#include "command/page_section.hpp"

namespace mirage {

/// Coordinates, the variables by the dimensions that they are on, global attributes: from the tables of
/// settings, quantities and attributes.
std::vector<PageSection> file_sections();

/// What the file is, which units it has, and how it says what was not computed.
std::string file_description();

/// How other programs read it: command lines, and Python.
const std::vector<std::string>& file_examples();

}  // namespace mirage
