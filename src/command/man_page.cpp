#include "command/man_page.hpp"

#include <fmt/format.h>

#include "command/deck_page.hpp"
#include "command/help_text.hpp"
#include "input/text.hpp"
#include "mirage/version.hpp"

namespace mirage {
namespace {

/// Text in which roff finds no command of its own.
std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if ((c == '.' || c == '\'') && (result.empty() || result.back() == '\n')) result += "\\&";
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else
            result += c;
    }
    return result;
}

std::string header(const std::string& name, const std::string& summary, int chapter = 1) {
    return fmt::format(".TH {} {} \"\" \"mirage {}\" \"mirage\"\n.SH NAME\n{} \\- {}\n", escaped(name),
                       chapter, version, escaped(name), escaped(summary));
}

std::string section(const std::string& title) { return fmt::format(".SH {}\n", title); }

/// Lines as they stand, tables say.
std::string unfilled(const std::string& text) { return ".nf\n" + escaped(text) + "\n.fi\n"; }

std::string entry(const std::string& name, const std::string& value, const std::string& text) {
    return fmt::format(".TP\n\\fB{}\\fR{}\n{}\n", escaped("--" + name),
                       value.empty() ? "" : fmt::format(" \\fI{}\\fR", escaped(value)), escaped(text));
}

std::string options_of(const Command& command) {
    std::string text;
    for (const CommandOption& option : command.options) text += entry(option.name, option.value, option.help);
    if (!command.settings) return text;
    for (const Setting& setting : settings())
        if (takes_setting(command, setting))
            text += entry(setting.option, value_in(command, setting), setting_text(command, setting));
    for (const CommandOption& option : pocket_options())
        text += entry(option.name, option.value, option.help);
    return text;
}

std::string exit_status() {
    return section("EXIT STATUS") +
           ".TP\n0\ndone\n.TP\n2\nbad usage or input: one line on standard error, no file "
           "touched\n.TP\n75\nstopped by a "
           "signal after a checkpoint: run the same command again to resume\n.TP\n1\nanything else\n";
}

}  // namespace

std::string program_man_page() {
    std::string text = header("mirage", "phase diagrams of Ising superconductors");
    text += section("SYNOPSIS") + "\\fBmirage\\fR \\fICOMMAND\\fR [...]\n" + section("COMMANDS");
    for (const Command& command : commands())
        text += fmt::format(".TP\n\\fB{}\\fR\n{}\n", escaped(command.name), escaped(command.summary));
    text += exit_status() + section("ENVIRONMENT") +
            ".TP\nMIRAGE_INSTRUCTION_SET\nplain, avx2 or avx512: the build of the kernels, in place of the "
            "best one\n";
    text += section("SEE ALSO");
    std::string list;
    for (const Command& command : commands())
        list += fmt::format("{}\\fB{}\\fR(1)", list.empty() ? "" : ",\n", escaped("mirage-" + command.name));
    return text + list + "\n";
}

std::string command_man_page(const Command& command) {
    std::string text = header("mirage-" + command.name, command.summary);
    text += section("SYNOPSIS") + fmt::format("\\fBmirage {}\\fR{}{}\n", escaped(command.name),
                                              command.usage.empty() ? "" : " ", escaped(command.usage));
    text += section("DESCRIPTION") + escaped(command.description) + "\n";
    if (!command.results.empty()) text += section("RESULTS") + unfilled(command.results);
    if (const std::string options = options_of(command); !options.empty())
        text += section("OPTIONS") + options;
    std::string examples;
    for (const std::string& example : command.examples) examples += (examples.empty() ? "" : "\n") + example;
    return text + section("EXAMPLES") + unfilled(examples) + exit_status() + section("SEE ALSO") +
           "\\fBmirage\\fR(1)\n";
}

std::string deck_man_page() {
    std::string text = header("mirage-deck", "what mirage sweep computes", 5);
    text += section("DESCRIPTION") + escaped(deck_description()) + "\n";
    for (const DeckSection& of : deck_sections()) {
        text += section(fmt::format("[{}]", escaped(of.name)));
        for (const auto& [key, what] : of.keys)
            text += fmt::format(".TP\n\\fB{}\\fR\n{}\n", escaped(key), escaped(what));
    }
    return text + section("SEE ALSO") + "\\fBmirage\\-sweep\\fR(1),\n\\fBmirage\\-init\\fR(1)\n";
}

}  // namespace mirage
