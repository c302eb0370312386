#pragma once
// Work on a file that is not trusted, in a process of its own.

#include <optional>
#include <string>

namespace mirage {

/// HDF5 itself can fault on a damaged file, so a child process does the rest: it gets nothing here, its
/// parent the exit status. Throws InputError if the child faulted.
std::optional<int> status_of_child(const std::string& file);

}  // namespace mirage
