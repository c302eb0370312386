#pragma once
// The stable state of a material with a triplet channel from field to field, without the curve of all
// solutions.

#include "mirage/gap/gap_equation.hpp"
#include "numeric/roots.hpp"

namespace mirage {

/// A first-order transition between two superconducting states.
struct StableJump {
    double B = quiet_nan;
    GapSlopes below, above;  ///< the state at smaller and larger fields
    RootStatus status = RootStatus::not_converged;
};

/// The lowest one, from a scan over fields up to some ten times the spin-orbit coupling; `no_sign_change`
/// where the stable state changes without a jump. Accuracy about 1e-9; jumps of less than a tenth of the
/// order parameter may be missed.
StableJump stable_jump(const Parameters& parameters);

/// Whether there is a stable superconducting state just below the field and none just above.
bool ends_at(const Parameters& parameters, double B);

}  // namespace mirage
