#pragma once
// The linear instability of the normal state (physics: the closed kernel after the average over directions).

#include <vector>

#include "mirage/model/parameters.hpp"

namespace mirage {

/// All fields B > 0 [Delta0] at which the normal state becomes linearly unstable at (T, beta, gamma, alpha),
/// ascending; empty for T >= Tc0. parameters.B is ignored. Relative accuracy 1e-11. The largest is the
/// supercooling field.
std::vector<double> second_order_fields(const Parameters& parameters);

/// The largest of them alone, the same bits in a third of the time; 0 where there is none.
double supercooling_field(const Parameters& parameters);

}  // namespace mirage
