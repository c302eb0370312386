#pragma once
// The pair momentum that the stable state takes: the global minimum of the free energy over Delta and Q.
//
// One plane wave Delta exp(i q.r), Q = v_F q/2 in a given direction. To leading order in 1/E_F
// Omega(Q) = Omega(-Q), so that Q >= 0 stands for both, and Q = 0 is always stationary: there is neither a
// diode effect nor a helical shift of order alpha/v_F. A standing wave has the same line of second order and
// may lie lower below it. Theory page, section 10; the state is that of Fulde and Ferrell (Phys. Rev. 135,
// A550, 1964), with the spin-orbit coupling and the disorder of [H].

#include "mirage/gap/gap_equation.hpp"
#include "mirage/gap/point.hpp"

namespace mirage {

/// A minimum of the free energy over Delta and Q.
struct MomentumMinimum {
    double Q = 0.0;
    GapState state;  ///< at this Q, Delta > 0
};

/// All minima with Q > 0 that the search finds, lowest free energy first.
struct MomentumMinima {
    std::vector<MomentumMinimum> minima;
    bool solved = true;  ///< false where an evaluation on the way was not solved
};

/// The largest Q at which a solution can exist: field and gap of BCS theory together, over the velocity of
/// the slowest pocket.
double largest_momentum(const Parameters& parameters);

/// Parameters::Q is ignored, the direction counts; `at_rest`: the stable uniform state. A scan over (Delta,
/// Q) on a rough sum, then Newton in (Delta^2, Q), with gradient (g, J) and exact second derivatives, to the
/// accuracy of the sum. With a triplet channel all solutions (Delta, eta) at every momentum of the scan
/// count.
MomentumMinima momentum_minima(const Parameters& parameters, const PointState& at_rest, double tolerance);

/// The minimum that a descent from (Delta, Q) reaches; its state is not solved where that is a uniform or the
/// normal state. `angle`: that of (Delta, eta) there, NaN for the one of the lowest eigenvalue at the normal
/// state.
MomentumMinimum momentum_minimum_near(const Parameters& parameters, double Delta, double Q, double tolerance,
                                      double angle = quiet_nan);

}  // namespace mirage
