#pragma once
// Numbers as text of few characters, which a page can carry.

#include <memory>
#include <string>
#include <vector>

namespace mirage {

enum class PackedType { f8, f4, i1 };  ///< doubles, floats of 7 digits, small integers

/// "f8", "f4", "i1".
const char* name_of(PackedType type);

/// Bytes of one value.
std::size_t size_of(PackedType type);

/// Base64 of a zlib stream of the values, little-endian and with all first bytes before all second bytes,
/// which makes neighbours alike. Throws std::runtime_error where zlib fails.
std::string packed_values(PackedType type, const std::vector<double>& values);

}  // namespace mirage
