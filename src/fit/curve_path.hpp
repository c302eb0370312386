#pragma once
// How a curve of B_c2(T) is walked along.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "mirage/model/domain.hpp"

namespace mirage {

/// Nodes of the series along a curve.
inline constexpr std::size_t curve_nodes = 28;

/// Number i of them between -1 and 1, descending.
inline double chebyshev_node(std::size_t i) {
    return std::cos(std::numbers::pi * (static_cast<double>(i) + 0.5) / curve_nodes);
}

/// Of sqrt t, t = T/Tc, between the lowest temperature and Tc.
struct TemperatureRootRange {
    double centre, half;
};
inline TemperatureRootRange range_of_root_t(double lowest_T, double Tc, double tc0) {
    constexpr double high = 0.98;
    const double end = std::min(domain::min_temperature * (tc0 / Tc), high);
    const double low = std::sqrt(std::clamp(lowest_T / Tc, end, high));
    return {0.5 * (1.0 + low), 0.5 * (1.0 - low)};
}

/// T = Tc (1 - (s^2 + 2 k s)/(1 + 2 k)): the field rises from Tc like s, whether as the root of Tc - T (k =
/// 0) or, where pair breaking linear in the field decides next to Tc, in a straight line (k > 0) that bends
/// into the root at s of the order of k.
struct CurvePath {
    double Tc = 1.0;    ///< [K]
    double kink = 0.0;  ///< k

    double temperature(double s) const { return Tc * (1.0 - (s * s + 2.0 * kink * s) / (1.0 + 2.0 * kink)); }
    /// -dT/ds
    double fall(double s) const { return Tc * (2.0 * s + 2.0 * kink) / (1.0 + 2.0 * kink); }
    /// At T/Tc from 0 on; 0 above Tc.
    double s_at(double t) const {
        const double u = std::max(0.0, 1.0 - t);
        if (kink == 0.0) return std::sqrt(u);
        const double part = u * (1.0 + 2.0 * kink);
        return part / (kink + std::sqrt(kink * kink + part));
    }
};

}  // namespace mirage
