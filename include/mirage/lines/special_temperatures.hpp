#pragma once
// The special temperatures of the critical lines of one (beta, gamma, alpha) or material; T and B of the
// parameters are ignored but where said otherwise. Temperatures in Tc0; of a material those that are limits
// or parts of Tc0 below are so of its own Tc.

#include <vector>

#include "mirage/lines/line_status.hpp"
#include "mirage/model/parameters.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {

/// None, one or several, ascending. Where the status is not `converged` some may be missing.
struct SpecialTemperatures {
    std::vector<double> values;
    LineStatus status = LineStatus::converged;
};

/// NaN where it does not exist, or where the status is not `converged`.
struct LineQuantity {
    double value = quiet_nan;
    LineStatus status = LineStatus::converged;
};

/// One temperature at which B_c2(T) equals a given field, and the order of the transition there.
struct CriticalTemperature {
    double T = 0.0;
    int order = 0;
};

/// Those of one field, ascending.
struct CriticalTemperatures {
    std::vector<CriticalTemperature> values;
    LineStatus status = LineStatus::converged;
};

/// T_c(B) for every field [Delta0] (its modulus), the other way round of B_c2(T): empty above the largest
/// B_c2, more than one temperature where B_c2(T) is not monotonic. T between 1e-3 and 1; accuracy about
/// 1e-10.
std::vector<CriticalTemperatures> critical_temperatures(const Parameters& parameters,
                                                        const std::vector<double>& fields);

/// Temperatures between `lowest` and 1 at which the order of the transition changes (the coefficient of
/// Delta^4 vanishes on a transition that is not preempted); none, one or two.
SpecialTemperatures tricritical_temperatures(const Parameters& parameters, double lowest);

/// Temperatures from `lowest` to 0.6 at which a jump inside the superconducting state ends in a critical
/// point, to 1e-7: slope and curvature of B(Delta) vanish together there. A jump that exists over less than a
/// factor of (0.6/lowest)^(1/40) in T may be missed: so were two critical points of 200 random planes.
SpecialTemperatures critical_point_temperatures(const Parameters& parameters, double lowest);

/// Temperatures of the Lifshitz points (momentum_instability.hpp), ascending; none unless the pair momentum
/// of the parameters is free.
SpecialTemperatures lifshitz_temperatures(const Parameters& parameters, double lowest);

/// d ln B_c2/d ln T at parameters.T, by central differences of one per cent: about 0 where the curve
/// saturates. NaN where 1.01 T >= 1.
LineQuantity logarithmic_slope(const Parameters& parameters);

/// Highest temperature below which d^2 B_c2/dT^2 > 0 holds down to `lowest`; none where the curve saturates.
LineQuantity upturn_temperature(const Parameters& parameters, double lowest);

}  // namespace mirage
