#pragma once
// A deck as it lies on the disk.

#include <string>

namespace mirage {

/// A whole deck, of bounded length whatever the file is. Throws InputError.
std::string read_deck_text(const std::string& name);

}  // namespace mirage
