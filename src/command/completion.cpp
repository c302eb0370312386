#include "command/completion.hpp"

#include <fmt/format.h>

#include "command/commands.hpp"

namespace mirage {
namespace {

/// The options that are offered: without the longer forms of settings.
std::vector<CommandOption> offered(const Command& command) {
    std::vector<CommandOption> list = command.options;
    for (const Setting& setting : settings())
        if (takes_setting(command, setting))
            list.push_back({setting.option, value_in(command, setting), setting.help, setting.choices});
    if (command.settings) list.push_back(pocket_options().front());
    list.push_back({"help", "", "this help"});
    list.push_back({"cite", "", "what to cite for this command line"});
    return list;
}

bool takes_file(const CommandOption& option) { return option.value.starts_with("FILE"); }

/// What may follow an option, as lines of a case of bash; flags have none.
std::string bash_values(const Command& command) {
    std::string text;
    for (const CommandOption& option : offered(command)) {
        if (option.value.empty()) continue;
        const std::string values = takes_file(option) ? "files=1"
                                   : option.choices.empty()
                                       ? "words=; none=1"
                                       : fmt::format("words='{}'", fmt::join(option.choices, " "));
        text += fmt::format("        {}:--{}) {} ;;\n", command.name, option.name, values);
    }
    return text;
}

std::string bash_options(const Command& command) {
    std::string options;
    for (const CommandOption& option : offered(command))
        options += fmt::format("{}--{}", options.empty() ? "" : " ", option.name);
    const bool files = command.words.most > 0 && command.words.allowed.empty();
    return fmt::format("        {}) options='{}'; words='{}'{} ;;\n", command.name, options,
                       fmt::join(command.words.allowed, " "), files ? "; files=1" : "");
}

/// A text inside the single quotes and brackets of zsh's _arguments.
std::string zsh_text(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '\'')
            result += "'\\''";
        else if (c == '[' || c == ']' || c == ':' || c == '\\')
            result += std::string("\\") + c;
        else
            result += c;
    }
    return result;
}

std::string zsh_option(const CommandOption& option) {
    const std::string head =
        fmt::format("'--{}{}[{}]", option.name, option.value.empty() ? "" : "=", zsh_text(option.help));
    if (option.value.empty()) return head + "'";
    const std::string action = takes_file(option)       ? "_files"
                               : option.choices.empty() ? " "
                                                        : fmt::format("({})", fmt::join(option.choices, " "));
    return fmt::format("{}:{}:{}'", head, zsh_text(option.value), action);
}

std::string zsh_case(const Command& command) {
    std::string text = fmt::format("        {})\n            _arguments", command.name);
    for (const CommandOption& option : offered(command)) text += " \\\n                " + zsh_option(option);
    if (command.words.most > 0)
        text += fmt::format(" \\\n                '*:{}:{}'", zsh_text(command.words.name),
                            command.words.allowed.empty()
                                ? "_files"
                                : fmt::format("({})", fmt::join(command.words.allowed, " ")));
    return text + "\n            ;;\n";
}

}  // namespace

std::string bash_completion() {
    std::string names, options, values;
    for (const Command& command : commands()) {
        names += fmt::format("{}{}", names.empty() ? "" : " ", command.name);
        options += bash_options(command);
        values += bash_values(command);
    }
    return fmt::format(
        R"(# Completion of mirage for bash: source it, or install it as bash-completion/completions/mirage.
_mirage() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} command=${{COMP_WORDS[1]}} before=$((COMP_CWORD - 1))
    local options= words= files= none=
    COMPREPLY=()
    if [ "$COMP_CWORD" -le 1 ]; then
        COMPREPLY=($(compgen -W '{} --help --version --cite' -- "$current"))
        return
    fi
    # --name=value comes as three words
    if [ "$current" = = ]; then current=; elif [ "${{COMP_WORDS[before]}}" = = ]; then before=$((before - 1)); fi
    case $command in
{}    esac
    case $command:${{COMP_WORDS[before]}} in
{}    esac
    if [ -n "$none" ]; then return; fi
    if [ "${{current#-}}" != "$current" ]; then
        COMPREPLY=($(compgen -W "$options" -- "$current"))
    elif [ -n "$words" ]; then
        COMPREPLY=($(compgen -W "$words" -- "$current"))
    elif [ -n "$files" ]; then
        compopt -o default 2>/dev/null
    fi
}}
complete -F _mirage mirage
)",
        names, options, values);
}

std::string zsh_completion() {
    std::string names, cases;
    for (const Command& command : commands()) {
        names += fmt::format("        '{}:{}'\n", command.name, zsh_text(command.summary));
        cases += zsh_case(command);
    }
    return fmt::format(R"(#compdef mirage
# Completion of mirage for zsh: install it as site-functions/_mirage.
_mirage() {{
    local -a commands
    commands=(
{}    )
    if (( CURRENT == 2 )); then
        _describe command commands
        return
    fi
    shift words
    (( CURRENT-- ))
    case $words[1] in
{}    esac
}}
_mirage "$@"
)",
                       names, cases);
}

}  // namespace mirage
