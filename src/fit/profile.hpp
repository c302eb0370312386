#pragma once
// How far chi-squared allows a parameter to go, with all others refitted.

#include "fit/interval.hpp"
#include "fit/optimiser.hpp"

namespace mirage {

/// Where the profile of chi-squared crosses `level` between the best fraction of free parameter number
/// `which` and a bound, 0 or 1. guess: how far. `better` becomes any fit of all parameters that is met on the
/// way with a lower chi-squared than the best.
IntervalEnd interval_end(const FitProblem& problem, const Optimum& best, std::size_t which, double bound,
                         double guess, double level, Optimum& better);

}  // namespace mirage
