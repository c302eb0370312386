#include "junction/junction_evaluation.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
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

EvaluatedCurve JunctionEvaluator::curve(std::size_t k, const CurveValues& values, const EvaluatedCurve* near,
                                        Panels panels) const {
    JunctionState state = junction_state(task_, k, values);
    ThermalConductance g =
        junction_conductance(task_, k, state, values, near ? &near->conductance.mesh() : nullptr, panels);
    return measured(k, values, std::move(state), std::move(g));
}

EvaluatedCurve JunctionEvaluator::measured(std::size_t k, const CurveValues& values, JunctionState state,
                                           ThermalConductance g) const {
    std::vector<double> voltages = junction_voltages(task_, k, values);
    CurveFit fit = fit_background(task_, k, errors_[k], values.r_series, voltages,
                                  measured_shape(g, state, values, voltages));
    if (!state.found) std::fill(fit.residuals.begin(), fit.residuals.end(), quiet_nan);
    return {std::move(state), std::move(fit), std::move(voltages), std::move(g)};
}

bool JunctionEvaluator::is_worth_threads(std::size_t curves) const {
    constexpr double least = 0.01;  // s
    return seconds_ * static_cast<double>(curves) > least;
}

std::vector<EvaluatedCurve> JunctionEvaluator::curves(const std::vector<CurveValues>& values,
                                                      const std::vector<EvaluatedCurve>& near) const {
    std::vector<std::optional<EvaluatedCurve>> all(values.size());
    const auto evaluate = [&](std::size_t k) {
        all[k] = curve(k, values[k], near.empty() ? nullptr : &near[k], Panels::own);
    };
    const auto before = std::chrono::steady_clock::now();
    evaluate(0);
    seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
#pragma omp parallel for schedule(dynamic) if (is_worth_threads(values.size()))
    for (std::size_t k = 1; k < values.size(); ++k) evaluate(k);
    std::vector<EvaluatedCurve> result;
    for (std::optional<EvaluatedCurve>& one : all) result.push_back(std::move(*one));
    return result;
}

Evaluation JunctionEvaluator::residuals(const std::vector<CurveValues>& values) const {
    return {residuals_of(curves(values)), {}};
}

void JunctionEvaluator::differentiate(const JunctionProblem& problem, const std::vector<CurveValues>& base,
                                      const std::vector<double>& x, Evaluation& here) const {
    differentiate(problem, base, x, curves(problem.at(base, x)), here);
}

void JunctionEvaluator::differentiate(const JunctionProblem& problem, const std::vector<CurveValues>& base,
                                      const std::vector<double>& x, const std::vector<EvaluatedCurve>& centre,
                                      Evaluation& here) const {
    const std::size_t columns = x.size(), curves_there = task_.curves.size();
    const std::vector<CurveValues> values = problem.at(base, x);
    std::vector<std::size_t> first(curves_there, 0);
    for (std::size_t k = 1; k < curves_there; ++k) first[k] = first[k - 1] + task_.curves[k - 1].G.size();
    here.jacobian.assign(here.residuals.size() * columns, 0.0);
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
        const JunctionMember& member = task_.parameters[problem.free[i]].member;
        const double step = step_of(x[i]);
        CurveValues moved = values[k];
        member(moved) = problem.value(i, x[i] + step);
        const EvaluatedCurve there = member.is_of_instrument()
                                         ? measured(k, moved, centre[k].state, centre[k].conductance)
                                         : curve(k, moved, &centre[k]);
        for (std::size_t row = 0; row < there.fit.residuals.size(); ++row)
            here.jacobian[(first[k] + row) * columns + i] =
                (there.fit.residuals[row] - centre[k].fit.residuals[row]) / step;
    }
}

std::vector<double> residuals_of(const std::vector<EvaluatedCurve>& curves) {
    std::vector<double> all;
    for (const EvaluatedCurve& e : curves)
        all.insert(all.end(), e.fit.residuals.begin(), e.fit.residuals.end());
    return all;
}

Minimum junction_minimum(const JunctionProblem& problem, const JunctionEvaluator& evaluator,
                         const std::vector<CurveValues>& base, std::vector<double> x, double tolerance,
                         Slopes slopes, std::vector<double> jacobian) {
    std::vector<EvaluatedCurve> last;
    std::vector<double> last_x;
    const auto evaluate = [&](const std::vector<double>& at) {
        last = evaluator.curves(problem.at(base, at), last);
        last_x = at;
        return Evaluation{residuals_of(last), std::exchange(jacobian, {})};
    };
    const auto differentiate = [&](const std::vector<double>& at, Evaluation& e) {
        if (at != last_x) evaluate(at);
        evaluator.differentiate(problem, base, at, last, e);
    };
    return bounded_minimum(evaluate, std::move(x), tolerance, differentiate, slopes);
}

}  // namespace mirage
