#include "fit/level_crossing.hpp"

#include <algorithm>
#include <cmath>

namespace mirage {

std::optional<double> level_crossing(const std::function<double(double)>& chi2, double least, double level,
                                     double first, double accuracy) {
    double inside = 0.0, outside = 1.0, chi2_inside = least, chi2_outside = 0.0;
    double step = std::clamp(first, 1e-6, 1.0);
    for (bool open = true; open; step = std::min(1.0, 2.0 * step)) {
        const double here = chi2(step);
        if (here > level) {
            outside = step, chi2_outside = here;
            open = false;
        } else {
            inside = step, chi2_inside = here;
            if (step >= 1.0) return std::nullopt;
        }
    }
    const auto depth = [&](double value) { return std::sqrt(std::max(0.0, value - least)); };
    for (int i = 0; i < 12 && outside - inside > 1e-3 * outside; ++i) {
        const double share = (depth(level) - depth(chi2_inside)) / (depth(chi2_outside) - depth(chi2_inside));
        const double at = inside + std::clamp(share, 0.05, 0.95) * (outside - inside);
        const double here = chi2(at);
        (here > level ? outside : inside) = at;
        (here > level ? chi2_outside : chi2_inside) = here;
        if (std::fabs(depth(here) - depth(level)) < accuracy * depth(level)) return at;
    }
    return 0.5 * (inside + outside);
}

}  // namespace mirage
