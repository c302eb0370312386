#include <fmt/format.h>

#include "command/commands.hpp"
#include "command/completion.hpp"
#include "command/help_text.hpp"
#include "command/man_page.hpp"
#include "input/arguments.hpp"
#include "input/input_error.hpp"
#include "input/suggestion.hpp"
#include "results/output.hpp"

namespace mirage {
namespace {

const std::vector<std::string> shells{"bash", "zsh"};

bool is_deck(const Arguments& words) { return words.size() == 1 && words[0] == "deck"; }

std::string manual(const Arguments& words) {
    if (words.size() > 1) throw InputError("help: --man takes one command");
    if (is_deck(words)) return deck_man_page();
    return words.empty() ? program_man_page() : command_man_page(find_command(words[0]));
}

std::string help_on(const Arguments& words) {
    if (words.empty()) return program_help();
    if (is_deck(words)) return deck_help();
    const Command& command = find_command(words[0]);
    if (words.size() == 1) return command_help(command);
    if (!command.topic)
        throw InputError(fmt::format("help: '{}': {} has no help on single words", words[1], command.name));
    return command.topic(words[1]);
}

int run_help(const Arguments& given) {
    Arguments words = given;
    const bool man = take_flag(words, "man");
    const std::string shell = take_option(words, "completion");
    if (shell.empty()) {
        write_text("", man ? manual(words) : help_on(words));
        return 0;
    }
    if (man || !words.empty()) throw InputError("help: --completion is given alone");
    write_text("", choice("--completion", shell, shells) == 0 ? bash_completion() : zsh_completion());
    return 0;
}

}  // namespace

Command help_command() {
    Command command;
    command.name = "help";
    command.summary =
        "the help on a command, on one formula or on decks; man pages and completion for the shell";
    command.usage = "[COMMAND [NAME]|deck] [--man] [--completion bash|zsh]";
    command.description =
        "The help on a command; mirage COMMAND --help does the same. mirage help deck lists the keys of a "
        "deck.";
    command.examples = {"mirage help fit", "mirage help formula klb", "mirage help deck",
                        "source <(mirage help --completion bash)"};
    command.options = {{"man", "", "as a man page, for man -l"},
                       {"completion", "bash|zsh", "the completion script of a shell", shells}};
    command.words = {"COMMAND", 2};
    command.run = run_help;
    return command;
}

}  // namespace mirage
