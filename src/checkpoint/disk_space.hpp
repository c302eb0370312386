#pragma once
// Room for files.

#include <string>

namespace mirage {

/// Free bytes on the disk of a file; infinity where nobody tells.
double free_space(const std::string& file);

/// Throws std::runtime_error unless `needed` bytes are free: a full disk is better known before HDF5 meets
/// it.
void check_space(const std::string& file, double needed);

}  // namespace mirage
