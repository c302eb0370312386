#pragma once
// The scheduler under mpirun: its messages, and the whole of it with items that only sleep.

#include "simulated_run.hpp"

namespace mirage_benchmark {

/// Prints what a request costs the master while many wait, and how long one travels there and back, with
/// messages of the scheduler's size. Returns the status to exit with.
int measure_messages();

/// Prints the efficiency of the scheduler with items of three classes, few long ones and many short ones,
/// expected wrong by 3 each way and spread, on more ranks than there are processors, and that of its
/// simulation. `seconds`: of the run.
int measure_asleep(double seconds, const mirage_test::Machine& machine);

}  // namespace mirage_benchmark
