#include "fit/fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Dense>

#include "fit/evaluation.hpp"
#include "fit/optimiser.hpp"
#include "fit/profile.hpp"
#include "fit/threshold.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {
namespace {

/// Which fractions a covariance is of: those that are not at a bound, or all, as if they could leave it.
enum class Moving { inside, all };

/// Of the fractions that move; the others do not vary. NaN where it is singular.
Eigen::MatrixXd covariance_at(const FitProblem& problem, const Optimum& best, double scale, Moving moving) {
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const Evaluation here = evaluate(problem, best.values);
    const auto rows = static_cast<Eigen::Index>(here.residuals.size()),
               size = static_cast<Eigen::Index>(best.x.size());
    const Eigen::Map<const RowMajor> J(here.jacobian.data(), rows, size);
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(size, size);
    std::vector<Eigen::Index> columns;
    for (Eigen::Index i = 0; i < size; ++i) {
        const double at = best.x[static_cast<std::size_t>(i)];
        if (moving == Moving::all || (at > 0.0 && at < 1.0)) columns.push_back(i);
    }
    if (columns.empty()) return covariance;
    // columns of length one: what is singular does not depend on the units
    Eigen::MatrixXd part = J(Eigen::all, columns);
    const Eigen::VectorXd length = part.colwise().norm().transpose();
    for (Eigen::Index k = 0; k < part.cols(); ++k)
        if (length(k) > 0.0) part.col(k) /= length(k);
    const Eigen::FullPivLU<Eigen::MatrixXd> factors(part.transpose() * part);
    Eigen::MatrixXd inner = Eigen::MatrixXd::Constant(part.cols(), part.cols(), quiet_nan);
    if (factors.isInvertible()) inner = scale * factors.inverse();
    for (std::size_t a = 0; a < columns.size(); ++a)
        for (std::size_t b = 0; b < columns.size(); ++b) {
            const auto i = static_cast<Eigen::Index>(a), j = static_cast<Eigen::Index>(b);
            covariance(columns[a], columns[b]) = inner(i, j) / (length(i) * length(j));
        }
    return covariance;
}

/// Value, error, interval and status of free parameter number `i`; `better` as in interval_end.
FittedParameter interval(const FitProblem& problem, const Optimum& best, std::size_t i,
                         const Eigen::MatrixXd& covariance, const Threshold& limit, Optimum& better) {
    const FitParameter& p = problem.task.parameters[problem.free[i]];
    const auto at = static_cast<Eigen::Index>(i);
    const double sigma = covariance(at, at) >= 0.0 ? std::sqrt(covariance(at, at)) : quiet_nan;
    FittedParameter f = free_parameter(p.name, problem.value(i, best.x[i]),
                                       problem.deviation(i, best.x[i], sigma), p.low, p.high, limit);
    f.at_bound = best.x[i] <= 0.0 || best.x[i] >= 1.0;
    if (std::isnan(limit.scale)) return f;
    const double level = best.chi2 + limit.scale * limit.quantile * limit.quantile;
    const double guess = guess_of(sigma, limit);
    const IntervalEnd low = interval_end(problem, best, i, 0.0, guess, level, better);
    const IntervalEnd high = interval_end(problem, best, i, 1.0, guess, level, better);
    set_interval(f, low, high, limit);
    return f;
}

std::vector<std::vector<double>> rows_of(const Eigen::MatrixXd& matrix) {
    std::vector<std::vector<double>> rows;
    for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
        rows.emplace_back();
        for (Eigen::Index j = 0; j < matrix.cols(); ++j) rows.back().push_back(matrix(i, j));
    }
    return rows;
}

Eigen::MatrixXd correlation_of(const Eigen::MatrixXd& covariance) {
    const Eigen::ArrayXd deviation = covariance.diagonal().array().sqrt();
    Eigen::MatrixXd correlation =
        covariance.array() / (deviation.matrix() * deviation.matrix().transpose()).array();
    return correlation;
}

/// How many points tell something: a bound of the field that holds tells nothing.
std::size_t counting_points(const FitTask& task, const std::vector<double>& residuals) {
    std::size_t count = 0, row = 0;
    for (const FitSample& sample : task.samples)
        for (const Measurement& m : sample.points) {
            const double r = residuals[row++];
            count += m.bound == Bound::none || r != 0.0;
        }
    return count;
}

/// Everything about one minimum; returns a better one where the profiles meet it.
Optimum describe(FitResult& result, const FitProblem& problem, const Optimum& best) {
    result.residuals = problem.residuals(best.values);
    const std::size_t n = counting_points(problem.task, result.residuals), k = best.x.size();
    const double freedom = n > k ? static_cast<double>(n - k) : 0.0;
    result.values = best.values;
    result.chi2 = best.chi2;
    result.points = result.residuals.size(), result.freedom = freedom;
    result.reduced_chi2 = freedom > 0.0 ? best.chi2 / freedom : quiet_nan;
    result.aic =
        (result.errors_stated ? best.chi2
                              : static_cast<double>(n) * std::log(best.chi2 / static_cast<double>(n))) +
        2.0 * static_cast<double>(k);
    result.lowest_T = problem.lowest_T;
    result.ratio = problem.ratio;

    const Threshold limit = threshold(result.errors_stated, best.chi2, freedom);
    const Eigen::MatrixXd covariance = covariance_at(problem, best, limit.scale, Moving::inside);
    result.covariance = rows_of(covariance);
    result.correlation = rows_of(correlation_of(covariance_at(problem, best, limit.scale, Moving::all)));
    Optimum better = best;
    result.parameters.clear();
    std::size_t i = 0;
    for (const FitParameter& p : problem.task.parameters) {
        const double value = p.member(best.values[p.sample.value_or(0)]);
        result.parameters.push_back(p.free ? interval(problem, best, i++, covariance, limit, better)
                                           : fixed_parameter(p.name, value));
    }
    return better;
}

}  // namespace

FitResult fit(const FitTask& given) {
    FitResult result;
    WeightedTask with_errors = weighted(given);
    result.errors_stated = with_errors.errors_stated;
    FitProblem problem = fit_problem(std::move(with_errors.task));
    Optimum best = search(problem);
    for (int round = 0; round < 4; ++round) {
        const Optimum better = describe(result, problem, best);
        if (better.chi2 >= best.chi2 * (1.0 - 1e-7) - 1e-12) break;
        best = with_ratios(problem, descend(problem, better.values, better.x));
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

void resample(FitTask& task, std::mt19937_64& random) {
    for (FitSample& sample : task.samples) {
        const std::vector<Measurement> points = sample.points;
        for (Measurement& m : sample.points) m = points[random() % points.size()];
    }
}

std::vector<double> bootstrap_sample(const FitTask& task, const FitResult& result, std::uint64_t number) {
    FitProblem problem = problem_of(task, result);
    std::mt19937_64 random(number + 1);
    resample(problem.task, random);
    const Optimum found = descend(problem, result.values, problem.fractions(result.values));
    std::vector<double> values;
    for (std::size_t i = 0; i < found.x.size(); ++i) values.push_back(problem.value(i, found.x[i]));
    return values;
}

}  // namespace mirage
