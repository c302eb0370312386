#pragma once
// What a sweep will take, in words, before it starts.

#include <string>

#include "sweep/sweep_plan.hpp"

namespace mirage {

/// Processes and the OpenMP threads of each.
struct Workers {
    int ranks = 1, threads = 1;
};

/// Bytes of the result, to about 10 %.
double result_size(const SweepPlan& plan);

/// Points, workers, spectra, memory, size and name of the file, and whether the disk has room; lines, each
/// with its line feed.
std::string plan_text(const SweepPlan& plan, const Workers& workers);

/// The time of all work on one core [s]: what is expected, times what points and lines drawn from the grid
/// take over what was expected of them; planes too, where their special temperatures are a tenth of it or
/// more. Measures for about two seconds, or as long as one plane takes; good to a factor of about two,
/// spectra to less.
double measured_cost(const SweepPlan& plan);

}  // namespace mirage
