#pragma once
// All superconducting solutions at one temperature as a curve B(Delta), and its stable branches.
//
// At fixed T the gap equation g(Delta, B) = 0 (theory page, eq. 6) is solved for B at given Delta: every
// solution lies on this curve, which starts at the second-order field for Delta = 0 and ends at the BCS gap
// for B = 0; of a material at its own solution there, and Delta is the amplitude where there is a triplet
// channel. Where dg/d(Delta^2) > 0 the solution is a minimum of the free energy (B falls along the branch
// as Delta grows), where it is negative a maximum; folds lie in between.

#include <vector>

#include "mirage/gap/gap_equation.hpp"
#include "mirage/lines/line_status.hpp"
#include "mirage/model/parameters.hpp"

namespace mirage {

/// One solution: its field and the gap equation there.
struct CurvePoint {
    double B = quiet_nan;
    GapSlopes gap;
};

/// A range of minima of the free energy.
struct StableBranch {
    double Delta_low = 0.0, Delta_high = 0.0;
    double B_high = 0.0;    ///< field at Delta_low, the largest of the branch
    double B_low = 0.0;     ///< field at Delta_high
    bool attached = false;  ///< reaches Delta = 0
};

/// The curve at one (T, beta, gamma, alpha). Made by field_curve; nothing changes it afterwards.
struct FieldCurve {
    GapProblem problem;
    LineStatus status = LineStatus::not_converged;
    double Delta_bcs = quiet_nan;        ///< the solution at B = 0
    double B_second_order = quiet_nan;   ///< largest field of linear instability; infinite: not converged
    double slope_at_zero = quiet_nan;    ///< dg/d(Delta^2) at Delta = 0, B_second_order: negative above a
                                         ///< first-order transition
    std::vector<StableBranch> branches;  ///< by ascending Delta; the last one ends at the BCS gap. Empty
                                         ///< unless converged.
};

/// Samples the curve, finds its folds. parameters.B is ignored. The workspace is begun anew, and goes with
/// the curve from then on. Domain: T < Tc0; of a material T below
/// its own.
FieldCurve field_curve(const Parameters& parameters, GapWorkspace& workspace);

/// The solution of given 0 < Delta < Delta_bcs, near the field `guess`. `accuracy`: relative change of B at
/// which Newton ends, quadratically, so that 1e-4 leaves an error of about 1e-8; the gap equation's values
/// are then those before that change. B is NaN and the gap not solved where it was not found.
CurvePoint solution_at_delta(const FieldCurve& curve, GapWorkspace& workspace, double Delta, double guess,
                             double accuracy = 1e-12);

/// The solution of a stable branch at a field between its B_low and B_high; not solved where it was not
/// found.
GapState solution_at_field(const FieldCurve& curve, GapWorkspace& workspace, const StableBranch& branch,
                           double B);

}  // namespace mirage
