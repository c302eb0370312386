#pragma once
// A small sweep, and what two results must have in common.

#include <string>

#include "program.hpp"

namespace mirage_test {

inline constexpr const char* small_deck = R"([material]
units = si
tc0 = 3.0
beta = 4.1
[grid]
T = 0.1:3:4
B = 0:60:7
gamma = 0,0.1
alpha = 0,0.2
)";

/// All datasets of two files are the same byte by byte, and there are the same.
void expect_equal_data(const std::string& a, const std::string& b);

/// Whether a sweep ended as one that was stopped. Its status may be lost under mpirun on a machine that is
/// busy beyond measure: PMIx_Finalize waits 2 s for mpirun's answer, then the rank leaves, which mpirun takes
/// for a failure.
bool is_stopped(const Outcome& run);

/// A sweep that is held after so many items (parallel/hold.hpp); once it is, `then` is run, where $pid is the
/// sweep or its launcher and $go the file that lets it go on. The status is that of the sweep.
Outcome held_sweep(const std::string& launcher, long items, const std::string& arguments,
                   const std::string& then);

}  // namespace mirage_test
