#include "mirage/lines/critical_temperature.hpp"

namespace mirage {

LineQuantity material_critical_temperature(const Parameters& p) {
    if (p.material) return {quiet_nan, LineStatus::not_converged};
    return {1.0, LineStatus::converged};
}

}  // namespace mirage
