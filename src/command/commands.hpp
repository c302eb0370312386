#pragma once
// The commands of the program. Each is declared once, beside what runs it: the help, the man page, completion
// and the check of what is typed are made of the declaration.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "input/settings.hpp"

namespace mirage {

/// What is typed after the name of a command.
using Arguments = std::vector<std::string>;

/// The words of a command that belong to no option.
struct FreeWords {
    std::string name{};                  ///< in usage and help: DATA.csv; empty: the command takes none
    std::size_t most = 0;                ///< how many of them
    std::vector<std::string> allowed{};  ///< where only a few are; otherwise they are names of files
};

/// What a command makes of its `--output`: text, of which output_guard.hpp takes care, or a result, of which
/// it takes care itself.
enum class Output { text, result };

/// One command. `run` returns the exit status and throws InputError; it gets its words first, then
/// `--name=value` and flags, all of them known.
struct Command {
    std::string name;
    std::string summary;  ///< one line
    std::string usage;    ///< after `mirage NAME`
    std::string description;
    std::string results{};              ///< what it prints: columns
    std::vector<std::string> examples;  ///< whole command lines, one of them in SI units
    std::optional<Scope> settings{};    ///< which settings it takes; nothing: none
    std::vector<std::string> axes{};    ///< of these, those that may have several values here
    std::vector<std::pair<std::string, std::string>>
        defaults{};                        ///< of settings by name, where others than usual
    std::vector<CommandOption> options{};  ///< of its own
    FreeWords words{};
    Output output = Output::text;
    int (*run)(const Arguments& arguments) = nullptr;
    /// The help on one of its words, `mirage help formula NAME`. Throws InputError for another word.
    std::string (*topic)(const std::string& word) = nullptr;
};

/// All, each with `--overwrite` where it has an `--output`.
const std::vector<Command>& commands();

Command sweep_command(), point_command(), line_command(), spectrum_command(), bands_command(),
    current_command(), formula_command(), transitions_command(), fit_command(), fit_spectrum_command(),
    fit_sample_command(), visibility_command(), show_command(), verify_command(), plot_command(),
    explore_command(), init_command(), cite_command(), help_command(), version_command();

/// Throws InputError with the one that was meant.
const Command& find_command(const std::string& name);

/// Everything that a command takes: its own options, then settings.
std::vector<CommandOption> all_options(const Command& command);

/// Whether the command takes a setting that no option of its own stands for.
bool takes_setting(const Command& command, const Setting& setting);

/// What the command calls the value of a setting: AXIS where it may have several values here.
std::string value_in(const Command& command, const Setting& setting);

/// `--format`, with the words that a command knows.
CommandOption format_option(const std::vector<std::string>& choices, const std::string& otherwise);

/// The arguments in the order that commands take them in. Throws InputError for what the command does not
/// take.
Arguments checked_arguments(const Command& command, const Arguments& arguments);

/// Whether `--help` or `-h` is among the arguments.
bool asks_for_help(const Arguments& arguments);

}  // namespace mirage
