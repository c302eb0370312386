#pragma once
// Data with known truth, and tasks to fit them.

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>
#include <vector>

#include "fit/fit.hpp"
#include "table.hpp"

namespace mirage_test {

using namespace mirage;

inline FitTask task_of(FitModel model, const FitParameters& start, std::vector<Measurement> points,
                       const std::vector<std::string>& free) {
    FitTask task{model, {{"sample", start, std::move(points)}}, {}};
    const std::vector<FitParameter> all{
        {"tc0", &FitParameters::tc0, false, 0.5 * start.tc0, 1.5 * start.tc0},
        {"beta", &FitParameters::beta, false, 0.0, 60.0},
        {"gamma", &FitParameters::gamma, false, 0.0, 4.0},
        {"alpha", &FitParameters::alpha, false, 0.0, 4.0, FitScale::squared},
        {"spin-orbit-rate", &FitParameters::spin_orbit_rate, false, 0.0, 500.0}};
    for (FitParameter p : all) {
        p.free = std::find(free.begin(), free.end(), p.name) != free.end();
        task.parameters.push_back(p);
    }
    return task;
}

inline const FittedParameter& of(const FitResult& result, const std::string& name) {
    for (const FittedParameter& p : result.parameters)
        if (p.name == name) return p;
    throw std::runtime_error(name);
}

/// A number of the normal distribution.
inline double gauss(Random& random) {
    return std::sqrt(-2.0 * std::log(random.uniform(1e-300, 1))) *
           std::cos(random.uniform(0, 2.0 * std::numbers::pi));
}

/// Points on a model's curve, evenly spread along it, with Gaussian noise of `noise` times the largest T and
/// B.
inline std::vector<Measurement> synthetic(FitModel model, const FitParameters& truth, double lowest_t,
                                          int count, double noise, Random& random) {
    const ModelCurve curve(
        model, truth, 0.9 * lowest_t * truth.tc0,
        model == FitModel::exact ? first_order_ratio(truth, 0.9 * lowest_t * truth.tc0) : FirstOrderRatio{});
    const double most = curve.field_at(lowest_t * truth.tc0);
    std::vector<Measurement> points;
    for (int i = 0; i < count; ++i) {
        const double t = lowest_t + (0.985 - lowest_t) * i / (count - 1);
        const double sT = noise * truth.tc0, sB = noise * most;
        points.push_back(
            {t * truth.tc0 + (noise > 1e-9 ? sT * gauss(random) : 0.0),
             std::max(0.0, curve.field_at(t * truth.tc0) + (noise > 1e-9 ? sB * gauss(random) : 0.0)), sT,
             sB});
    }
    return points;
}

}  // namespace mirage_test
