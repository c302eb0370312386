#pragma once
// A result file against what is computed anew.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "parallel/work_item.hpp"
#include "sweep/sweep_plan.hpp"

namespace mirage {

/// Where a stored and a computed value differ most.
struct Difference {
    double size = 0.0;  ///< relative to the larger of the two and the reduced unit; infinite where only one
                        ///< is a number, and for flags
    std::string variable;  ///< empty: none
    std::string where;     ///< parameters
    double stored = 0.0, computed = 0.0;
};

struct Verification {
    std::array<std::int64_t, work_kinds> checked{};  ///< points, lines, planes, spectra
    std::int64_t numbers = 0, different = 0;         ///< values compared, and those whose bits differ
    Difference largest;
};

/// `count` of 0 .. size - 1 chosen at random, all if there are not more; ascending, decided by `seed` alone.
std::vector<std::int64_t> random_numbers(std::int64_t size, std::int64_t count, std::uint64_t seed);

/// `points` random points of the file, a quarter as many lines and spectra, a twentieth as many planes, at
/// least one of each that there is. Two NaN are equal. Throws InputError where the file cannot be read.
Verification verify(const std::string& file, const SweepPlan& plan, std::int64_t points, std::uint64_t seed);

}  // namespace mirage
