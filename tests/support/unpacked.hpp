#pragma once
// The reverse of packed_values, written on its own.

#include <zlib.h>

#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace mirage_test {

inline std::string from_base64(const std::string& text) {
    std::string bytes;
    unsigned bits = 0, count = 0;
    for (const char c : text) {
        const unsigned value = c >= 'A' && c <= 'Z'   ? static_cast<unsigned>(c - 'A')
                               : c >= 'a' && c <= 'z' ? static_cast<unsigned>(c - 'a') + 26u
                               : c >= '0' && c <= '9' ? static_cast<unsigned>(c - '0') + 52u
                               : c == '+'             ? 62u
                                                      : 63u;
        if (c == '=') break;
        bits = bits << 6 | value;
        count += 6;
        if (count >= 8) bytes += static_cast<char>(bits >> (count -= 8) & 255u);
    }
    return bytes;
}

/// `count` values of the type Value.
template <class Value>
std::vector<double> unpacked(const std::string& text, std::size_t count) {
    const std::string stream = from_base64(text);
    std::string bytes(count * sizeof(Value), '\0');
    uLongf size = bytes.size();
    if (uncompress(reinterpret_cast<Bytef*>(bytes.data()), &size,
                   reinterpret_cast<const Bytef*>(stream.data()), stream.size()) != Z_OK ||
        size != bytes.size())
        throw std::runtime_error("not a zlib stream of that many values");
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) {
        char own[sizeof(Value)];
        for (std::size_t byte = 0; byte < sizeof(Value); ++byte) own[byte] = bytes[byte * count + i];
        Value value;
        std::memcpy(&value, own, sizeof(Value));
        values.push_back(static_cast<double>(value));
    }
    return values;
}

}  // namespace mirage_test
