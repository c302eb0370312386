#pragma once
// Man pages, from the declarations of the commands.

#include <string>

#include "command/commands.hpp"

namespace mirage {

/// mirage(1): the commands, exit status, environment.
std::string program_man_page();

/// mirage-NAME(1).
std::string command_man_page(const Command& command);

/// mirage-deck(5): the keys of a deck.
std::string deck_man_page();

/// mirage-file(5): what stands in a result file.
std::string file_man_page();

}  // namespace mirage
