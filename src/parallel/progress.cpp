#include "parallel/progress.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mirage {

std::string duration_text(double seconds) {
    if (seconds < 1.0) return fmt::format("{:.0f} ms", 1e3 * seconds);
    if (seconds < 60.0) return fmt::format("{:.1f} s", seconds);
    const auto whole = static_cast<long>(seconds + 0.5);
    if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string size_text(double bytes) {
    static constexpr const char* units[] = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    for (; bytes >= 1000.0 && unit < 4; ++unit) bytes /= 1000.0;
    return unit == 0 ? fmt::format("{:.0f} B", bytes) : fmt::format("{:.1f} {}", bytes, units[unit]);
}

Progress::Progress(double total, std::FILE* out, bool terminal, double before)
    : total_(total), before_(before), out_(out), terminal_(terminal) {
    next_ = terminal ? 0.2 : 5.0;
}

void Progress::update(double done) {
    const double elapsed = std::chrono::duration<double>(Clock::now() - start_).count();
    if (elapsed < next_ || total_ <= 0.0) return;
    next_ = terminal_ ? elapsed + 0.2 : std::max(elapsed + 5.0, 1.25 * elapsed);
    print(std::min(1.0, done / total_), elapsed);
}

void Progress::print(double share, double elapsed) {
    std::string line = fmt::format("{:5.1f} %  {} elapsed", 100.0 * share, duration_text(elapsed));
    const double own = share - before_ / total_;
    if (own > 0.005 && share < 1.0)
        line += fmt::format(", about {} left", duration_text(elapsed * (1.0 - share) / own));
    if (terminal_)
        fmt::print(out_, "\r{:<60}", line);
    else
        fmt::print(out_, "{}\n", line);
    std::fflush(out_);
}

void Progress::finish() {
    if (terminal_) fmt::print(out_, "\r{:<60}\r", "");
    std::fflush(out_);
}

}  // namespace mirage
