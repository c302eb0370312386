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

/// The lowest one, from a scan over fields up to `highest`; `no_sign_change` where the stable state changes
/// without a jump. Accuracy about 1e-9; jumps of less than a tenth of the order parameter may be missed.
StableJump stable_jump(const Parameters& parameters, double highest);

/// Beyond this field the state of a material without end does not change much.
double high_field(const Parameters& parameters);

/// The largest field with a stable superconducting state, between 0 and where the normal state is stable
/// against small and large order parameters, and the largest one with any minimum of the free energy. Not
/// found where an evaluation was not solved.
struct LastFields {
    double stable = quiet_nan, any = quiet_nan;
    GapSlopes below;  ///< the stable state just below
    RootStatus status = RootStatus::not_converged;
};

/// From a scan over fields from above, which begins beyond the supercooling field.
LastFields last_fields(const Parameters& parameters, double supercooling);

/// gap_closing of the stable state; NaN where there is none.
double stable_gap_closing(const Parameters& parameters, double B);

/// Whether there is a stable superconducting state just below the field and none just above.
bool ends_at(const Parameters& parameters, double B);

}  // namespace mirage
