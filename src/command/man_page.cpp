#include "command/man_page.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "command/deck_page.hpp"
#include "command/file_page.hpp"
#include "command/help_text.hpp"
#include "input/text.hpp"
#include "mirage/version.hpp"

namespace mirage {
namespace {

/// Text in which roff finds no command of its own, but where a line begins with one.
std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else
            result += c;
    }
    return result;
}

/// Lines none of which is a command.
std::string guarded(const std::string& lines) {
    std::string result;
    for (const char c : lines) {
        if ((c == '.' || c == '\'') && (result.empty() || result.back() == '\n')) result += "\\&";
        result += c;
    }
    return result;
}

/// Paragraphs in lines of at most 80 bytes; what begins with a blank is a table and stays.
std::string filled(const std::string& text) {
    std::string result;
    for (const std::string_view part : split(text, '\n')) {
        const std::string paragraph = escaped(std::string(part));
        if (paragraph.empty()) continue;
        const bool table = paragraph.starts_with(' ');
        if (!result.empty() && !table) result += "\n.PP";
        if (!result.empty()) result += '\n';
        result += guarded(table ? paragraph : wrapped(paragraph, 0, 78));
    }
    return result;
}

std::string header(const std::string& name, const std::string& summary, int chapter = 1) {
    std::string title = name;
    std::transform(title.begin(), title.end(), title.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return fmt::format(".TH {} {} \"{}\" \"mirage {}\" \"mirage\"\n.SH NAME\n{} \\- {}\n", escaped(title),
                       chapter, commit_date, version, escaped(name), escaped(summary));
}

std::string section(const std::string& title) { return fmt::format(".SH {}\n", title); }

/// Lines as they stand, tables say.
std::string unfilled(const std::string& text) { return ".nf\n" + guarded(escaped(text)) + "\n.fi\n"; }

std::string entry(const std::string& name, const std::string& value, const std::string& text) {
    return fmt::format(".TP\n\\fB{}\\fR{}\n{}\n", escaped("--" + name),
                       value.empty() ? "" : fmt::format(" \\fI{}\\fR", escaped(value)), filled(text));
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

/// One section with its keys.
std::string entries(const std::string& title, const PageSection& of) {
    std::string text = section(escaped(title));
    for (const auto& [key, what] : of.keys)
        text += fmt::format(".TP\n\\fB{}\\fR\n{}\n", escaped(key), filled(what));
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
        text += fmt::format(".TP\n\\fB{}\\fR\n{}\n", escaped(command.name), filled(command.summary));
    text += exit_status() + section("ENVIRONMENT") +
            ".TP\nMIRAGE_INSTRUCTION_SET\nplain, avx2 or avx512: the build of the kernels, in place of the "
            "best one\n";
    text += section("SEE ALSO");
    std::string list;
    for (const Command& command : commands())
        list += fmt::format("{}\\fB{}\\fR(1)", list.empty() ? "" : ",\n", escaped("mirage-" + command.name));
    return text + list + ",\n\\fBmirage\\-deck\\fR(5),\n\\fBmirage\\-file\\fR(5)\n";
}

std::string command_man_page(const Command& command) {
    std::string text = header("mirage-" + command.name, command.summary);
    text += section("SYNOPSIS") + fmt::format("\\fBmirage {}\\fR{}{}\n", escaped(command.name),
                                              command.usage.empty() ? "" : " ", escaped(command.usage));
    text += section("DESCRIPTION") + filled(command.description) + "\n";
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
    text += section("DESCRIPTION") + filled(deck_description()) + "\n";
    for (const PageSection& of : deck_sections()) text += entries(fmt::format("[{}]", of.name), of);
    return text + section("SEE ALSO") +
           "\\fBmirage\\-sweep\\fR(1),\n\\fBmirage\\-init\\fR(1),\n\\fBmirage\\-file\\fR(5)\n";
}

std::string file_man_page() {
    std::string text = header("mirage-file", "what mirage sweep writes", 5);
    text += section("DESCRIPTION") + filled(file_description()) + "\n";
    for (const PageSection& of : file_sections()) text += entries(of.name, of);
    return text + section("EXAMPLES") + unfilled(fmt::format("{}", fmt::join(file_examples(), "\n"))) +
           section("SEE ALSO") +
           "\\fBmirage\\-show\\fR(1),\n\\fBmirage\\-sweep\\fR(1),\n\\fBmirage\\-deck\\fR(5)\n";
}

}  // namespace mirage
