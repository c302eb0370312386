#pragma once
// A curve as single sweeps up or down.

#include <vector>

#include "transitions/curve_reading.hpp"

namespace mirage {

/// One sweep by rising x; of a field its modulus.
struct SweepBranch {
    Turn turn = Turn::none;  ///< none: the rows are in no order
    std::vector<double> x, y;
    std::vector<double> other;  ///< the fixed quantity at each point, or none
};

/// The sweeps of a curve. The quantity turns where it has gone back by more than 5 % of its range in at least
/// four rows; a single step back begins another sweep the same way. A field that changes its sign is two
/// sweeps, in |B|. Rows that turn more often than every ten are in no order and are one branch.
std::vector<SweepBranch> branches_of(const MeasuredCurve& curve);

}  // namespace mirage
