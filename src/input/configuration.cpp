#include "input/configuration.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <boost/program_options.hpp>

#include "input/input_error.hpp"
#include "input/settings.hpp"
#include "input/text.hpp"

namespace mirage {
namespace {

namespace options = boost::program_options;

/// Values from one source, section.name -> text; later sources win over earlier ones.
void assign(Configuration& configuration, const options::variables_map& given) {
    for (const Setting& setting : settings()) {
        const std::string key = setting.key();
        const bool by_key = given.count(key) > 0, by_name = given.count(setting.option) > 0;
        if (by_key && by_name)
            throw InputError(
                fmt::format("--{} and --{} are the same setting: give one", key, setting.option));
        if (by_key) setting.read(configuration, key, given[key].as<std::string>());
        if (by_name)
            setting.read(configuration, fmt::format("--{}", setting.option),
                         given[setting.option].as<std::string>());
    }
}

options::options_description described(bool short_names, Scope scope) {
    options::options_description description;
    for (const Setting& setting : settings()) {
        if (setting.scope > scope) continue;
        const std::string key = setting.key();
        description.add_options()(key.c_str(), options::value<std::string>());
        if (short_names) description.add_options()(setting.option.c_str(), options::value<std::string>());
    }
    return description;
}

/// A whole deck, of bounded length whatever the file is.
std::string read_text(const std::string& name) {
    std::ifstream deck(name, std::ios::binary);
    if (!deck || std::filesystem::is_directory(name))
        throw InputError(fmt::format("cannot read the deck '{}'", name));
    constexpr std::size_t most = 64u << 20;
    std::string text, block(1u << 16, '\0');
    while (deck.read(block.data(), static_cast<std::streamsize>(block.size())) || deck.gcount() > 0) {
        text.append(block, 0, static_cast<std::size_t>(deck.gcount()));
        if (text.size() > most)
            throw InputError(fmt::format("the deck '{}' is too long: at most 64 MiB", name));
    }
    return text;
}

/// What Boost found wrong. Its own message never ends where a name holds one of the placeholders that it
/// fills, %prefix% say.
std::string message_of(const options::error& error) {
    std::string name;
    if (const auto* named = dynamic_cast<const options::error_with_option_name*>(&error))
        name = named->get_option_name();
    if (const auto* line = dynamic_cast<const options::invalid_config_file_syntax*>(&error))
        name = line->tokens();
    return name.find('%') == name.npos ? error.what() : fmt::format("'{}': no such setting", name);
}

void read_deck(Configuration& configuration, const std::string& text, const std::string& name) {
    std::istringstream deck(text);
    options::variables_map given;
    try {
        options::store(options::parse_config_file(deck, described(false, Scope::sweep)), given);
    } catch (const options::error& error) {
        throw InputError(fmt::format("{}: {}", name, message_of(error)));
    }
    assign(configuration, given);
}

void read_arguments(Configuration& configuration, const std::vector<std::string>& arguments, Scope scope) {
    // No guessing of prefixes, and -2 is a number, not an option.
    constexpr int style = options::command_line_style::allow_long |
                          options::command_line_style::long_allow_adjacent |
                          options::command_line_style::long_allow_next;
    options::variables_map given;
    try {
        const options::options_description description = described(true, scope);
        const auto parsed = options::command_line_parser(arguments).options(description).style(style).run();
        for (const auto& option : parsed.options)
            if (option.position_key >= 0)
                throw InputError(fmt::format("'{}': unexpected argument; options are written --name value",
                                             option.value[0]));
        options::store(parsed, given);
    } catch (const options::error& error) {
        throw InputError(message_of(error));
    }
    assign(configuration, given);
}

}  // namespace

Configuration configuration_of(const std::string& text, const std::string& name,
                               const std::vector<std::string>& arguments, Scope scope) {
    Configuration configuration;
    read_deck(configuration, text, name);
    read_arguments(configuration, arguments, scope);
    check(configuration);
    return configuration;
}

Configuration read_configuration(const std::string& deck_name, const std::vector<std::string>& arguments,
                                 Scope scope) {
    return configuration_of(deck_name.empty() ? "" : read_text(deck_name), deck_name, arguments, scope);
}

std::string to_deck(const Configuration& configuration) {
    std::string text, section;
    for (const Setting& setting : settings()) {
        if (section != setting.section) {
            section = setting.section;
            text += fmt::format("[{}]\n", section);
        }
        const std::string value = setting.write(configuration);
        if (!value.empty()) text += fmt::format("{} = {}\n", setting.name, value);
    }
    return text;
}

Configuration parse_deck(const std::string& text) {
    Configuration configuration;
    read_deck(configuration, text, "configuration");
    check(configuration);
    return configuration;
}

}  // namespace mirage
