#pragma once
// The propagator at omega -> 0+: density of states at zero energy, closing of the gap. Pure functions of a
// state, which evaluate has returned for the same problem.

#include "mirage/gap/gap_equation.hpp"

namespace mirage {

/// <g0> at omega -> 0+, to about 1e-7: the zero-energy density of states in units of the normal state. NaN if
/// not found.
double zero_energy_dos(const GapProblem& problem, const GapState& state);

/// Whether the spectrum has a gap, as a smooth function that is positive with one and falls to zero where it
/// closes (by about 1e-15): lim omega/w~ at omega -> 0+ with scattering; without it the smallest distance of
/// the pairing from the field [Delta0 (alpha > 0 and materials: Delta0^2)], of a material the least of all
/// pockets. Nodes of beta cos 3 phi keep the gap up to B = |chi| Delta of their pocket, where nothing but
/// Zeeman splitting is left at the node. NaN if not found.
double gap_closing(const GapProblem& problem, const GapState& state);

}  // namespace mirage
