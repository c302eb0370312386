#include "junction/junction_fit.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include <Eigen/Dense>

#include "fit/covariance.hpp"
#include "fit/threshold.hpp"
#include "junction/junction_profile.hpp"

namespace mirage {
namespace {

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
}

/// Changes of the background of one curve with the fractions, by differences.
Eigen::MatrixXd background_slopes(const JunctionProblem& problem, const JunctionEvaluator& evaluator,
                                  const JunctionOptimum& best, std::size_t k, const EvaluatedCurve& here) {
    const auto terms = static_cast<Eigen::Index>(here.fit.background.size());
    Eigen::MatrixXd slopes = Eigen::MatrixXd::Zero(terms, static_cast<Eigen::Index>(best.x.size()));
    for (std::size_t i = 0; i < best.x.size(); ++i) {
        if (!problem.task.parameters[problem.free[i]].is_of(k)) continue;
        std::vector<double> x = best.x;
        const double step = 1e-4 * std::max(x[i], 0.01) * (x[i] > 0.5 ? -1.0 : 1.0);
        x[i] += step;
        const EvaluatedCurve there = evaluator.curve(k, problem.at(best.values, x)[k], &here);
        for (Eigen::Index j = 0; j < terms; ++j)
            slopes(j, static_cast<Eigen::Index>(i)) = (there.fit.background[static_cast<std::size_t>(j)] -
                                                       here.fit.background[static_cast<std::size_t>(j)]) /
                                                      step;
    }
    return slopes;
}

/// 0 for what is not known.
Eigen::MatrixXd known(const Eigen::MatrixXd& covariance) {
    return covariance.unaryExpr([](double c) { return std::isfinite(c) ? c : 0.0; });
}

FittedCurve fitted_curve(const JunctionProblem& problem, const JunctionEvaluator& evaluator,
                         const JunctionOptimum& best, std::size_t k, const Eigen::MatrixXd& covariance,
                         double scale) {
    const EvaluatedCurve e = evaluator.curve(k, best.values[k]);
    FittedCurve curve;
    curve.delta = e.state.model.Delta * e.state.energy;
    curve.fitted = e.fit.fitted, curve.residuals = e.fit.residuals;
    curve.error = median(evaluator.errors(k));
    curve.chi2 = Evaluation{e.fit.residuals, {}}.chi2();
    const Eigen::MatrixXd slopes = background_slopes(problem, evaluator, best, k, e);
    const Eigen::MatrixXd others = slopes * known(covariance) * slopes.transpose();
    for (std::size_t j = 0; j < e.fit.background.size(); ++j) {
        const double unit = std::pow(e.fit.scale, -static_cast<double>(j));
        const auto at = static_cast<Eigen::Index>(j);
        const double more = best.x.empty() ? 0.0 : others(at, at);
        curve.background.push_back(e.fit.background[j] * unit);
        curve.background_error.push_back(std::sqrt(scale * e.fit.variance[j] + more) * unit);
    }
    return curve;
}

/// Value, error, interval and status of free parameter number `i`.
FittedParameter interval(const JunctionProblem& problem, JunctionProfiles& profiles,
                         const JunctionOptimum& best, std::size_t i, const Eigen::MatrixXd& covariance,
                         const Threshold& limit) {
    const JunctionParameter& p = problem.task.parameters[problem.free[i]];
    const auto at = static_cast<Eigen::Index>(i);
    const double sigma = covariance(at, at) >= 0.0 ? std::sqrt(covariance(at, at)) : quiet_nan;
    FittedParameter f = free_parameter(p.name, problem.value(i, best.x[i]),
                                       problem.deviation(i, best.x[i], sigma), p.low, p.high, limit);
    f.at_bound = best.x[i] <= 0.0 || best.x[i] >= 1.0;
    if (std::isnan(limit.scale)) return f;
    const double level = best.chi2 + limit.scale * limit.quantile * limit.quantile;
    const double guess = guess_of(sigma, limit);
    const auto low = profiles.end(i, 0.0, guess, level), high = profiles.end(i, 1.0, guess, level);
    const auto value = [&](std::optional<double> x, double bound) {
        return x ? IntervalEnd{problem.value(i, *x), true} : IntervalEnd{bound, false};
    };
    set_interval(f, value(low, p.low), value(high, p.high), limit);
    shorten_error(f, limit);
    return f;
}

/// Everything about one minimum.
void describe(JunctionFit& result, const JunctionProblem& problem, const JunctionEvaluator& evaluator,
              const JunctionOptimum& best, JunctionProfiles& profiles, const JunctionProgress& progress) {
    Evaluation here = evaluator.residuals(best.values);
    if (!best.x.empty()) evaluator.differentiate(problem, best.values, best.x, here);
    const std::size_t terms = problem.task.curves.size() * static_cast<std::size_t>(problem.task.background);
    result.points = here.residuals.size();
    result.freedom = std::max(0.0, static_cast<double>(result.points) - static_cast<double>(best.x.size()) -
                                       static_cast<double>(terms));
    result.values = best.values, result.chi2 = best.chi2;
    result.reduced_chi2 = result.freedom > 0.0 ? best.chi2 / result.freedom : quiet_nan;
    const auto n = static_cast<double>(result.points);
    result.aic = (result.errors_stated ? best.chi2 : n * std::log(best.chi2 / n)) +
                 2.0 * static_cast<double>(best.x.size() + terms);
    const Threshold limit = threshold(result.errors_stated, best.chi2, result.freedom);
    const Eigen::MatrixXd covariance =
        best.x.empty() ? Eigen::MatrixXd() : covariance_of(here, best.x.size(), limit.scale);
    result.correlation = correlation_of(covariance);
    result.parameters.clear();
    std::size_t i = 0;
    for (const JunctionParameter& p : problem.task.parameters) {
        if (progress && p.free) progress(i + 1, best.x.size() + 1);
        const double value = p.member(best.values[p.curve.value_or(0)]);
        result.parameters.push_back(p.free ? interval(problem, profiles, best, i++, covariance, limit)
                                           : fixed_parameter(p.name, value));
    }
    result.curves = fitted_curves(problem, evaluator, best, covariance, limit.scale);
}

}  // namespace

std::vector<FittedCurve> fitted_curves(const JunctionProblem& problem, const JunctionEvaluator& evaluator,
                                       const JunctionOptimum& best, const Eigen::MatrixXd& covariance,
                                       double scale) {
    std::vector<FittedCurve> curves;
    for (std::size_t k = 0; k < problem.task.curves.size(); ++k)
        curves.push_back(fitted_curve(problem, evaluator, best, k, covariance, scale));
    return curves;
}

JunctionFit fit_junction(const JunctionTask& task, const JunctionProgress& progress) {
    const JunctionProblem problem = junction_problem(task);
    const JunctionEvaluator evaluator(problem.task);
    JunctionFit result;
    result.errors_stated = !task.curves[0].sigma.empty();
    JunctionOptimum best = junction_search(problem, evaluator);
    if (!std::isfinite(best.chi2)) throw std::runtime_error("the curves could not be computed anywhere");
    for (int round = 0; round < 4; ++round) {
        JunctionProfiles profiles(problem, evaluator, best);
        describe(result, problem, evaluator, best, profiles, progress);
        if (profiles.better().chi2 >= best.chi2 * (1.0 - 1e-5) - 1e-9) break;
        const Minimum found =
            junction_minimum(problem, evaluator, profiles.better().values, profiles.better().x, 1e-8);
        best = {problem.at(profiles.better().values, found.x), found.x, found.chi2};
    }
    return result;
}

std::vector<std::vector<double>> resampled_errors(const JunctionTask& task, std::mt19937_64& random) {
    std::vector<std::vector<double>> errors;
    for (const JunctionCurve& curve : task.curves) {
        const std::size_t n = curve.G.size();
        std::vector<double> own = errors_of(curve), times(n, 1e-12);
        for (std::size_t i = 0; i < n; ++i) times[random() % n] += 1.0;
        for (std::size_t i = 0; i < n; ++i) own[i] /= std::sqrt(times[i]);
        errors.push_back(std::move(own));
    }
    return errors;
}

std::vector<double> junction_bootstrap_sample(const JunctionTask& task, const JunctionFit& fit,
                                              std::uint64_t number) {
    const JunctionProblem problem = junction_problem(task);
    std::mt19937_64 random(number + 1);
    const JunctionEvaluator evaluator(problem.task, resampled_errors(task, random));
    const Minimum found =
        junction_minimum(problem, evaluator, fit.values, problem.fractions(fit.values), 1e-8);
    std::vector<double> values;
    for (std::size_t i = 0; i < found.x.size(); ++i) values.push_back(problem.value(i, found.x[i]));
    return values;
}

}  // namespace mirage
