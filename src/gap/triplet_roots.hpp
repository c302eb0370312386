#pragma once
// Every solution (Delta, eta) of a material with a triplet channel.

#include "mirage/gap/gap_roots.hpp"

namespace mirage {

/// As gap_roots: those along the two branches that begin at the normal state, one for each eigenvalue of the
/// quadratic form of Omega, and along others, which a scan over the angle finds. By the theorem of Poincare
/// and Hopf the extrema less the saddles among the solutions, of which (Delta, eta) and (-Delta, -eta) count
/// as one, are 1 where the normal state is a saddle and 0 elsewhere; not solved where they are not.
GapRoots triplet_roots(const GapProblem& problem, double B, double largest);

}  // namespace mirage
