#include "fit/problem.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "mirage/numeric/constants.hpp"
#include "numeric/roots.hpp"

namespace mirage {
namespace {

/// Signed distance of one point; s of the nearest point of the curve by a coarse scan and Newton.
double distance(const ModelCurve& curve, const std::vector<std::array<double, 3>>& scan,
                const Measurement& m) {
    const double tc0 = curve.tc0();
    if (m.sigma_T == 0.0) return (m.B - curve.field_at(m.T)) / m.sigma_B;
    if (m.sigma_B == 0.0) {  // the temperature at which the curve has this field, the nearest of several
        double best = quiet_nan;
        for (std::size_t i = 0; i + 1 < scan.size(); ++i) {
            if ((scan[i][2] - m.B) * (scan[i + 1][2] - m.B) > 0.0) continue;
            const auto side = [&](double s) { return (curve.field(s) - m.B) * (scan[i][2] - m.B); };
            int halvings = 0;
            const double low = bisect(side, scan[i][0], scan[i + 1][0], [&](double, double) {
                                   return halvings++ == 50;
                               }).positive;
            const double T = tc0 * (1.0 - low * low), r = (m.T - T) / m.sigma_T;
            if (std::isnan(best) || std::fabs(r) < std::fabs(best)) best = r;
        }
        // above every field of the curve: as far as its lowest temperature is
        if (std::isnan(best)) {
            const double s = curve.largest_s(),
                         slope = std::max(std::fabs(curve.slope(s)), 1e-3 * curve.field(s));
            best = (m.T - tc0 * (1.0 - s * s)) / m.sigma_T +
                   (m.B - curve.field(s)) / slope * 2.0 * tc0 * s / m.sigma_T;
        }
        return best;
    }
    const auto squared = [&](double T, double B) {
        const double x = (m.T - T) / m.sigma_T, y = (m.B - B) / m.sigma_B;
        return x * x + y * y;
    };
    double s = 0.0, least = std::numeric_limits<double>::infinity();
    for (const auto& [at, T, B] : scan)
        if (squared(T, B) < least) least = squared(T, B), s = at;
    const double reach = 1.5 * (scan[1][0] - scan[0][0]), first = s - reach, last = s + reach;
    for (int step = 0; step < 30; ++step) {  // Gauss-Newton on the distance
        const double x = (m.T - tc0 * (1.0 - s * s)) / m.sigma_T, y = (m.B - curve.field(s)) / m.sigma_B;
        const double dx = 2.0 * tc0 * s / m.sigma_T, dy = -curve.slope(s) / m.sigma_B;
        const double change = -(x * dx + y * dy) / (dx * dx + dy * dy);
        const double next = std::clamp(s + change, first, last);
        const bool done = std::fabs(next - s) < 1e-12;
        s = next;
        if (done) break;
    }
    const double x = (m.T - tc0 * (1.0 - s * s)) / m.sigma_T, y = (m.B - curve.field(s)) / m.sigma_B;
    // the outward normal of the curve in units of the errors
    const double side = x * curve.slope(s) / m.sigma_B + y * 2.0 * tc0 * s / m.sigma_T;
    return std::copysign(std::sqrt(x * x + y * y), side);
}

}  // namespace

std::vector<double> distances(const ModelCurve& curve, const std::vector<Measurement>& points) {
    constexpr int count = 80;
    std::vector<std::array<double, 3>> scan;
    for (int i = -8; i <= count; ++i) {
        const double s = curve.largest_s() * i / count;
        scan.push_back({s, curve.tc0() * (1.0 - s * s), curve.field(s)});
    }
    std::vector<double> result;
    result.reserve(points.size());
    for (const Measurement& m : points) result.push_back(distance(curve, scan, m));
    return result;
}

bool is_coupling(const FitParameter& p) {
    return p.member != &FitParameters::tc0 && p.member != &FitParameters::g_factor;
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
            if (std::isnan(m.sigma_T)) m.sigma_T = 0.0;
            if (std::isnan(m.sigma_B)) m.sigma_B = 0.0;
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

double FitProblem::value(std::size_t i, double x) const {
    const FitParameter& p = task.parameters[free[i]];
    if (p.scale == FitScale::squared) return std::sqrt(p.low * p.low + x * (p.high * p.high - p.low * p.low));
    return p.low + x * (p.high - p.low);
}

double FitProblem::fraction(std::size_t i, double value) const {
    const FitParameter& p = task.parameters[free[i]];
    const double linear = (value - p.low) / (p.high - p.low);
    return std::clamp(p.scale == FitScale::squared ? linear * (value + p.low) / (p.high + p.low) : linear,
                      0.0, 1.0);
}

double FitProblem::deviation(std::size_t i, double x, double sigma) const {
    if (!(sigma >= 0.0)) return quiet_nan;
    const double here = value(i, x), up = value(i, std::min(1.0, x + sigma)),
                 down = value(i, std::max(0.0, x - sigma));
    return x < sigma || x + sigma > 1.0 ? std::max(up - here, here - down) : 0.5 * (up - down);
}

std::vector<double> FitProblem::fractions(const SampleParameters& values) const {
    std::vector<double> x;
    for (std::size_t i = 0; i < free.size(); ++i) {
        const FitParameter& p = task.parameters[free[i]];
        x.push_back(fraction(i, values[p.sample.value_or(0)].*(p.member)));
    }
    return x;
}

SampleParameters FitProblem::at(const SampleParameters& base, const std::vector<double>& x) const {
    SampleParameters values = base;
    for (std::size_t i = 0; i < free.size(); ++i) {
        const FitParameter& p = task.parameters[free[i]];
        for (std::size_t k = 0; k < values.size(); ++k)
            if (p.is_of(k)) values[k].*(p.member) = value(i, x[i]);
    }
    return values;
}

SampleParameters FitProblem::start() const {
    SampleParameters values;
    for (const FitSample& sample : task.samples) values.push_back(sample.start);
    return values;
}

ModelCurve FitProblem::curve(std::size_t sample, const SampleParameters& values) const {
    return {task.model, values[sample], lowest_T[sample], ratio[sample]};
}

std::vector<double> FitProblem::residuals(const SampleParameters& values) const {
    std::vector<double> all;
    for (std::size_t k = 0; k < values.size(); ++k) {
        const std::vector<double> own = distances(curve(k, values), task.samples[k].points);
        all.insert(all.end(), own.begin(), own.end());
    }
    return all;
}

Neighbours neighbours(const std::vector<double>& x, std::size_t i) {
    const double h = std::max(1e-3 * x[i], 1e-6);
    Neighbours n{x, x, 0.0};
    n.up[i] = std::min(1.0, x[i] + h), n.down[i] = std::max(0.0, x[i] - h);
    n.width = n.up[i] - n.down[i];
    return n;
}

std::vector<double> jacobian(const FitProblem& problem, const SampleParameters& base,
                             const std::vector<double>& x, const std::vector<double>& residuals,
                             Differences differences) {
    std::vector<double> matrix(residuals.size() * x.size(), 0.0);
    for (std::size_t i = 0; i < x.size(); ++i) {
        Neighbours n = neighbours(x, i);
        const bool forward = differences == Differences::forward;
        if (forward) {  // a hundredth of the step: its error is of first order
            const double h = (x[i] < 0.5 ? 0.01 : -0.01) * n.width;
            n.up = n.down = x;
            n.up[i] = x[i] + h, n.width = h;
        }
        const SampleParameters up = problem.at(base, n.up), down = problem.at(base, n.down);
        std::size_t row = 0;
        for (std::size_t k = 0; k < problem.task.samples.size(); ++k) {
            const std::vector<Measurement>& points = problem.task.samples[k].points;
            const std::size_t first = row;
            row += points.size();
            if (!problem.task.parameters[problem.free[i]].is_of(k)) continue;
            const std::vector<double> above = distances(problem.curve(k, up), points);
            const std::vector<double> below =
                forward ? std::vector<double>(residuals.begin() + static_cast<std::ptrdiff_t>(first),
                                              residuals.begin() + static_cast<std::ptrdiff_t>(row))
                        : distances(problem.curve(k, down), points);
            for (std::size_t j = 0; j < points.size(); ++j)
                matrix[(first + j) * x.size() + i] = (above[j] - below[j]) / n.width;
        }
    }
    return matrix;
}

}  // namespace mirage
