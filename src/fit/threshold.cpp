#include "fit/threshold.hpp"

#include <cmath>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace mirage {

Threshold threshold(bool errors_stated, double chi2, double freedom) {
    Threshold result{1.0, std::sqrt(boost::math::quantile(boost::math::chi_squared(1.0), 0.95))};
    if (errors_stated) return result;
    result.scale = freedom > 0.0 ? chi2 / freedom : quiet_nan;
    if (freedom > 0.0) result.quantile = boost::math::quantile(boost::math::students_t(freedom), 0.975);
    return result;
}

Threshold student_threshold(double freedom) {
    if (!std::isfinite(freedom)) return threshold(true, 0.0, 0.0);
    return {1.0, boost::math::quantile(boost::math::students_t(freedom), 0.975)};
}

double guess_of(double sigma, const Threshold& limit) {
    return std::isfinite(sigma) && sigma > 0.0 ? limit.quantile * sigma : 0.02;
}

}  // namespace mirage
