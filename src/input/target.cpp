#include "input/target.hpp"

#include <filesystem>
#include <string_view>

#include <fmt/format.h>

#include "input/input_error.hpp"

namespace mirage {
namespace {

namespace fs = std::filesystem;

constexpr int most_links = 40;

/// Whether two names are one file: never where one of them is not there.
bool same_file(const std::string& a, const std::string& b) {
    std::error_code ignored;
    return fs::equivalent(a, b, ignored);
}

bool is_under(const std::string& path, const std::string& folder) {
    return path == folder || path.starts_with(folder + "/");
}

/// Where the file lies, without links.
std::string folder_of(const std::string& file) {
    std::error_code ignored;
    const fs::path parent = fs::path(file).parent_path();
    return fs::weakly_canonical(parent.empty() ? fs::path(".") : parent, ignored).string();
}

}  // namespace

std::string link_target(const std::string& name) {
    std::error_code ignored;
    if (is_stream(name)) return name;
    fs::path path(name);
    for (int i = 0; i < most_links && fs::is_symlink(fs::symlink_status(path, ignored)); ++i) {
        const fs::path next = fs::read_symlink(path, ignored);
        path = next.is_absolute() ? next : path.parent_path() / next;
    }
    // a loop, or a file that is open but has lost its name
    const bool lost = fs::exists(name, ignored) && !same_file(name, path.string());
    if (lost || fs::is_symlink(fs::symlink_status(path, ignored)))
        throw InputError(fmt::format("'{}': this link cannot be followed", name));
    return path.string();
}

bool is_standard_output(const std::string& name) {
    return name.empty() || name == "-" || name == "/dev/stdout";
}

bool is_stream(const std::string& name) {
    std::error_code ignored;
    const fs::file_status status = fs::status(name, ignored);
    return fs::is_fifo(status) || fs::is_character_file(status) || fs::is_block_file(status) ||
           fs::is_socket(status);
}

void check_place(const std::string& option, const std::string& file, const std::vector<std::string>& inputs) {
    const std::string target = link_target(file);
    for (const std::string& input : inputs)
        if (same_file(input == "-" ? "/dev/stdin" : input, target))
            throw InputError(
                fmt::format("{} = '{}': is the input '{}', which is never overwritten", option, file, input));
    const std::string folder = folder_of(target);
    for (const char* system : {"/dev", "/proc", "/sys"})
        if (is_under(folder, system) && !is_under(folder, "/dev/shm"))
            throw InputError(fmt::format("{} = '{}': {} is no place for files", option, file, system));
}

bool is_free(const std::string& file) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) return true;
    return fs::is_regular_file(file, ignored) && fs::file_size(file, ignored) == 0;
}

}  // namespace mirage
