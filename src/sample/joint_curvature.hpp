#pragma once
// Chi-squared of a sample near its minimum: what each part tells of the unknowns, and what both together.

#include <array>
#include <vector>

#include <Eigen/Core>

#include "sample/agreement.hpp"
#include "sample/joint_problem.hpp"

namespace mirage {

struct JointCurvature {
    Evaluation here;                             ///< residuals and derivatives
    std::array<Eigen::MatrixXd, 2> information;  ///< J^T J of the points and of the curves
    SharedCovariance covariance;

    /// As SharedCovariance has it; where the covariance is not known, of the part that knows less.
    double freedom_along(const Eigen::VectorXd& g) const;
};

/// freedom: of the scale of each part.
JointCurvature curvature_at(const JointProblem& problem, const JointEvaluator& evaluator,
                            const std::vector<double>& x, const std::array<double, 2>& freedom);

/// Whether a fraction is at no bound.
bool is_inside(double x);

/// Over how many directions of the shared unknowns, all others refitted, the parts can disagree; unknowns at
/// a bound do not count.
double directions_of(const JointProblem& problem, const std::vector<double>& x,
                     const JointCurvature& curvature);

}  // namespace mirage
