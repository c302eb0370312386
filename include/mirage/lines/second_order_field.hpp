#pragma once
// The linear instability of the normal state: theory page (eq. 9), the average over directions in closed
// form; for a material the smallest eigenvalue of the quadratic form of Omega in (Delta, eta), section 8.

#include <vector>

#include "mirage/model/parameters.hpp"

namespace mirage {

/// All fields B > 0 [Delta0] at which the normal state becomes linearly unstable at (T, beta, gamma, alpha),
/// ascending; parameters.B is ignored. Relative accuracy 1e-11. The largest is the supercooling field. There
/// is at least one for T < Tc0; empty for T >= Tc0, and where a parameter is not a finite number.
///
/// Of pairs with the momentum Q of the parameters (momentum_instability.hpp): none where they break at every
/// field; NaN alone where the kernel does not close.
///
/// Of a material: none from its own Tc on. Infinity is among them where the normal state is unstable at every
/// field up to domain::max_field, as below the critical temperature of a triplet channel. NaN alone where an
/// evaluation was not solved.
std::vector<double> second_order_fields(const Parameters& parameters);

/// The largest of them alone, the same bits in a third of the time; 0 where there is none (T >= Tc0), NaN
/// where a parameter is not a finite number or an evaluation was not solved.
double supercooling_field(const Parameters& parameters);

/// How such a field moves with the couplings: dB/d(beta^2) and dB/d(alpha^2) [1/Delta0], dB/dGamma.
struct FieldGradient {
    double beta2, gamma, alpha2;
};

/// At parameters.B, one of the second-order fields, by implicit differentiation of l(B) = 0. Relative
/// accuracy 1e-7; infinite where two fields meet. Of a material with the rate within a pocket fixed, so that
/// gamma moves the rate between the valleys.
FieldGradient second_order_gradient(const Parameters& parameters);

}  // namespace mirage
