#pragma once
// The largest field at which the normal state is unstable towards pairs of any momentum, from whatever
// evaluates l(B, Q) of momentum_instability.hpp.

#include <functional>
#include <vector>

#include "mirage/lines/momentum_instability.hpp"

namespace mirage {

/// l(B, Q) to a tolerance; NaN where it was not computed.
using EvaluateInstability = std::function<MomentumInstability(double B, double Q, double tolerance)>;

/// What is searched, in Delta0.
struct MomentumLandscape {
    EvaluateInstability evaluate;
    /// Momenta Q >= 0 at a field, ascending from 0, between which l has no more than one minimum over Q.
    std::function<std::vector<double>(double B)> momenta;
    double uniform_field = 0.0;  ///< the largest root of l(B, 0)
    double highest_field = 0.0;  ///< from which the search goes down
};

/// The largest B with l(B, Q) = 0 for some Q: over a ladder of fields from above l is minimised over Q on a
/// rough sum; from the first minimum that is negative, Newton in (B, Q) solves l = dl/dQ = 0.
MomentumField largest_field(const MomentumLandscape& landscape);

}  // namespace mirage
