#include "input/check_output.hpp"

#include <unistd.h>

#include <climits>
#include <filesystem>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/target.hpp"

namespace mirage {

void check_output(const std::string& option, const std::string& file) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    if (is_standard_output(file) || is_stream(file)) return;
    const fs::path path(link_target(file));
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (fs::is_directory(path, ignored))
        throw InputError(fmt::format("{} = '{}': is a folder", option, file));
    if (!fs::is_directory(folder, ignored))
        throw InputError(
            fmt::format("{} = '{}': the folder '{}' does not exist", option, file, folder.string()));
    const long room = pathconf(folder.c_str(), _PC_NAME_MAX);
    constexpr std::size_t suffix = 40;  // of the checkpoint's folder, with what is in it
    if (path.filename().string().size() + suffix > static_cast<std::size_t>(room > 0 ? room : NAME_MAX) ||
        file.size() + suffix > PATH_MAX)
        throw InputError(fmt::format("{} = '{}': the name is too long", option, file));
    if (access(folder.c_str(), W_OK | X_OK) != 0 ||
        (fs::exists(path, ignored) && access(path.c_str(), W_OK) != 0))
        throw InputError(fmt::format("{} = '{}': cannot be written", option, file));
}

}  // namespace mirage
