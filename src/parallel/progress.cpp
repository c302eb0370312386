#include "parallel/progress.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "input/text.hpp"

namespace mirage {

Progress::Progress(double total, std::FILE* out, bool terminal, double before, std::function<double()> clock)
    : total_(total),
      before_(before),
      out_(out),
      terminal_(terminal),
      clock_(std::move(clock)),
      start_(clock_()) {
    next_ = terminal ? 0.2 : 5.0;
}

void Progress::update(double done) {
    const double elapsed = clock_() - start_;
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
