#include <algorithm>
#include <array>

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

/// Help on what is no command.
struct Topic {
    const char* name = "";
    std::string (*help)() = nullptr;
    std::string (*man)() = nullptr;
};
constexpr auto topics =
    std::to_array<Topic>({{"deck", deck_help, deck_man_page}, {"file", file_help, file_man_page}});

/// Nothing where the words are not one of them.
const Topic* topic_of(const Arguments& words) {
    const auto* found = std::find_if(topics.begin(), topics.end(), [&](const Topic& topic) {
        return words.size() == 1 && words[0] == topic.name;
    });
    return found == topics.end() ? nullptr : found;
}

std::string manual(const Arguments& words) {
    if (words.size() > 1) throw InputError("help: --man takes one command");
    if (const Topic* topic = topic_of(words)) return topic->man();
    return words.empty() ? program_man_page() : command_man_page(find_command(words[0]));
}

std::string help_on(const Arguments& words) {
    if (words.empty()) return program_help();
    if (const Topic* topic = topic_of(words)) return topic->help();
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
        "the help on a command, a formula, decks or result files; man pages and completion for the shell";
    command.usage = "[COMMAND [NAME]|deck|file] [--man] [--completion bash|zsh]";
    command.description =
        "The help on a command; mirage COMMAND --help does the same. mirage help deck lists the keys of a "
        "deck, mirage help file what stands in a result file.";
    command.examples = {"mirage help fit", "mirage help formula klb", "mirage help deck", "mirage help file",
                        "source <(mirage help --completion bash)"};
    command.options = {{"man", "", "as a man page, for man -l"},
                       {"completion", "bash|zsh", "the completion script of a shell", shells}};
    command.words = {"COMMAND", 2};
    command.run = run_help;
    return command;
}

}  // namespace mirage
