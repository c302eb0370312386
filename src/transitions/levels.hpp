#pragma once
// The resistance of the normal and of the superconducting state of one sweep.

#include <optional>
#include <vector>

#include "mirage/numeric/constants.hpp"
#include "transitions/branches.hpp"
#include "transitions/robust.hpp"

namespace mirage {

/// Levels that other curves of the same contacts, or the user, tell; NaN where none does.
struct KnownLevels {
    double normal = quiet_nan, zero = quiet_nan;
};

struct Levels {
    Line normal;  ///< R_n(x), extended into the transition
    double zero = 0.0, sigma_zero = 0.0;
    bool normal_seen = false, zero_seen = false;  ///< by at least three points of this sweep
    double noise = 0.0;                           ///< standard deviation of one point
    std::size_t half = 0;                         ///< for `smoothed`: averages down to 2 % of the step
    std::vector<double> share;                    ///< (R - zero)/(R_n - zero) of the smoothed sweep
    std::size_t top = 0;  ///< a point above the transition; a crossing is looked for from here downwards

    double height(double x) const { return normal(x) - zero; }
    double share_at(double x, double y) const { return (y - zero) / height(x); }
};

/// The levels around the steepest rise: a robust line above and a constant below, at a distance of one and a
/// half times the half-width of the transition, over as many points as agree with those nearest to it. A
/// state that is not seen has its known level, the superconducting one else 0. Nothing where nothing rises,
/// where the normal level is not known, and where the rise is less than a fifth of the resistance.
std::optional<Levels> find_levels(const SweepBranch& branch, const KnownLevels& known);

/// Shares by the known levels alone, for a sweep within which nothing rises; nothing where they are not
/// known.
std::optional<Levels> given_levels(const SweepBranch& branch, const KnownLevels& known);

/// Where the smoothed sweep has this share, going down from `top`: the outermost place. NaN where it never
/// falls below.
double outermost(const SweepBranch& branch, const Levels& levels, double share);

}  // namespace mirage
