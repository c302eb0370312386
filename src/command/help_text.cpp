#include "command/help_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "command/deck_page.hpp"
#include "command/file_page.hpp"
#include "input/text.hpp"
#include "mirage/version.hpp"

namespace mirage {
namespace {

constexpr std::size_t width = 110, text_column = 30;

/// The default with its unit; both where the systems of units differ and the number is not 0.
std::string default_text(const Command& command, const Setting& setting) {
    for (const auto& [name, text] : command.defaults)
        if (name == setting.name) return fmt::format(" (default {})", text);
    const std::string value = setting.write(Configuration{});
    if (value.empty() || (setting.si_only && value == "0")) return {};
    const std::string reduced = unit_name(setting.unit, Units::reduced),
                      si = unit_name(setting.unit, Units::si);
    if (value == "0" || setting.unit == UnitKind::number) return fmt::format(" (default {})", value);
    if (reduced == si) return fmt::format(" (default {} {})", value, si);
    return fmt::format(" (default {} {}, in si {} {})", value, reduced, value, si);
}

/// Wrapped; lines that begin with a blank are tables and stay.
std::string paragraphs(const std::string& text) {
    std::string result;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string line = text.substr(begin, end - begin);
        result += (line.starts_with(" ") ? line : wrapped(line, 0, width)) + "\n";
        begin = end + 1;
    }
    return result;
}

/// The head, and the text in a column of its own: below a head that is too long.
std::string entry_line(const std::string& head, const std::string& text) {
    std::string line = head;
    if (head.size() + 2 > text_column) line += '\n';
    line.append(head.size() + 2 > text_column ? text_column : text_column - head.size(), ' ');
    return line + wrapped(text, text_column, width) + "\n";
}

std::string entry_lines(const PageSection& section) {
    std::string text;
    for (const auto& [key, what] : section.keys) text += entry_line("  " + key, what);
    return text;
}

std::string settings_help(const Command& command) {
    std::string text = "\nsettings:\n";
    for (const Setting& setting : settings()) {
        if (takes_setting(command, setting))
            text += option_line(setting.option, value_in(command, setting), setting_text(command, setting));
    }
    for (const CommandOption& option : pocket_options())
        text += option_line(option.name, option.value, option.help);
    return text +
           "Every setting may also be written --section.name as in a deck. An axis is a:b:n, a:b:n:log or a "
           "comma "
           "list.\n";
}

}  // namespace

std::string unit_in_brackets(const Setting& setting) {
    const std::string unit = kind_name(setting.unit);
    return unit.empty() ? "" : fmt::format(" [{}]", unit);
}

std::string setting_text(const Command& command, const Setting& setting) {
    return fmt::format("{}{}{}{}", setting.help, unit_in_brackets(setting),
                       setting.allowed.empty() ? "" : fmt::format("; {}", setting.allowed),
                       default_text(command, setting));
}

std::string option_line(const std::string& name, const std::string& value, const std::string& text) {
    return entry_line(fmt::format("  --{}{}{}", name, value.empty() ? "" : " ", value), text);
}

std::string program_help() {
    std::size_t longest = 0;
    for (const Command& command : commands()) longest = std::max(longest, command.name.size());
    std::string text = fmt::format(
        "mirage {}: phase diagrams of Ising superconductors\n\nusage: mirage COMMAND [...]\n\n", version);
    for (const Command& command : commands())
        text += fmt::format("  {:<{}}{}\n", command.name, longest + 3, command.summary);
    return text +
           "\nmirage help COMMAND, or mirage COMMAND --help, lists its options; mirage help deck lists the\n"
           "keys of a deck, mirage help file what stands in a result. --cite behind a command line tells\n"
           "what to cite for it.\n";
}

std::string command_help(const Command& command) {
    std::string text =
        fmt::format("usage: mirage {}{}{}\n\n{}", command.name, command.usage.empty() ? "" : " ",
                    command.usage, paragraphs(command.description));
    if (!command.results.empty()) text += fmt::format("\n{}", paragraphs(command.results));
    if (!command.options.empty()) text += "\noptions:\n";
    for (const CommandOption& option : command.options)
        text += option_line(option.name, option.value, option.help);
    if (command.settings) text += settings_help(command);
    text += "\n";
    for (const std::string& example : command.examples) text += fmt::format("example: {}\n", example);
    return text;
}

std::string deck_help() {
    std::string text = paragraphs(deck_description());
    for (const PageSection& section : deck_sections())
        text += fmt::format("\n[{}]\n{}", section.name, entry_lines(section));
    return text;
}

std::string file_help() {
    std::string text = paragraphs(file_description());
    for (const PageSection& section : file_sections())
        text += fmt::format("\n{}\n{}", section.name, entry_lines(section));
    text += "\n";
    for (const std::string& example : file_examples()) text += fmt::format("example: {}\n", example);
    return text;
}

}  // namespace mirage
