#pragma once
// The current of pairs that move: J(Q), and its largest value.
//
// One plane wave Delta exp(i q.r), Q = v_F q/2, carries J = d(Omega/N0)/dQ = 4 pi T sum Im <v g0> at the
// Delta of its gap equation; the current density of a film is e v_F N0 J (N0 of one spin and unit area, hbar
// = 1), since pairs have the charge 2e and dQ/dq = v_F/2. Omega(Q) = Omega(-Q) to leading order in 1/E_F:
// J(Q) is odd, the largest current the same in both directions. Theory page, section 10.

#include "mirage/gap/point.hpp"

namespace mirage {

/// The stable state at one momentum; all 0 but Q in the normal state, NaN where it was not found.
struct MovingState {
    double Q = 0.0;                        ///< [Delta0]
    double order_parameter = 0.0;          ///< Delta [Delta0]
    double triplet_order_parameter = 0.0;  ///< eta [Delta0]
    double free_energy = 0.0;              ///< (Omega_S - Omega_N)/N0 [Delta0^2]
    double current = 0.0;                  ///< J [Delta0]
    double current_slope = 0.0;            ///< dJ/dQ along the solution Delta(Q); NaN at Q = 0
    Status status = Status::converged;
};

/// At Parameters::Q of either sign in the direction of Parameters::Q_angle. Cheaper than solve_point: no
/// density of states.
MovingState moving_state(const Parameters& parameters, const Accuracy& accuracy = {});

/// The largest |J| over Q >= 0.
struct DepairingCurrent {
    MovingState state;        ///< where |J| is largest; J of either sign
    double end = 0.0;         ///< a momentum beyond which the state is normal, to about 0.05 Delta0
    double critical() const;  ///< |J| [Delta0]
};

/// Of the stable state at every momentum; Parameters::Q is ignored. A scan in steps of at most 0.05 Delta0,
/// then the root of dJ/dQ = d2Omega/dQ2 - (dg/dQ)^2/(dg/d(Delta^2)), so that Q is as accurate as J: 1e-8.
/// Where J is largest at a jump of Delta, the end of it. Failed where a state was not found.
DepairingCurrent depairing_current(const Parameters& parameters, const Accuracy& accuracy = {});

/// The current of a film by its width, e v_F N0 J [A/m]: J [meV], v_F [km/s], the velocity of the valleys, N0
/// [1/(eV nm^2)], the density of states of one spin in all pockets together.
double sheet_current(double J, double v_F, double N0);

}  // namespace mirage
