#include "fit/interval.hpp"

#include <cmath>

#include "mirage/numeric/constants.hpp"

namespace mirage {

FittedParameter fixed_parameter(const std::string& name, double value) {
    return {name, value, 0.0, value, value, FitStatus::fixed, value, value, false};
}

FittedParameter free_parameter(const std::string& name, double value, double error, double lowest,
                               double highest, const Threshold& limit) {
    return {name,   value,   std::isnan(limit.scale) ? quiet_nan : error,
            lowest, highest, FitStatus::undetermined,
            lowest, highest, false};
}

void set_interval(FittedParameter& f, const IntervalEnd& low, const IntervalEnd& high,
                  const Threshold& limit) {
    f.low = low.value, f.high = high.value;
    f.status = low.found ? (high.found ? FitStatus::determined : FitStatus::lower_bound)
                         : (high.found ? FitStatus::upper_bound : FitStatus::undetermined);
    if (f.at_bound) f.error = low.found || high.found ? (f.high - f.low) / limit.quantile : quiet_nan;
}

void shorten_error(FittedParameter& f, const Threshold& limit) {
    const double half_width = 0.5 * (f.high - f.low) / limit.quantile;
    if (f.status == FitStatus::determined && !(f.error < 3.0 * half_width)) f.error = half_width;
}

}  // namespace mirage
