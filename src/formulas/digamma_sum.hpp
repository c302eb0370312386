#pragma once
// Matsubara sums of the closed-form expressions: their first frequency and the value at the origin.

#include <numbers>

#include "mirage/model/constants.hpp"

namespace mirage {

/// psi(1/2)
inline constexpr double psi_half = -std::numbers::egamma - 2.0 * std::numbers::ln2;

/// 2 pi k T [Delta0]
inline double first_frequency(double T) { return 2.0 * std::numbers::pi * T / delta0_over_tc0; }

}  // namespace mirage
