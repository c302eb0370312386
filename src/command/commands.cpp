#include "command/commands.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/suggestion.hpp"

namespace mirage {
namespace {

std::vector<std::string> command_names() {
    std::vector<std::string> names;
    for (const Command& command : commands()) names.push_back(command.name);
    return names;
}

/// The other commands that know an option, for who gave it to the wrong one.
std::string commands_with(const std::string& name) {
    std::string list;
    for (const Command& command : commands())
        for (const CommandOption& option : all_options(command))
            if (option.name == name) list += fmt::format("{}{}", list.empty() ? "" : ", ", command.name);
    return list;
}

void refuse_foreign_option(const Command& command, const Arguments& arguments) {
    const std::vector<CommandOption> known = all_options(command);
    for (const std::string& word : arguments) {
        if (!word.starts_with("--")) continue;
        const std::string name = word.substr(2, word.find('=') - 2);
        const bool mine = std::any_of(known.begin(), known.end(),
                                      [&](const CommandOption& option) { return option.name == name; });
        if (mine) continue;
        if (const std::string others = commands_with(name); !others.empty())
            throw InputError(fmt::format("{}: --{} is an option of: {}", command.name, name, others));
    }
}

void check_words(const Command& command, const std::vector<std::string>& words) {
    if (words.size() <= command.words.most) return;
    const std::string& word = words[command.words.most];
    std::vector<std::string> names;
    for (const CommandOption& option : all_options(command)) names.push_back(option.name);
    std::string hint = did_you_mean(word.substr(0, word.find('=')), names, "--");
    if (hint.empty())
        hint = word.find_first_not_of("+-.0123456789eE") == word.npos
                   ? "; a list of numbers is written 0.1,0.5"
                   : "; options are written --name value";
    throw InputError(fmt::format("{}: '{}': unexpected argument{}", command.name, word, hint));
}

/// `--overwrite` belongs to every `--output`.
void add_overwrite(Command& command) {
    const std::vector<CommandOption> all = all_options(command);
    const auto is_output = [](const CommandOption& option) { return option.name == "output"; };
    if (std::any_of(all.begin(), all.end(), is_output))
        command.options.push_back(
            {"overwrite", "", "the output replaces whatever file is there, but never an input"});
}

}  // namespace

const std::vector<Command>& commands() {
    static const std::vector<Command> list = [] {
        std::vector<Command> all{
            sweep_command(), point_command(),        line_command(),       spectrum_command(),
            bands_command(), current_command(),      formula_command(),    transitions_command(),
            fit_command(),   fit_spectrum_command(), fit_sample_command(), visibility_command(),
            show_command(),  verify_command(),       plot_command(),       explore_command(),
            init_command(),  cite_command(),         help_command(),       version_command()};
        std::vector<std::string> names;
        for (const Command& command : all) names.push_back(command.name);
        for (Command& command : all) add_overwrite(command);
        for (Command& command : all)
            if (command.words.name == "COMMAND") command.words.allowed = names;
        return all;
    }();
    return list;
}

const Command& find_command(const std::string& name) {
    const std::vector<std::string> names = command_names();
    for (const Command& command : commands())
        if (name == command.name) return command;
    const std::string meant = did_you_mean(name, names);
    throw InputError(fmt::format("unknown command '{}'{} commands: {}", name, meant.empty() ? ":" : meant,
                                 fmt::join(names, ", ")));
}

std::vector<CommandOption> all_options(const Command& command) {
    std::vector<CommandOption> all = command.options;
    if (!command.settings) return all;
    for (CommandOption& setting : setting_options(*command.settings)) {
        const auto own = [&](const CommandOption& option) { return option.name == setting.name; };
        if (std::none_of(command.options.begin(), command.options.end(), own))
            all.push_back(std::move(setting));
    }
    return all;
}

bool takes_setting(const Command& command, const Setting& setting) {
    if (!command.settings || setting.scope > *command.settings) return false;
    return std::none_of(command.options.begin(), command.options.end(),
                        [&](const CommandOption& option) { return option.name == setting.option; });
}

std::string value_in(const Command& command, const Setting& setting) {
    const auto axis = std::find(command.axes.begin(), command.axes.end(), setting.name);
    return value_name(setting, axis == command.axes.end() ? *command.settings : Scope::sweep);
}

CommandOption format_option(const std::vector<std::string>& choices, const std::string& otherwise) {
    return {"format", fmt::format("{}", fmt::join(choices, "|")),
            fmt::format("how it is printed (default {})", otherwise), choices};
}

Arguments checked_arguments(const Command& command, const Arguments& arguments) {
    refuse_foreign_option(command, arguments);
    const GivenArguments given = parse_arguments(arguments, all_options(command));
    check_words(command, given.words);
    return given.in_order();
}

bool asks_for_help(const Arguments& arguments) {
    return std::any_of(arguments.begin(), arguments.end(),
                       [](const std::string& argument) { return argument == "--help" || argument == "-h"; });
}

}  // namespace mirage
