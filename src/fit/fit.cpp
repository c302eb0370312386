#include "fit/fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <Eigen/Dense>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "fit/optimiser.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {
namespace {

/// The best fit. Where transitions are of first order the second-order field is corrected by its ratio to the
/// true one at the optimum, until that stays.
Optimum optimum(FitProblem& problem) {
    Optimum best = search(problem);
    for (int round = 0; problem.task.model == FitModel::exact && round < 6; ++round) {
        double change = 0.0;
        for (std::size_t k = 0; k < problem.ratio.size(); ++k) {
            FirstOrderRatio& known = problem.ratio[k];
            const FirstOrderRatio ratio = first_order_ratio(best.values[k], problem.lowest_T[k]);
            known.resize(ratio.size(), 1.0);
            for (std::size_t i = 0; i < ratio.size(); ++i)
                change = std::max(change, std::fabs(ratio[i] - known[i]));
            known = ratio;
        }
        if (change < 1e-6) break;
        best = descend(problem, best.values, best.x);
    }
    return best;
}

/// The scale of the squared errors, NaN where nothing is known of it, and half the width of a 95 % interval
/// in standard deviations.
struct Threshold {
    double scale = 1.0;
    double quantile = std::sqrt(boost::math::quantile(boost::math::chi_squared(1.0), 0.95));
};

Threshold threshold(bool errors_stated, double chi2, double freedom) {
    Threshold result;
    if (errors_stated) return result;
    result.scale = freedom > 0.0 ? chi2 / freedom : quiet_nan;
    if (freedom > 0.0) result.quantile = boost::math::quantile(boost::math::students_t(freedom), 0.975);
    return result;
}

Eigen::MatrixXd covariance_at(const FitProblem& problem, const Optimum& best,
                              const std::vector<double>& residuals, double scale) {
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const auto rows = static_cast<Eigen::Index>(residuals.size()),
               size = static_cast<Eigen::Index>(best.x.size());
    const std::vector<double> entries =
        jacobian(problem, best.values, best.x, residuals, Differences::central);
    const Eigen::Map<const RowMajor> J(entries.data(), rows, size);
    const Eigen::FullPivLU<Eigen::MatrixXd> factors(J.transpose() * J);
    if (size == 0 || !factors.isInvertible()) return Eigen::MatrixXd::Constant(size, size, quiet_nan);
    return scale * factors.inverse();
}

/// Value, error, interval and status of free parameter number `i`.
FittedParameter interval(const FitProblem& problem, const Optimum& best, std::size_t i,
                         const Eigen::MatrixXd& covariance, const Threshold& limit) {
    const FitParameter& p = problem.task.parameters[problem.free[i]];
    const auto at = static_cast<Eigen::Index>(i);
    const double sigma = covariance(at, at) >= 0.0 ? std::sqrt(covariance(at, at)) : quiet_nan;
    FittedParameter f{p.name, problem.value(i, best.x[i]), problem.deviation(i, best.x[i], sigma), p.low,
                      p.high, FitStatus::undetermined};
    if (std::isnan(
            limit.scale)) {  // as many parameters as points, and no errors: nothing is known of the interval
        f.error = quiet_nan;
        return f;
    }
    const double level = best.chi2 + limit.scale * limit.quantile * limit.quantile;
    const double guess = std::isfinite(sigma) ? limit.quantile * sigma : 0.1;
    std::vector<double> direction;
    for (Eigen::Index k = 0; k < covariance.cols(); ++k)
        direction.push_back(covariance(k, at) / covariance(at, at));
    const IntervalEnd low = interval_end(problem, best, i, 0.0, guess, level, direction);
    const IntervalEnd high = interval_end(problem, best, i, 1.0, guess, level, direction);
    f.low = low.value, f.high = high.value;
    f.status = low.found ? (high.found ? FitStatus::determined : FitStatus::lower_bound)
                         : (high.found ? FitStatus::upper_bound : FitStatus::undetermined);
    return f;
}

}  // namespace

FitResult fit(const FitTask& given) {
    FitResult result;
    WeightedTask with_errors = weighted(given);
    result.errors_stated = with_errors.errors_stated;
    FitProblem problem = fit_problem(std::move(with_errors.task));
    const Optimum best = optimum(problem);

    result.residuals = problem.residuals(best.values);
    const std::size_t n = result.residuals.size(), k = best.x.size();
    const double freedom = n > k ? static_cast<double>(n - k) : 0.0;
    result.values = best.values;
    result.chi2 = best.chi2;
    result.points = n;
    result.reduced_chi2 = freedom > 0.0 ? best.chi2 / freedom : quiet_nan;
    result.aic =
        (result.errors_stated ? best.chi2
                              : static_cast<double>(n) * std::log(best.chi2 / static_cast<double>(n))) +
        2.0 * static_cast<double>(k);
    result.lowest_T = problem.lowest_T;
    result.ratio = problem.ratio;

    const Threshold limit = threshold(result.errors_stated, best.chi2, freedom);
    const Eigen::MatrixXd covariance = covariance_at(problem, best, result.residuals, limit.scale);
    result.covariance.assign(k, std::vector<double>(k, quiet_nan));
    result.correlation = result.covariance;
    for (Eigen::Index i = 0; i < covariance.rows(); ++i)
        for (Eigen::Index j = 0; j < covariance.cols(); ++j) {
            const auto a = static_cast<std::size_t>(i), b = static_cast<std::size_t>(j);
            result.covariance[a][b] = covariance(i, j);
            result.correlation[a][b] = covariance(i, j) / std::sqrt(covariance(i, i) * covariance(j, j));
        }
    std::size_t i = 0;
    for (const FitParameter& p : problem.task.parameters) {
        const double value = best.values[p.sample.value_or(0)].*(p.member);
        result.parameters.push_back(
            p.free ? interval(problem, best, i++, covariance, limit)
                   : FittedParameter{p.name, value, 0.0, value, value, FitStatus::fixed});
    }
    return result;
}

FitProblem problem_of(const FitTask& task, const FitResult& result) {
    FitProblem problem = fit_problem(weighted(task).task);
    problem.lowest_T = result.lowest_T;
    problem.ratio = result.ratio;
    return problem;
}

std::vector<std::string> free_names(const FitResult& result) {
    std::vector<std::string> names;
    for (const FittedParameter& p : result.parameters)
        if (p.status != FitStatus::fixed) names.push_back(p.name);
    return names;
}

std::vector<double> bootstrap_sample(const FitTask& task, const FitResult& result, std::uint64_t number) {
    FitProblem problem = problem_of(task, result);
    std::mt19937_64 random(number + 1);
    for (FitSample& sample : problem.task.samples) {
        const std::vector<Measurement> points = sample.points;
        for (Measurement& m : sample.points) m = points[random() % points.size()];
    }
    const Optimum found = descend(problem, result.values, problem.fractions(result.values));
    std::vector<double> values;
    for (std::size_t i = 0; i < found.x.size(); ++i) values.push_back(problem.value(i, found.x[i]));
    return values;
}

}  // namespace mirage
