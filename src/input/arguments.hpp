#pragma once
// The words of a command line.

#include <string>
#include <utility>
#include <vector>

namespace mirage {

/// An option: one of a single command, or a setting as the command line has it. Help, man pages, completion
/// and checks are made of it.
struct CommandOption {
    std::string name;     ///< without dashes; NAME in it stands for any name: `pocket.NAME.share`
    std::string value{};  ///< what the help calls its value: AXIS, FILE, ...; empty: a flag
    std::string help{};
    std::vector<std::string> choices{};  ///< its words, where only a few are allowed
    std::vector<std::string> also{};     ///< what else it is called, for suggestions
    bool repeated = false;               ///< may be given several times
};

/// Arguments in the order that commands take them in.
struct GivenArguments {
    std::vector<std::string> words;                            ///< that belong to no option
    std::vector<std::pair<std::string, std::string>> options;  ///< name and value; of a flag none

    /// The words, then `--name=value` and `--flag`.
    std::vector<std::string> in_order() const;
};

/// Throws InputError for an option that is not known (with the one that was meant), one given twice, one
/// without its value and a flag with one. -2 is a word or a value, -T a misspelt option.
GivenArguments parse_arguments(const std::vector<std::string>& arguments,
                               const std::vector<CommandOption>& known);

/// Whether a word is `option` or `option=value`.
bool names(const std::string& word, const std::string& option);

/// Whether an option has this name, or one that the NAME in it stands for.
bool stands_for(const CommandOption& option, const std::string& name);

// Commands take the options of their own out of the words and leave the settings.

/// Takes `--name X` or `--name=X` out of the words; empty if it is not there. Throws InputError where it is
/// given twice or without a value.
std::string take_option(std::vector<std::string>& arguments, const std::string& name);

/// Takes `--name` out of the words; whether it was there. Throws InputError for `--name=X`.
bool take_flag(std::vector<std::string>& arguments, const std::string& name);

/// A number for which `allowed` holds. Throws InputError telling the rule.
double number_where(const std::string& option, const std::string& text, bool (*allowed)(double),
                    const char* rule);
bool positive(double x);
bool not_negative(double x);

/// `auto` or a number not negative; NaN for auto and where nothing is given. Throws InputError.
double number_or_auto(const std::string& option, const std::string& text);

}  // namespace mirage
