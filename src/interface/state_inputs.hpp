#pragma once
// Numbers that calculations at one state take beside the settings.

#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "interface/request.hpp"
#include "mirage/model/domain.hpp"

namespace mirage {

inline NumberInput order_parameter_input() {
    return {"order_parameter",
            UnitKind::energy,
            "Delta, with no triplet; without it that of the stable state",
            quiet_nan,
            [](double x) { return x >= 0.0 && x <= domain::max_order_parameter; },
            "allowed: 0 to 10 Delta0"};
}

inline NumberInput broadening_input() {
    return {"eta",
            UnitKind::energy,
            "Dynes broadening; without it 0.01 Delta0",
            quiet_nan,
            [](double x) {
                constexpr double slack = 1e-9;
                return x >= domain::min_broadening * (1.0 - slack) &&
                       x <= domain::max_broadening * (1.0 + slack);
            },
            "allowed: 1e-6 to 10 Delta0"};
}

/// Throws InputError where the momentum is to be found and there is no state to find it for.
inline void check_order_parameter(const Request& request) {
    const NumberColumn& Delta = request.number("order_parameter");
    if (Delta.values && request.rows > 0 && request.fixed.pair_momentum == PairMomentum::best)
        throw InputError(
            fmt::format("order_parameter = {}: momentum = auto is of the stable state: give a number for it",
                        Delta.at(0)));
}

/// In Delta0.
inline double broadening_of(const Request& request, std::int64_t row, const UnitSystem& unit) {
    const double eta = request.number("eta").at(row);
    return std::isnan(eta) ? 0.01 : eta / unit.energy;
}

}  // namespace mirage
