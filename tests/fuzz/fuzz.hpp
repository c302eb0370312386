#pragma once
// What all targets share: input as text, input as a file, and what must hold of every refusal.

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "input/input_error.hpp"
#include "input/text.hpp"
#include "same_bits.hpp"

namespace mirage_fuzz {

inline std::string text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Stops the target where a promise is broken.
inline void require(bool promise) {
    if (!promise) std::abort();
}

using mirage_test::same_bits;

/// Runs what may refuse its input; false if it did. A refusal is one line of bounded length, safe to print.
template <class Action>
bool accepted(const Action& action) {
    try {
        action();
        return true;
    } catch (const mirage::InputError& error) {
        const std::string message = error.what();
        require(!message.empty() && message.size() < 1000 && message == mirage::printable(message));
        return false;
    }
}

/// Whether a word after a colon could be a count from 10,000 to 99,999,999: too slow to try a million times.
/// Counts that are longer still are refused at once, and tried.
inline bool has_long_count(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != ':') continue;
        std::size_t first = text.find_first_not_of(" \t\r0", i + 1), last = first;
        while (last < text.size() && text[last] >= '0' && text[last] <= '9') ++last;
        if (first < text.size() && last - first >= 5 && last - first <= 8) return true;
    }
    return false;
}

/// A file in memory, the same one for all inputs, for code that reads files by name.
inline std::string file_with(std::string_view content) {
    static const int file = memfd_create("fuzz", 0);
    require(file >= 0 && ftruncate(file, 0) == 0);
    require(pwrite(file, content.data(), content.size(), 0) == static_cast<ssize_t>(content.size()));
    return "/proc/self/fd/" + std::to_string(file);
}

}  // namespace mirage_fuzz
