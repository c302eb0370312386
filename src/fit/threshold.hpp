#pragma once
// Where an interval ends.

#include "mirage/numeric/constants.hpp"

namespace mirage {

/// The scale of the squared errors, NaN where nothing is known of it, and half the width of a 95 % interval
/// in standard deviations.
struct Threshold {
    double scale = 1.0;
    double quantile = quiet_nan;
};

/// With stated errors those of the normal distribution; otherwise the scatter chi2/freedom sets the scale and
/// the quantile is Student's (without degrees of freedom still the normal one).
Threshold threshold(bool errors_stated, double chi2, double freedom);

/// With errors whose scale is known by so many degrees of freedom, and brought to 1; infinite: known exactly.
Threshold student_threshold(double freedom);

/// How far to look first for an end, in the units of the standard deviation sigma, or 0.02 where that is not
/// known.
double guess_of(double sigma, const Threshold& limit);

}  // namespace mirage
