#include "input/text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace mirage {

namespace {

/// Bytes of the UTF-8 character that begins the text; 0 where none does.
std::size_t character_bytes(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (size == 0 || first > 0xf4 || size > text.size()) return 0;
    for (std::size_t i = 1; i < size; ++i)
        if ((byte(i) & 0xc0) != 0x80) return 0;
    // longer than needed, a surrogate, or above the last character
    const unsigned char second = size > 1 ? byte(1) : 0;
    if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
        (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f))
        return 0;
    return size;
}

/// Control characters of ASCII and those from U+0080 to U+009F.
bool is_control(std::string_view character) {
    const auto first = static_cast<unsigned char>(character[0]);
    return first < 32 || first == 127 || (first == 0xc2 && static_cast<unsigned char>(character[1]) < 0xa0);
}

}  // namespace

std::string printable(const std::string& text) {
    std::string result;
    const std::string_view whole = text;
    for (std::size_t i = 0; i < whole.size();) {
        const std::size_t bytes = character_bytes(whole.substr(i));
        const std::string_view character = whole.substr(i, std::max<std::size_t>(bytes, 1));
        if (bytes == 0)
            result += '?';
        else if (is_control(character))
            result += ' ';
        else
            result += character;
        i += character.size();
    }
    return result;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
    std::string result;
    std::size_t column = indent;
    for (const std::string_view word : split(text, ' ')) {
        if (word.empty()) continue;
        if (column > indent && column + 1 + word.size() > width) {
            result += '\n';
            result.append(indent, ' ');
            column = indent;
        } else if (column > indent) {
            result += ' ';
            ++column;
        }
        result += word;
        column += word.size();
    }
    return result;
}

std::string shortened(const std::string& text, std::size_t most) {
    if (text.size() <= most) return text;
    const std::size_t half = most / 2;
    return text.substr(0, half) + " ... " + text.substr(text.size() - half);
}

std::string_view trimmed(std::string_view text) {
    constexpr const char* blanks = " \t\r";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;) {
        const auto end = text.find(separator, begin);
        parts.push_back(trimmed(text.substr(begin, end - begin)));
        if (end == std::string_view::npos) return parts;
        begin = end + 1;
    }
}

std::vector<std::string> comma_list(std::string_view text) {
    if (text.empty()) return {};
    const std::vector<std::string_view> parts = split(text, ',');
    return {parts.begin(), parts.end()};
}

std::string counted(std::uint64_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string duration_text(double seconds) {
    if (seconds < 1.0) return fmt::format("{:.0f} ms", 1e3 * seconds);
    if (seconds < 60.0) return fmt::format("{:.1f} s", seconds);
    const auto whole = std::lround(seconds);
    if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string size_text(double bytes) {
    static constexpr const char* units[] = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    for (; bytes >= 1000.0 && unit < 4; ++unit) bytes /= 1000.0;
    return unit == 0 ? fmt::format("{:.0f} B", bytes) : fmt::format("{:.1f} {}", bytes, units[unit]);
}

}  // namespace mirage
