#include <algorithm>
#include <cmath>

#include "lines/momentum_ridges.hpp"
#include "lines/momentum_search.hpp"
#include "mirage/lines/momentum_instability.hpp"
#include "mirage/lines/second_order_field.hpp"

namespace mirage {

MomentumField largest_momentum_field(const Parameters& parameters) {
    const Parameters p = uniform(parameters);
    const double at_rest = supercooling_field(p);
    if (std::isnan(at_rest)) return {};
    if (std::isinf(at_rest)) return {quiet_nan, quiet_nan, LineStatus::converged};
    if (at_rest == 0.0) return {0.0, 0.0, LineStatus::converged};
    Parameters at = p;
    MomentumLandscape landscape;
    landscape.evaluate = [&at](double B, double Q, double tolerance) {
        at.B = B, at.Q = Q;
        return momentum_instability(at, tolerance);
    };
    landscape.momenta = [&p](double B) { return momenta_at_field(p, B); };
    landscape.uniform_field = at_rest;
    landscape.highest_field = highest_unstable_field(p);
    return largest_field(landscape);
}

}  // namespace mirage
