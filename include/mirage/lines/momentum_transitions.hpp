#pragma once
// The critical fields of a state that may take the pair momentum of its lowest free energy.

#include "mirage/lines/line_status.hpp"
#include "mirage/model/parameters.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {

/// Fields and Q = v_F q/2 [Delta0]; NaN, order 0, where there is none or where `status` says that it was not
/// found.
struct MomentumTransitions {
    double B_c2 = quiet_nan;  ///< largest field with a stable superconducting state of any momentum
    int order = 0;            ///< 1 where Delta jumps to zero at B_c2, else 2
    double B_momentum =
        quiet_nan;  ///< largest field of linear instability over Q, and its Q: 0 where uniform
    double Q_momentum = quiet_nan;  ///< pairs come first
    double B_onset = quiet_nan;     ///< the stable state first has Q > 0
    int onset_order =
        0;  ///< 1 where Q and Delta jump there; 2 where the stiffness of the uniform state vanishes
    double Delta_uniform = 0.0, Delta_onset = 0.0;  ///< order parameters that coexist at a first-order onset
    double Q_onset = 0.0;                           ///< momentum beyond it
    LineStatus status = LineStatus::converged;
};

/// At (T, beta, gamma, alpha, Q_angle); B, Q and the material of the parameters: B and Q are ignored.
/// Relative accuracy about 1e-9. An onset is looked for below B_c2 in steps of a thirtieth of it: a range of
/// uniform states above it, or one with momentum that is narrower, may be missed.
MomentumTransitions momentum_transitions(const Parameters& parameters);

}  // namespace mirage
