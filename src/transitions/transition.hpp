#pragma once
// One sweep: its transition, or the state that it is in.

#include <string>
#include <vector>

#include "transitions/crossing.hpp"

namespace mirage {

enum class SweepState { transition, normal, superconducting, unclear };

/// What is out of the ordinary on a sweep.
struct Remarks {
    bool several_crossings = false;  ///< of the midpoint: re-entrant, or a bump
    bool steps = false;              ///< a plateau inside the transition
    double offset = 0.0;  ///< of the superconducting part, as a share of R_n; 0 where it is within the noise
    bool normal_known = false;  ///< R_n is that of other curves
    bool zero_unseen = false;
    bool broad = false;  ///< a rise over more than half of its temperature, which is none of a superconductor
};

struct SweepTransition {
    SweepState state = SweepState::unclear;
    Turn turn = Turn::none;
    std::vector<Crossing> crossings;              ///< one for each criterion
    double width = quiet_nan;                     ///< between 10 and 90 %
    double normal = quiet_nan, zero = quiet_nan;  ///< R_n at the midpoint, and the level below
    double other = quiet_nan,
           sigma_other = 0.0;  ///< the fixed quantity within the transition, and its scatter
    Remarks remarks;
    std::vector<double> x, share;  ///< the sweep, normalised
};

/// The transition of a sweep. Without one its state is that of all its points: normal above 80 % of the known
/// normal resistance, superconducting below the smaller of 20 % and the criterion; each criterion is then a
/// bound.
SweepTransition transition_of(const SweepBranch& branch, const std::vector<Criterion>& criteria,
                              const KnownLevels& known);

}  // namespace mirage
