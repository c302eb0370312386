#pragma once
// How a curve of B_c2(T) is walked along.

#include <algorithm>
#include <cmath>

namespace mirage {

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
