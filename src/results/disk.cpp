#include "results/disk.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace mirage {

std::string folder_of(const std::string& name) {
    const std::string folder = std::filesystem::path(name).parent_path().string();
    return folder.empty() ? "." : folder;
}

void sync_to_disk(const std::string& name) {
    const int file = open(name.c_str(), O_RDONLY | O_CLOEXEC);
    int error = file < 0 || fsync(file) != 0 ? errno : 0;
    if (file < 0 && error == EACCES && std::filesystem::is_directory(name)) error = 0;  // may be only entered
    if (file >= 0) close(file);
    if (error != 0 && (file < 0 || error != EINVAL))  // EINVAL: nothing to sync there
        throw std::system_error(error, std::generic_category(), name);
}

void put_in_place(const std::string& written, const std::string& name) {
    sync_to_disk(written);
    std::filesystem::rename(written, name);
    sync_to_disk(folder_of(name));
}

}  // namespace mirage
