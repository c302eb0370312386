#include "fit/problem.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "mirage/numeric/constants.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

/// A point of the curve.
struct CurvePoint {
    double s, T, B;
};

/// All the error in B: the field of the curve at the temperature of the point.
Distance distance_in_B(const ModelCurve& curve, const Measurement& m) {
    const double s = curve.path().s_at(m.T / curve.critical_temperature());
    const double field = curve.field(s), weight = -1.0 / m.sigma_B;
    // vertical at Tc: where the point lies above it, nothing moves
    const double rise = s > 1e-6 ? curve.slope(s) / curve.path().fall(s) : 0.0;
    return {(m.B - field) / m.sigma_B, s, weight * rise, weight};
}

/// All the error in T: the temperature at which the curve has the field of the point, the nearest of several.
Distance distance_in_T(const ModelCurve& curve, const std::vector<CurvePoint>& scan, const Measurement& m) {
    const auto at = [&](double s, double beyond) {
        const double slope =
            std::copysign(std::max(std::fabs(curve.slope(s)), 1e-3 * std::fabs(curve.field(s)) + 1e-300),
                          beyond != 0.0 ? 1.0 : curve.slope(s));
        const double per_B = curve.path().fall(s) / slope;
        return Distance{(m.T - curve.path().temperature(s) + per_B * beyond) / m.sigma_T, s, -1.0 / m.sigma_T,
                        -per_B / m.sigma_T};
    };
    Distance best{quiet_nan};
    for (std::size_t i = 0; i + 1 < scan.size(); ++i) {
        if ((scan[i].B - m.B) * (scan[i + 1].B - m.B) > 0.0) continue;
        const auto side = [&](double s) { return (curve.field(s) - m.B) * (scan[i].B - m.B); };
        int halvings = 0;
        const double s =
            bisect(side, scan[i].s, scan[i + 1].s, [&](double, double) { return halvings++ == 50; }).positive;
        const Distance here = at(s, 0.0);
        if (std::isnan(best.value) || std::fabs(here.value) < std::fabs(best.value)) best = here;
    }
    if (!std::isnan(best.value)) return best;
    // above every field of the curve: as far as its lowest temperature is
    return at(curve.largest_s(), m.B - curve.field(curve.largest_s()));
}

/// Perpendicular: the nearest point of the curve by a coarse scan and Gauss-Newton.
Distance perpendicular(const ModelCurve& curve, const std::vector<CurvePoint>& scan, const Measurement& m) {
    const auto squared = [&](double T, double B) {
        const double x = (m.T - T) / m.sigma_T, y = (m.B - B) / m.sigma_B;
        return x * x + y * y;
    };
    double s = 0.0, least = std::numeric_limits<double>::infinity();
    for (const CurvePoint& p : scan)
        if (squared(p.T, p.B) < least) least = squared(p.T, p.B), s = p.s;
    const double reach = 1.5 * (scan[1].s - scan[0].s), first = s - reach, last = s + reach;
    for (int step = 0; step < 30; ++step) {
        const double x = (m.T - curve.path().temperature(s)) / m.sigma_T,
                     y = (m.B - curve.field(s)) / m.sigma_B;
        const double dx = curve.path().fall(s) / m.sigma_T, dy = -curve.slope(s) / m.sigma_B;
        const double change = -(x * dx + y * dy) / (dx * dx + dy * dy);
        const double next = std::clamp(s + change, first, last);
        const bool done = std::fabs(next - s) < 1e-12;
        s = next;
        if (done) break;
    }
    const double x = (m.T - curve.path().temperature(s)) / m.sigma_T, y = (m.B - curve.field(s)) / m.sigma_B;
    // the outward normal of the curve in units of the errors
    double normal_x = curve.slope(s) / m.sigma_B, normal_y = curve.path().fall(s) / m.sigma_T;
    const double norm = std::hypot(normal_x, normal_y);
    normal_x /= norm, normal_y /= norm;
    const double value = std::copysign(std::hypot(x, y), x * normal_x + y * normal_y);
    return {value, s, -normal_x / m.sigma_T, -normal_y / m.sigma_B};
}

/// A bound of the field counts where the curve breaks it.
Distance one_sided(Distance d, Bound bound) {
    const bool holds = (bound == Bound::lower && d.value <= 0.0) || (bound == Bound::upper && d.value >= 0.0);
    return holds ? Distance{0.0, d.s, 0.0, 0.0} : d;
}

}  // namespace

std::vector<Distance> distances(const ModelCurve& curve, const std::vector<Measurement>& points) {
    constexpr int count = 80;
    std::vector<CurvePoint> scan;
    for (int i = -8; i <= count; ++i) {
        const double s = curve.largest_s() * i / count;
        scan.push_back({s, curve.path().temperature(s), curve.field(s)});
    }
    std::vector<Distance> result;
    result.reserve(points.size());
    for (const Measurement& m : points) {
        const Distance d = m.sigma_T == 0.0   ? distance_in_B(curve, m)
                           : m.sigma_B == 0.0 ? distance_in_T(curve, scan, m)
                                              : perpendicular(curve, scan, m);
        result.push_back(one_sided(d, m.bound));
    }
    return result;
}

WeightedTask weighted(const FitTask& given) {
    WeightedTask result{given, true};
    for (const FitSample& sample : given.samples)
        for (const Measurement& m : sample.points)
            result.errors_stated = result.errors_stated && !(std::isnan(m.sigma_T) && std::isnan(m.sigma_B));
    for (FitSample& sample : result.task.samples) {
        double T = 0.0, B = 0.0;
        for (const Measurement& m : sample.points) T = std::max(T, m.T), B = std::max(B, m.B);
        for (Measurement& m : sample.points) {
            if (!result.errors_stated) m.sigma_T = 0.01 * T, m.sigma_B = 0.01 * B;
            if (!(m.sigma_T > least_error * T)) m.sigma_T = 0.0;
            if (!(m.sigma_B > least_error * B)) m.sigma_B = 0.0;
        }
    }
    return result;
}

FitProblem fit_problem(FitTask task, double share) {
    FitProblem problem{std::move(task), {}, {}, {}};
    for (const FitSample& sample : problem.task.samples) {
        double lowest = std::numeric_limits<double>::infinity();
        for (const Measurement& m : sample.points) lowest = std::min(lowest, m.T);
        problem.lowest_T.push_back(share * lowest);
    }
    problem.ratio.resize(problem.task.samples.size());
    for (std::size_t i = 0; i < problem.task.parameters.size(); ++i)
        if (problem.task.parameters[i].free) problem.free.push_back(i);
    return problem;
}

double FitProblem::value(std::size_t i, double x) const { return parameter(i).range().value(x); }

double FitProblem::fraction(std::size_t i, double value) const {
    return parameter(i).range().fraction(value);
}

double FitProblem::deviation(std::size_t i, double x, double sigma) const {
    return parameter(i).range().deviation(x, sigma);
}

std::vector<double> FitProblem::fractions(const SampleParameters& values) const {
    std::vector<double> x;
    for (std::size_t i = 0; i < free.size(); ++i) {
        const FitParameter& p = task.parameters[free[i]];
        x.push_back(fraction(i, p.member(values[p.sample.value_or(0)])));
    }
    return x;
}

SampleParameters FitProblem::at(const SampleParameters& base, const std::vector<double>& x) const {
    SampleParameters values = base;
    for (std::size_t i = 0; i < free.size(); ++i) {
        const FitParameter& p = task.parameters[free[i]];
        for (std::size_t k = 0; k < values.size(); ++k)
            if (p.is_of(k)) p.member(values[k]) = value(i, x[i]);
    }
    return values;
}

SampleParameters FitProblem::start() const {
    SampleParameters values;
    for (const FitSample& sample : task.samples) values.push_back(sample.start);
    return values;
}

ModelCurve FitProblem::curve(std::size_t sample, const SampleParameters& values,
                             ModelCurve::With with) const {
    return {task.model, values[sample], lowest_T[sample], ratio[sample], with};
}

std::vector<double> FitProblem::residuals(const SampleParameters& values) const {
    std::vector<double> all;
    for (std::size_t k = 0; k < values.size(); ++k)
        for (const Distance& d : distances(curve(k, values), task.samples[k].points)) all.push_back(d.value);
    return all;
}

Neighbours neighbours(const std::vector<double>& x, std::size_t i) {
    const double h = std::max(1e-3 * x[i], 1e-6);
    Neighbours n{x, x, 0.0};
    n.up[i] = std::min(1.0, x[i] + h), n.down[i] = std::max(0.0, x[i] - h);
    n.width = n.up[i] - n.down[i];
    return n;
}

}  // namespace mirage
