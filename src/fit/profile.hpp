#pragma once
// How far chi-squared allows a parameter to go, with all others refitted.

#include "fit/optimiser.hpp"

namespace mirage {

/// One end of an interval: a value, or a bound that chi-squared does not exclude.
struct IntervalEnd {
    double value;
    bool found;
};

/// Where the profile of chi-squared crosses `level` between the best fraction of free parameter number
/// `which` and a bound, 0 or 1. guess: how far. `better` becomes any fit of all parameters that is met on the
/// way with a lower chi-squared than the best.
IntervalEnd interval_end(const FitProblem& problem, const Optimum& best, std::size_t which, double bound,
                         double guess, double level, Optimum& better);

/// d x/d x[which] along the valley of chi-squared: how the other fractions follow, those at a bound not at
/// all.
std::vector<double> valley(const FitProblem& problem, const Optimum& best, std::size_t which);

}  // namespace mirage
