#pragma once
// Least squares within bounds, and how far chi-squared allows a parameter to go.

#include <limits>

#include "fit/problem.hpp"

namespace mirage {

struct Optimum {
    SampleParameters values;
    std::vector<double> x;  ///< fractions of the free parameters
    double chi2 = std::numeric_limits<double>::infinity();
};

/// Levenberg-Marquardt (Ceres) from one start; `tolerance`: relative change of chi-squared at which it ends.
Optimum descend(const FitProblem& problem, const SampleParameters& base, std::vector<double> x,
                double tolerance = 1e-10);

/// The best of several descents from spread starts; they end early when three agree.
Optimum search(const FitProblem& problem);

/// One end of an interval: a value, or a bound that chi-squared does not exclude.
struct IntervalEnd {
    double value;
    bool found;
};

/// Where the profile of chi-squared (the other parameters refitted) crosses `level` between the best fraction
/// of free parameter number `which` and a bound, 0 or 1. direction: how the other fractions follow it, d x/d
/// x[which]; guess: how far.
IntervalEnd interval_end(const FitProblem& problem, const Optimum& best, std::size_t which, double bound,
                         double guess, double level, const std::vector<double>& direction);

}  // namespace mirage
