#include "parallel/hold.hpp"

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace mirage {

Hold Hold::from_environment() {
    const char* value = std::getenv("MIRAGE_TEST_HOLD");
    if (!value) return {};
    const std::string text = value;
    const char* const end = text.data() + text.size();
    std::int64_t items = 0;
    const auto [after, error] = std::from_chars(text.data(), end, items);
    if (error != std::errc{} || items < 0 || end - after < 2 || *after != ':')
        throw std::runtime_error("MIRAGE_TEST_HOLD='" + text + "': is not N:FILE");
    return Hold(items, std::string(after + 1, end));
}

bool Hold::pass() {
    if (!active_) return true;
    if (left_ > 0) return --left_, true;
    std::error_code ignored;
    if (std::filesystem::exists(file_, ignored)) return active_ = false, true;
    if (!std::exchange(told_, true)) std::ofstream(file_ + ".held").flush();
    return false;
}

}  // namespace mirage
