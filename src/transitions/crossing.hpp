#pragma once
// Where a sweep crosses a share of the normal resistance.

#include "tables/cell_number.hpp"
#include "transitions/criterion.hpp"
#include "transitions/levels.hpp"

namespace mirage {

/// A place on the swept axis, or a bound of it: upper where the sweep is normal already at its lowest point,
/// lower where it still superconducts at its highest.
struct Crossing {
    double x = quiet_nan;
    double sigma = quiet_nan;  ///< of noise, spacing and levels; NaN for a bound
    Bound bound = Bound::none;
};

/// A share c: the outermost crossing, by a parabola (a straight line with fewer than eight points) through
/// the points within a fifth of the width around it, between neighbours where these are fewer than four.
/// sigma^2 has the noise of that fit over its slope, the errors of both levels, and spacing/sqrt(12) times
/// the part of the step that lies between the neighbours. onset: where the smoothed resistance has fallen by
/// 2 % of R_n, or by three times its noise; zero: where it is above zero by as much; slope: where the
/// straight line through 30 and 70 % reaches R_n.
Crossing crossing_of(const SweepBranch& branch, const Levels& levels, const Criterion& criterion);

}  // namespace mirage
