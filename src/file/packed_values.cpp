#include "file/packed_values.hpp"

#include <zlib.h>

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace mirage {
namespace {

template <class Value>
std::string shuffled(const std::vector<double>& values) {
    std::string bytes(values.size() * sizeof(Value), '\0');
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Value value = static_cast<Value>(values[i]);
        char own[sizeof(Value)];
        std::memcpy(own, &value, sizeof(Value));
        for (std::size_t byte = 0; byte < sizeof(Value); ++byte) bytes[byte * values.size() + i] = own[byte];
    }
    return bytes;
}

std::string shuffled(PackedType type, const std::vector<double>& values) {
    switch (type) {
        case PackedType::f4:
            return shuffled<float>(values);
        case PackedType::i1:
            return shuffled<std::int8_t>(values);
        default:
            return shuffled<double>(values);
    }
}

std::string deflated(std::string_view bytes) {
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    std::string stream(size, '\0');
    if (compress2(reinterpret_cast<Bytef*>(stream.data()), &size,
                  reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()),
                  Z_BEST_COMPRESSION) != Z_OK)
        throw std::runtime_error("zlib cannot compress the values");
    stream.resize(size);
    return stream;
}

/// RFC 4648, with padding.
std::string base64(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    const auto byte = [&](std::size_t i) -> unsigned {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u;
    };
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const unsigned three = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        text += letters[three >> 18];
        text += letters[three >> 12 & 63];
        text += i + 1 < bytes.size() ? letters[three >> 6 & 63] : '=';
        text += i + 2 < bytes.size() ? letters[three & 63] : '=';
    }
    return text;
}

}  // namespace

const char* name_of(PackedType type) {
    return type == PackedType::f8 ? "f8" : type == PackedType::f4 ? "f4" : "i1";
}

std::size_t size_of(PackedType type) {
    return type == PackedType::f8 ? sizeof(double) : type == PackedType::f4 ? sizeof(float) : 1;
}

std::string packed_values(PackedType type, const std::vector<double>& values) {
    return base64(deflated(shuffled(type, values)));
}

}  // namespace mirage
