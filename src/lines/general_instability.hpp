#pragma once
// The linear instability towards pairs of finite momentum where no kernel closes: materials, and momentum
// that is not across the field with scattering and Rashba coupling together.

#include "mirage/lines/momentum_instability.hpp"

namespace mirage {

/// l(B, Q) and its derivatives from the general propagator at small amplitudes, where g = l + O(Delta^2) and
/// J = Delta^2 dl/dQ + O(Delta^4); the mixed derivative is a difference. Accuracy 1e-11 of the value, 1e-8 of
/// the derivatives. With a triplet channel the lower eigenvalue of the two gap equations.
MomentumInstability general_instability(const Parameters& parameters, double tolerance);

/// d2l/dQ2 at Q = 0 and the field of the parameters, at a third of the cost; NaN where it was not computed.
double general_curvature_at_rest(const Parameters& parameters);

}  // namespace mirage
