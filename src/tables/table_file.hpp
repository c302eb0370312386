#pragma once
// Tables as they lie on the disk.

#include <string>

#include "tables/table.hpp"

namespace mirage {

/// The content of a file, of standard input where it is `-` or /dev/stdin. Throws InputError where it cannot
/// be read or is longer than 32 MB.
std::string file_bytes(const std::string& file);

/// The table of a file, by table_of.
Table read_table(const std::string& file);

}  // namespace mirage
