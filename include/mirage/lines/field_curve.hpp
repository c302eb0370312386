#pragma once
// All superconducting solutions at one temperature as a curve B(Delta), and its stable branches.
//
// At fixed T the gap equation g(Delta, B) = 0 is solved for B at given Delta: every solution lies on this
// curve, which starts at the second-order field for Delta = 0 and ends at the BCS gap for B = 0. Where
// dg/d(Delta^2) > 0 the solution is a minimum of the free energy (B falls along the branch as Delta grows),
// where it is negative a maximum; folds lie in between.

#include <vector>

#include "mirage/gap/gap_equation.hpp"
#include "mirage/model/parameters.hpp"

namespace mirage {

/// One solution: its field and what the gap equation says there.
struct CurvePoint {
    double B = 0.0;
    GapValue gap;
};

/// A range of minima of the free energy.
struct StableBranch {
    double Delta_low = 0.0, Delta_high = 0.0;
    double B_high = 0.0;    ///< field at Delta_low, the largest of the branch
    double B_low = 0.0;     ///< field at Delta_high
    bool attached = false;  ///< reaches Delta = 0
};

struct FieldCurve {
    GapEquation equation;
    double Delta_bcs = 0.0;
    double B_second_order = 0.0;  ///< largest field of linear instability; 0 if none
    double slope_at_zero =
        0.0;  ///< dg/d(Delta^2) at Delta = 0, B_second_order: negative above a first-order transition
    std::vector<StableBranch> branches;  ///< by ascending Delta; the last one ends at the BCS gap
};

/// Samples the curve, finds its folds. Domain: T < Tc0. parameters.B is ignored.
FieldCurve field_curve(const Parameters& parameters);

/// The solution of given 0 < Delta < Delta_bcs, near the field `guess`. `accuracy`: relative change of B at
/// which Newton ends, quadratically, so that 1e-4 leaves an error of about 1e-8; the gap equation's values
/// are then those before that change.
CurvePoint solution_at_delta(FieldCurve& curve, double Delta, double guess, double accuracy = 1e-12);

/// The solution of a stable branch at a field between its B_low and B_high.
CurvePoint solution_at_field(FieldCurve& curve, const StableBranch& branch, double B);

}  // namespace mirage
