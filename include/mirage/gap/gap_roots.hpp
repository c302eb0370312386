#pragma once
// Every solution of the gap equation at one point.

#include <vector>

#include "mirage/gap/gap_equation.hpp"

namespace mirage {

struct GapRoots {
    GapSlopes zero;               ///< at Delta = 0
    std::vector<GapState> roots;  ///< Delta > 0, ascending
    int directions = 1;           ///< largest number of directions used at one frequency
    GapWorkspace workspace;       ///< of the problem, after the last root was evaluated
    bool solved = true;           ///< false when a self-energy was not found; the rest is then incomplete
};

/// All roots of g over 0 < Delta <= `largest` at a field whose modulus is at most that of the problem, their
/// positions to the accuracy of the equation's sum.
///
/// A scan over Delta, Newton at changes of sign, and a narrowing-down of extrema that come close to zero. The
/// search runs on a sum good to 1e-6, at a third of the cost, and its roots are then polished on the full
/// sum; where anything in it was too close to call at that accuracy it runs on the full sum itself.
GapRoots gap_roots(const GapProblem& problem, double B, double largest);

}  // namespace mirage
