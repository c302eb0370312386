#pragma once
// The linear instability of the normal state of a material: where the smallest eigenvalue of the quadratic
// form of Omega in (Delta, eta) vanishes. Theory page, section 8.

#include <vector>

#include "mirage/model/parameters.hpp"

namespace mirage {

/// That eigenvalue at (T, B); negative where the normal state is unstable. NaN where a self-energy was not
/// found.
double material_instability(const Parameters& parameters);

/// Its zeros B > 0 from above, until there are `max_roots`, ascending. Infinity is among them where the
/// normal state is unstable at the largest field of the domain. NaN where an evaluation failed.
std::vector<double> material_second_order_fields(const Parameters& parameters, std::size_t max_roots);

}  // namespace mirage
