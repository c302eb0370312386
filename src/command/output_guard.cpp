#include "command/output_guard.hpp"

#include <filesystem>
#include <fstream>
#include <string_view>

#include <fmt/format.h>

#include "input/arguments.hpp"
#include "input/input_error.hpp"
#include "input/target.hpp"
#include "results/heading.hpp"

namespace mirage {
namespace {

/// The files that a command reads: its words, but where they are words of a list, and what is given by
/// options that may be repeated.
std::vector<std::string> inputs_of(const Command& command, const Arguments& arguments) {
    std::vector<std::string> files;
    for (const CommandOption& option : command.options)
        for (const std::string& word : arguments)
            if (option.repeated && option.value == "FILE" && word.starts_with("--" + option.name + "="))
                files.push_back(word.substr(option.name.size() + 3));
    if (!command.words.allowed.empty()) return files;
    for (const std::string& word : arguments)
        if (!word.starts_with("--")) files.push_back(word);
    return files;
}

/// Whether a file was printed by this command line, so that the same is written again.
bool is_its_own(const std::string& file, const std::string& command_text) {
    constexpr std::size_t most = 64u << 10;  // the head is far shorter
    std::string head(most, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(head.data(), static_cast<std::streamsize>(most));
    head.resize(static_cast<std::size_t>(in.gcount()));
    if (head.starts_with("# mirage ")) return head.find("\n# command: " + command_text + "\n") != head.npos;
    return head.starts_with("{") && head.find("\"command\": " + Json(command_text).dump()) != head.npos;
}

void check_target(const Command& command, const Arguments& arguments, const std::string& file,
                  Existing existing) {
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored))
        throw InputError(fmt::format("--output = '{}': is a folder", file));
    if (std::filesystem::is_fifo(file, ignored) || file == "/dev/null" || file == "/dev/stderr") return;
    if (is_stream(file))
        throw InputError(
            fmt::format("--output = '{}': is a device; allowed: a file, - for standard output", file));
    check_place("--output", file, inputs_of(command, arguments));
    if (existing == Existing::replace || is_free(file)) return;
    if (!is_its_own(file, command_line(command.name, arguments)))
        throw InputError(fmt::format(
            "--output = '{}': exists and is not of this command line; --overwrite replaces it", file));
}

/// What is read and appended to at once never ends well.
void check_standard_output(const Command& command, const Arguments& arguments) {
    for (const std::string& input : inputs_of(command, arguments)) {
        std::error_code ignored;
        const std::string name = input == "-" ? "/dev/stdin" : input;
        if (std::filesystem::is_regular_file(name, ignored) &&
            std::filesystem::equivalent(name, "/dev/stdout", ignored))
            throw InputError(
                fmt::format("standard output is the input '{}', which is never overwritten", input));
    }
}

}  // namespace

Arguments guarded_arguments(const Command& command, const Arguments& arguments) {
    Arguments left = arguments;
    const Existing existing = take_flag(left, "overwrite") ? Existing::replace : Existing::keep;
    Arguments rest = left;
    std::string file = take_option(rest, "output");
    if (file.empty()) file = take_option(rest, "output.file");
    if (is_standard_output(file)) {
        check_standard_output(command, rest);
        return rest;
    }
    check_target(command, left, file, existing);
    return left;
}

}  // namespace mirage
