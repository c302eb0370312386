#pragma once
// What a power cut must not take: data on the disk before their name, and names after them.

#include <string>

namespace mirage {

/// The folder that a name is in.
std::string folder_of(const std::string& name);

/// Returns when the data of a file, or the names in a folder, are on the disk (fsync), or where there is
/// nothing to sync. Throws std::system_error.
void sync_to_disk(const std::string& name);

/// Gives a written file its name, in place of what has it; after a power cut at any time that is the old
/// file or the new one, whole, and after the return the new one. Throws std::system_error.
void put_in_place(const std::string& written, const std::string& name);

}  // namespace mirage
