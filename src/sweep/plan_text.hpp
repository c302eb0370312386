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

/// The time that points and lines of a grid take on one core with the chosen instruction set, over what was
/// expected: measured at points and lines drawn from it, for about a second. Good to a factor of two, as
/// points near transitions take longer and lines that follow one another less.
double measured_cost_factor(const SweepPlan& plan);

}  // namespace mirage
