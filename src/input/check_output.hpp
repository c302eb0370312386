#pragma once
// Files that cannot be made are refused before anything is computed.

#include <string>

namespace mirage {

/// Throws InputError unless a file of this name can be made: folder there and writable, not itself a folder.
void check_output(const std::string& option, const std::string& file);

}  // namespace mirage
