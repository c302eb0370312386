#pragma once
// The interval of one parameter of a fit: from the ends that the profile of chi-squared found to a status.

#include <string>

#include "fit/threshold.hpp"

namespace mirage {

enum class FitStatus { determined, upper_bound, lower_bound, undetermined, fixed };

/// What a fit says about one parameter. Interval: where the profile of chi-squared (the other parameters
/// refitted) stays below its 95 % threshold. status: both ends found; the lower or the upper end of the
/// bounds not excluded; neither.
struct FittedParameter {
    std::string name;
    double value = 0.0;
    double error = 0.0;  ///< standard deviation, from the covariance; NaN where it is singular; at a bound
                         ///< that of the profile into the inside
    double low = 0.0, high = 0.0;
    FitStatus status = FitStatus::fixed;
    double lowest = 0.0, highest = 0.0;  ///< the bounds
    bool at_bound = false;               ///< the value is one of them
};

/// One end of an interval: a value, or a bound that chi-squared does not exclude.
struct IntervalEnd {
    double value;
    bool found;
};

/// A parameter that did not move.
FittedParameter fixed_parameter(const std::string& name, double value);

/// One that moved, with the error of the covariance, between its bounds; nothing of them is excluded yet. No
/// error where the threshold is none: as many parameters as points, and no stated errors.
FittedParameter free_parameter(const std::string& name, double value, double error, double lowest,
                               double highest, const Threshold& limit);

/// Takes both ends; the status follows, and at a bound the error.
void set_interval(FittedParameter& parameter, const IntervalEnd& low, const IntervalEnd& high,
                  const Threshold& limit);

/// The error of a parameter with both ends, where the covariance takes a curved valley for a long straight
/// one: that of the interval.
void shorten_error(FittedParameter& parameter, const Threshold& limit);

}  // namespace mirage
