#include "checkpoint/disk_space.hpp"

#include <filesystem>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>

#include "input/text.hpp"

namespace mirage {

double free_space(const std::string& file) {
    std::error_code failed;
    const auto folder = std::filesystem::absolute(file, failed).parent_path();
    const auto available = static_cast<double>(std::filesystem::space(folder, failed).available);
    return failed ? std::numeric_limits<double>::infinity() : available;
}

void check_space(const std::string& file, double needed) {
    const double available = free_space(file);
    if (available < needed)
        throw std::runtime_error(
            fmt::format("cannot write '{}': No space left on device ({} needed, {} free)", file,
                        size_text(needed), size_text(available)));
}

}  // namespace mirage
