#include "fit/threshold.hpp"

#include <cmath>

#include "fit/distributions.hpp"

namespace mirage {

Threshold threshold(bool errors_stated, double chi2, double freedom) {
    Threshold result{1.0, normal_of_interval()};
    if (errors_stated) return result;
    result.scale = freedom > 0.0 ? chi2 / freedom : quiet_nan;
    if (freedom > 0.0) result.quantile = t_of_interval(freedom);
    return result;
}

Threshold student_threshold(double freedom) {
    if (!std::isfinite(freedom)) return threshold(true, 0.0, 0.0);
    return {1.0, t_of_interval(freedom)};
}

double guess_of(double sigma, const Threshold& limit) {
    return std::isfinite(sigma) && sigma > 0.0 ? limit.quantile * sigma : 0.02;
}

}  // namespace mirage
