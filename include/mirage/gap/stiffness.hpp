#pragma once
// The superfluid stiffness of a uniform state.

#include "mirage/gap/gap_equation.hpp"

namespace mirage {

/// d2(Omega/N0)/dQ_i^2 at fixed order parameters, Q = v_F q/2; 1 at T = B = 0 without disorder. Proportional
/// to 1/lambda^2 and to the inverse kinetic inductance of a film. Negative: the uniform state is unstable
/// towards a pair momentum in that direction.
struct Stiffness {
    double along = quiet_nan;   ///< the field's part in the plane
    double across = quiet_nan;  ///< to it
};

/// Of a uniform solution of the gap equations: 4 pi T sum d<v Im g0>/dQ with the response of all
/// self-energies, that is with vertex corrections; no difference quotient. At B = 0, alpha = 0 2 pi T sum
/// Delta^2/[(omega^2 + Delta^2)(sqrt(omega^2 + Delta^2) + Gamma)] in both directions. Accuracy 1e-9. NaN
/// where a self-energy is not solved.
Stiffness stiffness(const GapProblem& problem, const GapState& state);

}  // namespace mirage
