#pragma once
// The critical fields at one temperature.

#include "mirage/lines/line_status.hpp"
#include "mirage/model/parameters.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {

/// Fields [Delta0]; NaN and order 0 where there is none, or where `status` says that it was not found.
struct CriticalFields {
    double B_c2 = quiet_nan;            ///< largest field with a stable superconducting state
    int order = 0;                      ///< 1 where Delta jumps at B_c2, else 2
    double B_supercooling = quiet_nan;  ///< largest linear instability of the normal state; in closed form,
                                        ///< so that it may stand where the others were not found
    double B_superheating = quiet_nan;  ///< last field with a superconducting solution
    double B_jump = quiet_nan;          ///< first-order transition between superconducting states
    double Delta_above = 0.0;           ///< order parameters that coexist at B_jump, or else at B_c2: that of
    double Delta_below = 0.0;           ///< the state above the field, and below it; 0 where none jumps
    double B_collapse = quiet_nan;      ///< the spectral gap of the stable state closes
    double B_momentum = quiet_nan;  ///< where the pair momentum is free: the largest linear instability over
    double Q_momentum = quiet_nan;  ///< all momenta, and its Q = v_F q/2 [Delta0]; 0 where uniform pairs
    double B_momentum_onset = quiet_nan;  ///< come first. The stable state first has a momentum
    int momentum_onset_order = 0;         ///< there: 1 where Q jumps, 2 where it starts from zero
    bool superconducting_beyond = false;  ///< a triplet channel condenses at every field up to
                                          ///< domain::max_field: no B_c2, supercooling, superheating
    LineStatus status = LineStatus::converged;
};

/// All critical fields at (T, beta, gamma, alpha), from the curve of all solutions; parameters.B is ignored.
/// They are those of states of the momentum of the parameters, uniform ones for Q = 0; B_collapse is NaN at
/// any other Q. With PairMomentum::best those of the lowest free energy over Q (momentum_transitions.hpp):
/// B_c2 is the largest field with a stable state of any momentum, B_supercooling is B_momentum, and
/// B_superheating at least B_c2. Relative accuracy about 1e-10, B_collapse at finite gamma about 1e-9. At T =
/// Tc0, to a relative 1e-14, the transition of second order is at zero field, and so are supercooling and
/// superheating; above there are none. Both are converged. The same holds at the Tc of a material.
CriticalFields critical_fields(const Parameters& parameters);

/// The same bits without B_collapse, which is left NaN.
CriticalFields transition_fields(const Parameters& parameters);

}  // namespace mirage
