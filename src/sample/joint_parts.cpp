#include "sample/joint_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace mirage {
namespace {

/// Of the unknowns of one part, in the order of its own parameters.
Eigen::MatrixXd covariance_of_part(const JointProblem& problem, const Eigen::MatrixXd& whole,
                                   std::optional<std::size_t> Unknown::*part) {
    std::vector<std::pair<std::size_t, Eigen::Index>> order;
    for (std::size_t i = 0; i < problem.unknowns.size(); ++i)
        if (problem.unknowns[i].*part)
            order.emplace_back(*(problem.unknowns[i].*part), static_cast<Eigen::Index>(i));
    std::sort(order.begin(), order.end());
    std::vector<Eigen::Index> columns;
    for (const auto& [parameter, column] : order) columns.push_back(column);
    return whole(columns, columns);
}

/// Those of the fit of all that a part has, in its order.
std::vector<FittedParameter> parameters_of_part(const JointFit& fit,
                                                std::optional<std::size_t> JointParameter::*part,
                                                std::size_t count) {
    std::vector<FittedParameter> own(count);
    for (std::size_t i = 0; i < fit.task.size(); ++i)
        if (const auto place = fit.task[i].*part) own[*place] = fit.parameters[i];
    return own;
}

void take_points(JointFit& fit, const JointProblem& problem, const Eigen::MatrixXd& whole,
                 const SampleParameters& values) {
    FitResult& r = fit.points_there;
    r.values = values;
    r.residuals = problem.points.residuals(values);
    r.chi2 = Evaluation{r.residuals, {}}.chi2(), r.points = r.residuals.size();
    r.reduced_chi2 = r.aic = quiet_nan;
    r.errors_stated = fit.points.errors_stated;
    r.lowest_T = problem.points.lowest_T, r.ratio = problem.points.ratio;
    r.parameters = parameters_of_part(fit, &JointParameter::of_points, fit.aligned.points.parameters.size());
    const Eigen::MatrixXd covariance = covariance_of_part(problem, whole, &Unknown::of_points);
    r.covariance.clear();
    for (Eigen::Index i = 0; i < covariance.rows(); ++i) {  // what is not known does not vary
        r.covariance.emplace_back();
        for (Eigen::Index j = 0; j < covariance.cols(); ++j)
            r.covariance.back().push_back(std::isfinite(covariance(i, j)) ? covariance(i, j) : 0.0);
    }
}

void take_spectra(JointFit& fit, const JointProblem& problem, const JunctionEvaluator& evaluator,
                  const Eigen::MatrixXd& whole, const std::vector<CurveValues>& values) {
    JunctionFit& s = fit.spectra_there;
    const JunctionProblem own = junction_problem(problem.spectra.task);
    s.values = values;
    s.parameters =
        parameters_of_part(fit, &JointParameter::of_spectra, fit.aligned.spectra.parameters.size());
    s.points = fit.spectra.points, s.errors_stated = fit.spectra.errors_stated;
    const double unit = fit.spectra.scale * fit.spectra.scale;
    s.chi2 = fit.spectra.chi2 * unit, s.freedom = fit.spectra_alone->freedom;
    s.reduced_chi2 = s.chi2 / s.freedom, s.aic = quiet_nan;
    s.curves = fitted_curves(own, evaluator, {values, own.fractions(values), s.chi2},
                             covariance_of_part(problem, whole, &Unknown::of_spectra), unit);
}

}  // namespace

void take_parts(JointFit& fit, const JointProblem& problem, const JointEvaluator& evaluator,
                const JointCurvature& curvature, const std::vector<double>& x) {
    const JointValues values = problem.at(x);
    const Eigen::MatrixXd& whole = curvature.covariance.whole;
    take_points(fit, problem, whole, values.points);
    take_spectra(fit, problem, evaluator.spectra(), whole, values.spectra);
}

}  // namespace mirage
