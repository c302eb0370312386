#include "fit/plan.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

#include "fit/evaluation.hpp"

namespace mirage {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Derivatives of the distances of all points of the problem.
RowMajor derivatives(const FitProblem& problem, const FitResult& result) {
    const std::vector<double> entries = evaluate(problem, result.values).jacobian;
    const auto columns = static_cast<Eigen::Index>(problem.free.size());
    return Eigen::Map<const RowMajor>(entries.data(), static_cast<Eigen::Index>(entries.size()) / columns,
                                      columns);
}

/// Mean logarithm of the ratio of errors, of the couplings, or of all where none is free.
double gain_of(const FitProblem& problem, const Eigen::VectorXd& before, const Eigen::VectorXd& after) {
    double sum = 0.0, all = 0.0;
    int couplings = 0;
    for (Eigen::Index k = 0; k < before.size(); ++k) {
        const double gain = std::log(before(k) / after(k));
        all += gain;
        if (!is_coupling(problem.task.parameters[problem.free[static_cast<std::size_t>(k)]])) continue;
        sum += gain;
        ++couplings;
    }
    return couplings > 0 ? sum / couplings : all / static_cast<double>(before.size());
}

}  // namespace

Measurement median_errors(const FitSample& sample) {
    const auto median = [&](double Measurement::*member) {
        std::vector<double> values;
        for (const Measurement& m : sample.points) values.push_back(m.*member);
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), middle, values.end());
        return *middle;
    };
    return {0.0, 0.0, median(&Measurement::sigma_T), median(&Measurement::sigma_B)};
}

std::vector<PlannedPoint> plan(const FitTask& task, const FitResult& result, double largest_B) {
    FitProblem problem = problem_of(task, result);
    for (std::size_t k = 0; k < problem.lowest_T.size(); ++k) {
        const double lowest = std::max(0.02 * result.values[k].tc0, lowest_temperature(result.values[k]));
        if (lowest >= problem.lowest_T[k]) continue;
        problem.lowest_T[k] = lowest;
        if (task.model == FitModel::exact) problem.ratio[k] = first_order_ratio(result.values[k], lowest);
    }
    const std::vector<double> x = problem.fractions(result.values);
    if (x.empty()) return {};
    const double scale = !result.errors_stated && result.reduced_chi2 > 0.0 ? result.reduced_chi2 : 1.0;
    const RowMajor present = derivatives(problem, result);
    Eigen::MatrixXd information = present.transpose() * present / scale;
    information.diagonal().array() += 12.0;  // a fraction anywhere between 0 and 1
    const Eigen::VectorXd before = information.inverse().diagonal().cwiseSqrt();

    // the candidates as points of a problem of their own, on the curves
    FitProblem candidates = problem;
    std::vector<PlannedPoint> list;
    for (std::size_t k = 0; k < problem.task.samples.size(); ++k) {
        const Measurement error = median_errors(problem.task.samples[k]);
        const ModelCurve curve = problem.curve(k, result.values);
        std::vector<Measurement>& points = candidates.task.samples[k].points;
        points.clear();
        for (int i = 1; i < 100; ++i) {
            const double T = 0.01 * i * result.values[k].tc0, B = curve.field_at(T);
            if (T < problem.lowest_T[k] || B > largest_B || B == 0.0) continue;
            points.push_back({T, B, error.sigma_T, error.sigma_B});
            list.push_back({k, T, B, {}, 0.0});
        }
    }
    if (list.empty()) return {};
    const RowMajor rows = derivatives(candidates, result);
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Eigen::RowVectorXd row = rows.row(static_cast<Eigen::Index>(i));
        const Eigen::MatrixXd with = information + row.transpose() * row / scale;
        const Eigen::VectorXd after = with.inverse().diagonal().cwiseSqrt();
        for (std::size_t k = 0; k < x.size(); ++k)
            list[i].errors.push_back(problem.deviation(k, x[k], after(static_cast<Eigen::Index>(k))));
        list[i].gain = gain_of(problem, before, after);
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const PlannedPoint& a, const PlannedPoint& b) { return a.gain > b.gain; });
    return list;
}

}  // namespace mirage
