#pragma once
// The lines of a deck.

#include <string>
#include <vector>

namespace mirage {

/// `name = value` under `[section]`, in its line, counted from 1.
struct DeckEntry {
    std::string section, name, value;
    int line = 0;
};

/// What a deck says: `[section]`, `name = value` and comments (#), in lines that end with LF, CR LF or CR.
/// Before the first section `section.name = value` is read too. A byte order mark of UTF-8 is skipped. Throws
/// InputError "name:line: ..." for any other line, and for what is no text or another encoding.
std::vector<DeckEntry> deck_entries(const std::string& text, const std::string& name);

/// "name:line: ", where a message about a line begins.
std::string place_of(const std::string& name, int line);

}  // namespace mirage
