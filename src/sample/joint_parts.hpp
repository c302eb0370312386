#pragma once
// The parts of a sample at the fit of all, as the reports of their own have them.

#include "sample/joint_curvature.hpp"
#include "sample/joint_fit.hpp"

namespace mirage {

/// Fills points_there and spectra_there: values, residuals and curves at x, with the parameters and the
/// covariance of the fit of all.
void take_parts(JointFit& fit, const JointProblem& problem, const JointEvaluator& evaluator,
                const JointCurvature& curvature, const std::vector<double>& x);

}  // namespace mirage
