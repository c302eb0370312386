#include "fit/band.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/model/units.hpp"

namespace mirage {
namespace {

constexpr double lowest_t = domain::min_temperature;

/// The problem with one sample's curve down to the lowest temperature with a finite field.
FitProblem down_to_the_end(const FitTask& task, const FitResult& result, std::size_t sample) {
    FitProblem problem = problem_of(task, result);
    problem.lowest_T[sample] = lowest_temperature(result.values[sample]);
    problem.ratio[sample] = task.model == FitModel::exact
                                ? first_order_ratio(result.values[sample], problem.lowest_T[sample])
                                : FirstOrderRatio{};
    return problem;
}

}  // namespace

std::vector<BandPoint> fitted_curve(const FitTask& task, const FitResult& result, std::size_t sample,
                                    int count) {
    const FitProblem problem = down_to_the_end(task, result, sample);
    const std::vector<double> x = problem.fractions(result.values);
    const double lowest = problem.lowest_T[sample], Tc = critical_temperature(result.values[sample]);
    std::vector<double> T;
    for (int i = 0; i < count; ++i) {
        const double share = std::sin(0.5 * std::numbers::pi * static_cast<double>(i) / (count - 1));
        T.push_back(Tc * std::lerp(lowest / Tc, 1.0, share * share));
    }
    std::vector<std::vector<double>> gradient;  // of B^2, which is smooth through Tc0
    for (std::size_t i = 0; i < x.size(); ++i) {
        const auto [up, down, width] = neighbours(x, i);
        const ModelCurve above = problem.curve(sample, problem.at(result.values, up)),
                         below = problem.curve(sample, problem.at(result.values, down));
        gradient.emplace_back();
        for (const double t : T)
            gradient.back().push_back((above.squared_field_at(t) - below.squared_field_at(t)) / width);
    }
    const ModelCurve centre = problem.curve(sample, result.values);
    std::vector<BandPoint> band;
    for (std::size_t k = 0; k < T.size(); ++k) {
        double variance = 0.0;
        for (std::size_t i = 0; i < x.size(); ++i)
            for (std::size_t j = 0; j < x.size(); ++j)
                variance += gradient[i][k] * result.covariance[i][j] * gradient[j][k];
        const double B = centre.field_at(T[k]), half = 1.96 * std::sqrt(variance);
        band.push_back({T[k], B, half > B * B ? 0.0 : std::sqrt(B * B - half), std::sqrt(B * B + half)});
    }
    return band;
}

double enhancement(const FitTask& task, const FitResult& result, std::size_t sample) {
    const FitParameters& f = result.values[sample];
    const FitProblem problem = down_to_the_end(task, result, sample);
    const double lowest = problem.lowest_T[sample];
    if (lowest > lowest_t * f.tc0 * (1.0 + 1e-9)) return quiet_nan;  // it grows without bound
    return problem.curve(sample, result.values).field_at(lowest) /
           (pauli_limit() * si_units(f.tc0, f.g_factor).field);
}

}  // namespace mirage
