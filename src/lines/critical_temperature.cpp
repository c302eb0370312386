#include "mirage/lines/critical_temperature.hpp"

#include <cmath>

#include "lines/material_instability.hpp"
#include "mirage/model/domain.hpp"
#include "numeric/roots.hpp"

namespace mirage {

LineQuantity material_critical_temperature(const Parameters& parameters) {
    if (!parameters.material) return {1.0, LineStatus::converged};
    Parameters p = parameters;
    p.B = 0.0;
    // in ln T, in which the instability of the clean model is a straight line
    const auto instability = [&](double log_T) {
        p.T = std::exp(log_T);
        return material_instability(p);
    };
    constexpr double rounding = 1e-13;
    const double at_Tc0 = instability(0.0);
    if (std::fabs(at_Tc0) <= rounding) return {1.0, LineStatus::converged};
    const double low = std::log(domain::min_temperature), at_low = instability(low);
    if (at_low >= 0.0) return {0.0, LineStatus::converged};
    const Root root = root_between(instability, {low, at_low}, {0.0, at_Tc0}, 44);
    if (root.status != RootStatus::found) return {quiet_nan, LineStatus::not_converged};
    return {std::exp(root.at), LineStatus::converged};
}

}  // namespace mirage
