#include "fit/evaluation.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace mirage {
namespace {

/// Derivative of the curve's field by what the optimiser moves: the parameter or its square.
double derivative(const FieldDerivatives& by, const FitParameter& p, const FitParameters& values) {
    const auto [plain, squared] = [&]() -> std::pair<double, double> {
        const double value = p.member(values);
        if (p.member == &FitParameters::alpha) return {2.0 * value * by.alpha_squared, by.alpha_squared};
        const double first = p.member == &FitParameters::tc0        ? by.tc0
                             : p.member == &FitParameters::beta     ? by.beta
                             : p.member == &FitParameters::gamma    ? by.gamma
                             : p.member == &FitParameters::g_factor ? by.g_factor
                                                                    : by.spin_orbit_rate;
        return {first, value > 0.0 ? first / (2.0 * value) : 0.0};
    }();
    return p.scale == FitScale::squared ? squared * (p.high * p.high - p.low * p.low)
                                        : plain * (p.high - p.low);
}

/// The derivative of one sample's curve by one free fraction: central, at a bound of second order to one
/// side.
Variation variation(const FitProblem& problem, const SampleParameters& values, const std::vector<double>& x,
                    std::size_t i, std::size_t k) {
    const double h = std::max(1e-3 * x[i], 1e-6);
    const bool at_low = x[i] - h<0.0, at_high = x[i] + h> 1.0;
    Variation v;
    const auto add = [&](double steps, double weight) {
        std::vector<double> near = x;
        near[i] += steps * h;
        v.at.push_back(problem.at(values, near)[k]);
        v.weight.push_back(weight / (2.0 * h));
    };
    if (!at_low && !at_high) {
        add(1.0, 1.0), add(-1.0, -1.0);
    } else {
        const double inward = at_low ? 1.0 : -1.0;
        add(0.0, -3.0 * inward), add(inward, 4.0 * inward), add(2.0 * inward, -inward);
    }
    return v;
}

/// Whether exact derivatives of the two-valley model are all that a sample needs.
bool has_exact_derivatives(const FitProblem& problem, const FitParameters& values, std::size_t k) {
    using F = FitParameters;
    static const FitMember known[] = {&F::tc0,   &F::beta,     &F::gamma,
                                      &F::alpha, &F::g_factor, &F::spin_orbit_rate};
    if (problem.task.model != FitModel::exact || !beyond_two_valleys(values)) return true;
    for (const std::size_t i : problem.free) {
        const FitParameter& p = problem.task.parameters[i];
        if (p.is_of(k) && std::find(std::begin(known), std::end(known), p.member) == std::end(known))
            return false;
    }
    return is_two_valley(values);
}

/// Of one sample beyond the two-valley model.
void add_material_rows(const FitProblem& problem, const SampleParameters& values, std::size_t k,
                       Evaluation& all) {
    const std::vector<double> x = problem.fractions(values);
    std::vector<std::size_t> own;
    std::vector<Variation> directions;
    for (std::size_t i = 0; i < problem.free.size(); ++i)
        if (problem.task.parameters[problem.free[i]].is_of(k)) {
            own.push_back(i);
            directions.push_back(variation(problem, values, x, i, k));
        }
    const ModelCurve curve(values[k], problem.lowest_T[k], problem.ratio[k], directions);
    for (const Distance& d : distances(curve, problem.task.samples[k].points)) {
        all.residuals.push_back(d.value);
        std::vector<double> row(problem.free.size(), 0.0);
        for (std::size_t j = 0; j < own.size(); ++j) {
            const PointChange change = curve.change(j, d.s);
            row[own[j]] = d.by_T * change.T + d.by_B * change.B;
        }
        all.jacobian.insert(all.jacobian.end(), row.begin(), row.end());
    }
}

}  // namespace

Evaluation evaluate(const FitProblem& problem, const SampleParameters& values) {
    Evaluation all;
    for (std::size_t k = 0; k < values.size(); ++k) {
        if (!has_exact_derivatives(problem, values[k], k)) {
            add_material_rows(problem, values, k, all);
            continue;
        }
        const ModelCurve curve = problem.curve(k, values, ModelCurve::With::derivatives);
        for (const Distance& d : distances(curve, problem.task.samples[k].points)) {
            all.residuals.push_back(d.value);
            // at fixed s only Tc0 moves the temperature of a point of the curve
            const FieldDerivatives by = curve.derivatives(d.s);
            for (const std::size_t i : problem.free) {
                const FitParameter& p = problem.task.parameters[i];
                double entry = p.is_of(k) ? d.by_B * derivative(by, p, values[k]) : 0.0;
                if (p.is_of(k) && p.member == &FitParameters::tc0)
                    entry += d.by_T * (1.0 - d.s * d.s) * (p.high - p.low);
                all.jacobian.push_back(entry);
            }
        }
    }
    return all;
}

}  // namespace mirage
