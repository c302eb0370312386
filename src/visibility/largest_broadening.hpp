#pragma once
// How much broadening a mirage gap survives.

#include "visibility/mirage_dip.hpp"

namespace mirage {

/// The broadening of one kind at which the depth falls to `least`, the others as they are: the first one
/// above the given broadening where the dip is deeper, the largest one below it where it is not. NaN where
/// the dip is not that deep however small this kind is, or where g was not found. By algorithm 748 on the
/// series of g and one Newton step with exact_depth(): relative accuracy 1e-6. Where the modulation
/// reaches from the middle of the mirage gap to the main gap, or moves the minimum too far, while the dip is
/// still deeper, that amplitude, to 0.3 % downwards.
double largest_temperature(const PairingModel& model, const Broadening& broadening, double depth,
                           double least);  ///< kT [Delta0]
double largest_lock_in(const PairingModel& model, const Broadening& broadening, double depth, double least);
double largest_eta(const PairingModel& model, const Broadening& broadening, double depth, double least);

}  // namespace mirage
