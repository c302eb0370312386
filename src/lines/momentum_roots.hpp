#pragma once
// The second-order fields at one momentum, from whatever evaluates l(B, Q) of momentum_instability.hpp.

#include <cstddef>
#include <vector>

#include "lines/momentum_search.hpp"

namespace mirage {

/// All fields B > 0 with l(B, Q) = 0, from above until there are `max_roots`, ascending: between neighbours
/// of `fields` (descending) changes of sign, and extrema that cross zero, on a rough sum; the roots on the
/// full one. NaN alone where l was not computed.
std::vector<double> fields_at_momentum(const EvaluateInstability& evaluate, double Q,
                                       const std::vector<double>& fields, std::size_t max_roots);

/// Those of the two-valley model at the parameters' Q; NaN alone where the kernel does not close.
std::vector<double> second_order_fields_at_momentum(const Parameters& parameters, std::size_t max_roots);

}  // namespace mirage
