#include "input/deck.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

constexpr std::string_view utf8_mark = "\xef\xbb\xbf";

/// Without a byte order mark. Throws InputError for what is no text.
std::string_view plain_text(std::string_view text, const std::string& name) {
    if (text.starts_with("\x89HDF"))
        throw InputError(
            fmt::format("{}: is an HDF5 file, not a deck: mirage sweep --from takes a result", name));
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
        throw InputError(fmt::format("{}: is UTF-16 text: a deck must be saved as UTF-8", name));
    if (text.find('\0') != text.npos)
        throw InputError(fmt::format("{}: is not a text file: a deck is needed", name));
    return text.starts_with(utf8_mark) ? text.substr(utf8_mark.size()) : text;
}

/// The line that begins at `begin`, which goes on to the next.
std::string_view next_line(std::string_view text, std::size_t& begin) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
    return line;
}

DeckEntry entry_of(std::string_view line, const std::string& section, int number) {
    const auto equals = line.find('=');
    std::string key(trimmed(line.substr(0, equals)));
    DeckEntry entry{section, key, std::string(trimmed(line.substr(equals + 1))), number};
    if (const auto dot = key.rfind('.'); section.empty() && dot != key.npos)
        entry.section = key.substr(0, dot), entry.name = key.substr(dot + 1);
    return entry;
}

}  // namespace

std::string place_of(const std::string& name, int line) { return fmt::format("{}:{}: ", name, line); }

std::vector<DeckEntry> deck_entries(const std::string& whole, const std::string& name) {
    const std::string_view text = plain_text(whole, name);
    std::vector<DeckEntry> entries;
    std::string section;
    int number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        ++number;
        const std::string_view given = next_line(text, begin);
        const std::string_view line = trimmed(given.substr(0, given.find('#')));
        if (line.empty()) continue;
        if (line.front() == '[' && line.back() == ']')
            section = trimmed(line.substr(1, line.size() - 2));
        else if (line.find('=') != line.npos && line.front() != '=')
            entries.push_back(entry_of(line, section, number));
        else
            throw InputError(fmt::format("{}'{}': a line is [section], name = value or a comment (#)",
                                         place_of(name, number), line.substr(0, 100)));
    }
    return entries;
}

}  // namespace mirage
