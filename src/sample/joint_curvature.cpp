#include "sample/joint_curvature.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

#include "fit/covariance.hpp"

namespace mirage {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

std::array<Eigen::MatrixXd, 2> information_of(const Evaluation& here, std::size_t unknowns,
                                              std::size_t points) {
    const auto size = static_cast<Eigen::Index>(unknowns), first = static_cast<Eigen::Index>(points),
               rows = static_cast<Eigen::Index>(here.residuals.size());
    const Eigen::Map<const RowMajor> J(here.jacobian.data(), rows, size);
    const Eigen::MatrixXd above = J.topRows(first), below = J.bottomRows(rows - first);
    return {above.transpose() * above, below.transpose() * below};
}

/// Of the unknowns that are `kept`, with the others refitted.
Eigen::MatrixXd marginal(const Eigen::MatrixXd& information, const std::vector<Eigen::Index>& kept,
                         const std::vector<Eigen::Index>& others) {
    Eigen::MatrixXd own = information(kept, kept);
    if (others.empty()) return own;
    const Eigen::MatrixXd mixed = information(others, kept), inner = information(others, others);
    return own - mixed.transpose() * inner.completeOrthogonalDecomposition().solve(mixed);
}

}  // namespace

double JointCurvature::freedom_along(const Eigen::VectorXd& g) const {
    const double freedom = covariance.freedom_along(g);
    return std::isnan(freedom) ? std::min(covariance.freedom[0], covariance.freedom[1]) : freedom;
}

JointCurvature curvature_at(const JointProblem& problem, const JointEvaluator& evaluator,
                            const std::vector<double>& x, const std::array<double, 2>& freedom) {
    JointCurvature c;
    c.here = evaluator.evaluate(problem, x);
    c.information = information_of(c.here, x.size(), rows_of_points(problem));
    c.covariance = shared_covariance(covariance_of(c.here, x.size(), 1.0), c.information, freedom);
    return c;
}

bool is_inside(double x) { return x > 0.0 && x < 1.0; }

double directions_of(const JointProblem& problem, const std::vector<double>& x,
                     const JointCurvature& curvature) {
    std::vector<Eigen::Index> shared, of_points, of_spectra;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const Unknown& u = problem.unknowns[i];
        const auto at = static_cast<Eigen::Index>(i);
        if (!is_inside(x[i])) continue;
        if (u.of_points && u.of_spectra)
            shared.push_back(at);
        else
            (u.of_points ? of_points : of_spectra).push_back(at);
    }
    return common_directions({marginal(curvature.information[0], shared, of_points),
                              marginal(curvature.information[1], shared, of_spectra)});
}

}  // namespace mirage
