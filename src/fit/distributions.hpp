#pragma once
// Chances of the distributions that tell whether a model describes the points, and their quantiles.

namespace mirage {

/// Chance of a larger chi-squared of so many degrees of freedom.
double chance_of_larger_chi_squared(double freedom, double chi2);

/// Chance of a larger ratio of two scatters (Fisher's F) with these degrees of freedom.
double chance_of_larger_ratio(double freedom, double freedom_below, double ratio);

/// Chance of a larger t of Student.
double chance_of_larger_t(double freedom, double t);

/// Chance of a larger normal number of variance 1, and of a smaller one.
double chance_of_larger_normal(double x);
double chance_of_smaller_normal(double x);

/// The normal number that is exceeded with the chance p.
double normal_exceeded_with(double p);

/// The t of Student that is exceeded with the chance 0.025: of 95 % intervals.
double t_of_interval(double freedom);

/// The same of a normal number: sqrt of the 95 % quantile of chi-squared, 1.96.
double normal_of_interval();

}  // namespace mirage
