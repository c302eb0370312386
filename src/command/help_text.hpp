#pragma once
// The help, as text for a terminal.

#include <string>

#include "command/commands.hpp"

namespace mirage {

/// The commands with their summaries.
std::string program_help();

/// Usage, description, results, options, settings with unit, range and default, examples.
std::string command_help(const Command& command);

/// The sections of a deck with their keys.
std::string deck_help();

/// What stands in a result file.
std::string file_help();

/// A setting of a command in words: what it is, unit, range, default in both systems of units.
std::string setting_text(const Command& command, const Setting& setting);

/// "  --name VALUE   text", with the text wrapped in a column of its own.
std::string option_line(const std::string& name, const std::string& value, const std::string& text);

/// " [energy]", or nothing.
std::string unit_in_brackets(const Setting& setting);

}  // namespace mirage
