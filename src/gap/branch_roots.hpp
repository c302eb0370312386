#pragma once
// Solutions along one branch of the gap equation: with a triplet channel an angle psi(rho) that makes the
// free energy stationary at given amplitude; without one there is a single branch.

#include <array>
#include <vector>

#include "mirage/gap/gap_roots.hpp"

namespace mirage {

/// Scan positions as parts of the largest Delta, more than needed: 3 (0.2, 0.6, 1) find the same states at
/// 100,000 random points of the domain, 1 alone misses 69; 6 save a seventh of the time.
inline constexpr std::array scan_parts{0.02, 0.06, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};

/// Where solutions are looked for: amplitudes up to `largest`, along the only branch; or along one that is
/// known at `knots`, ascending, on the rough sum, with the angle a smooth function between them.
struct Branch {
    double largest = 0.0;
    std::vector<GapSlopes> knots{};
};

/// The rough sum of a search.
GapProblem rough_problem(const Parameters& parameters);

/// An amplitude beyond every solution at the field of the problem. That of BCS theory is, with few exceptions
/// where gaps of pockets differ.
double beyond_solutions(const GapProblem& problem);

/// All roots along a branch, as gap_roots does; `rough` is the rough sum of the problem. `zero` is the state
/// at its lower end.
GapRoots branch_roots(const GapProblem& problem, const GapProblem& rough, double B, const Branch& branch);

/// Omega at a small root from the gap equation at both ends, where the direct sum has lost its digits.
double small_free_energy(const GapSlopes& zero, const GapSlopes& root);

}  // namespace mirage
