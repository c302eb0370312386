#pragma once
// The critical fields at one temperature, and the special temperatures of the lines.

#include <limits>
#include <vector>

#include "mirage/lines/line_status.hpp"
#include "mirage/model/parameters.hpp"

namespace mirage {

/// Fields [Delta0]; NaN where one does not exist, order 0 where there is no transition.
struct CriticalFields {
    LineStatus status = LineStatus::converged;
    double B_c2 =
        std::numeric_limits<double>::quiet_NaN();  ///< largest field with a stable superconducting state
    int order = 0;                                 ///< 1 where Delta jumps at B_c2, else 2
    double B_supercooling =
        std::numeric_limits<double>::quiet_NaN();  ///< largest linear instability of the normal state
    double B_superheating =
        std::numeric_limits<double>::quiet_NaN();  ///< last field with a superconducting solution
    double B_jump =
        std::numeric_limits<double>::quiet_NaN();  ///< first-order transition between superconducting states
    double Delta_above = 0.0,
           Delta_below = 0.0;  ///< order parameters that coexist at B_jump, or else at B_c2
    double B_collapse =
        std::numeric_limits<double>::quiet_NaN();  ///< the spectral gap of the stable state closes
};

/// All critical fields at (T, beta, gamma, alpha), from the curve of all solutions; parameters.B is ignored.
/// Relative accuracy about 1e-10, B_collapse at finite gamma about 1e-9. T >= Tc0: none.
CriticalFields critical_fields(const Parameters& parameters);

/// One temperature at which B_c2(T) equals a given field, and the order of the transition there.
struct CriticalTemperature {
    double T = 0.0;  ///< [Tc0]
    int order = 0;
};

/// T_c(B) for every field [Delta0] (its modulus), the other way round of B_c2(T): each entry ascending, empty
/// above the largest B_c2, more than one temperature where B_c2(T) is not monotonic. T between 1e-3 and 1;
/// accuracy about 1e-10.
std::vector<std::vector<CriticalTemperature>> critical_temperatures(const Parameters& parameters,
                                                                    const std::vector<double>& fields);

/// Temperatures [Tc0] between `lowest` and 1 at which the order of the transition changes (the coefficient of
/// Delta^4 vanishes on a transition that is not preempted), ascending; none, one or two.
std::vector<double> tricritical_temperatures(const Parameters& parameters, double lowest);

/// Temperatures at which a jump inside the superconducting state ends in a critical point, ascending.
std::vector<double> critical_point_temperatures(const Parameters& parameters, double lowest);

/// d ln B_c2/d ln T at T, by central differences of one per cent: about 0 where the curve saturates.
double logarithmic_slope(const Parameters& parameters);

/// Highest temperature below which d^2 B_c2/dT^2 > 0 holds down to `lowest`; NaN where the curve saturates.
double upturn_temperature(const Parameters& parameters, double lowest);

}  // namespace mirage
