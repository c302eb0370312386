#include "junction/junction_evaluation.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace mirage {
namespace {

/// A step of a fraction that moves a curve visibly and keeps it linear, away from the nearer bound.
double step_of(double x) {
    const double step = 1e-4 * std::max(std::fabs(x), 0.01);
    return x + step <= 1.0 ? step : -step;
}

}  // namespace

JunctionEvaluator::JunctionEvaluator(const JunctionTask& task) : task_(task) {
    for (const JunctionCurve& curve : task.curves) errors_.push_back(errors_of(curve));
}

JunctionEvaluator::JunctionEvaluator(const JunctionTask& task, std::vector<std::vector<double>> errors)
    : task_(task), errors_(std::move(errors)) {}

EvaluatedCurve JunctionEvaluator::curve(std::size_t k, const CurveValues& values,
                                        const ConductanceMesh* mesh) const {
    EvaluatedCurve e{junction_state(task_, k, values), {}, junction_voltages(task_, k, values), {}};
    const ThermalConductance g = junction_conductance(task_, k, e.state, values, mesh);
    e.mesh = g.mesh();
    e.fit = fit_background(task_, k, errors_[k], values.r_series, e.voltages,
                           measured_shape(g, e.state, values, e.voltages));
    if (!e.state.found) std::fill(e.fit.residuals.begin(), e.fit.residuals.end(), quiet_nan);
    return e;
}

bool JunctionEvaluator::is_worth_threads(std::size_t curves) const {
    constexpr double least = 0.01;  // s
    return seconds_ * static_cast<double>(curves) > least;
}

std::vector<EvaluatedCurve> JunctionEvaluator::curves(const std::vector<CurveValues>& values) const {
    std::vector<EvaluatedCurve> all(values.size());
    const auto before = std::chrono::steady_clock::now();
    all[0] = curve(0, values[0]);
    seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
#pragma omp parallel for schedule(dynamic) if (is_worth_threads(values.size()))
    for (std::size_t k = 1; k < values.size(); ++k) all[k] = curve(k, values[k]);
    return all;
}

Evaluation JunctionEvaluator::residuals(const std::vector<CurveValues>& values) const {
    Evaluation all;
    for (const EvaluatedCurve& e : curves(values))
        all.residuals.insert(all.residuals.end(), e.fit.residuals.begin(), e.fit.residuals.end());
    return all;
}

void JunctionEvaluator::differentiate(const JunctionProblem& problem, const std::vector<CurveValues>& base,
                                      const std::vector<double>& x, Evaluation& here) const {
    const std::size_t columns = x.size(), curves_there = task_.curves.size();
    const std::vector<CurveValues> values = problem.at(base, x);
    std::vector<EvaluatedCurve> centre(curves_there);
    std::vector<std::size_t> first(curves_there, 0);
    for (std::size_t k = 1; k < curves_there; ++k) first[k] = first[k - 1] + task_.curves[k - 1].G.size();
    here.jacobian.assign(here.residuals.size() * columns, 0.0);
#pragma omp parallel for schedule(dynamic) if (is_worth_threads(curves_there))
    for (std::size_t k = 0; k < curves_there; ++k) {
        // on its own mesh, so that differences are of one and the same interpolation
        const ConductanceMesh mesh =
            junction_conductance(task_, k, junction_state(task_, k, values[k]), values[k]).mesh();
        centre[k] = curve(k, values[k], &mesh);
    }
    struct Task {
        std::size_t curve, parameter;
    };
    std::vector<Task> tasks;
    for (std::size_t i = 0; i < columns; ++i)
        for (std::size_t k = 0; k < curves_there; ++k)
            if (task_.parameters[problem.free[i]].is_of(k)) tasks.push_back({k, i});
#pragma omp parallel for schedule(dynamic) if (is_worth_threads(tasks.size()))
    for (std::size_t n = 0; n < tasks.size(); ++n) {
        const auto [k, i] = tasks[n];
        const double step = step_of(x[i]);
        CurveValues moved = values[k];
        task_.parameters[problem.free[i]].member(moved) = problem.value(i, x[i] + step);
        const EvaluatedCurve there = curve(k, moved, &centre[k].mesh);
        for (std::size_t row = 0; row < there.fit.residuals.size(); ++row)
            here.jacobian[(first[k] + row) * columns + i] =
                (there.fit.residuals[row] - centre[k].fit.residuals[row]) / step;
    }
}

Minimum junction_minimum(const JunctionProblem& problem, const JunctionEvaluator& evaluator,
                         const std::vector<CurveValues>& base, std::vector<double> x, double tolerance) {
    return bounded_minimum(
        [&](const std::vector<double>& at) { return evaluator.residuals(problem.at(base, at)); },
        std::move(x), tolerance,
        [&](const std::vector<double>& at, Evaluation& e) { evaluator.differentiate(problem, base, at, e); });
}

}  // namespace mirage
