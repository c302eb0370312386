#include "junction/junction_goodness.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "fit/distributions.hpp"
#include "fit/goodness.hpp"

namespace mirage {
namespace {

constexpr double least_chance = 1e-3, least_trend = 1e-4;
constexpr double widest_interval = 4.0;  ///< upper end over lower end

double chance_of(const JunctionFit& fit) {
    if (!(fit.freedom > 0.0)) return quiet_nan;
    if (!std::isfinite(fit.chi2)) return 0.0;
    if (fit.errors_stated) return chance_of_larger_chi_squared(fit.freedom, fit.chi2);
    return chance_of_larger_ratio(fit.freedom, static_cast<double>(fit.points) / 3.0, fit.reduced_chi2);
}

/// Von Neumann: sum (r_{i+1} - r_i)^2/sum r_i^2 has mean 2 and variance 4/n for independent residuals; curves
/// one after the other, each with unit scatter.
double trend_of(const JunctionFit& fit) {
    double steps = 0.0, n = 0.0;
    for (const FittedCurve& curve : fit.curves) {
        const std::vector<double>& r = curve.residuals;
        double sum = 0.0, squares = 0.0;
        for (std::size_t i = 0; i < r.size(); ++i) {
            squares += r[i] * r[i];
            if (i > 0) sum += (r[i] - r[i - 1]) * (r[i] - r[i - 1]);
        }
        if (!(squares > 0.0)) continue;
        const auto own = static_cast<double>(r.size());
        steps += sum / squares * own, n += own;
    }
    if (n < 6.0) return 1.0;
    return chance_of_smaller_normal((steps / n - 2.0) / (2.0 / std::sqrt(n)));
}

/// Where the mean of neighbours is far from zero: windows of a fortieth of the points, joined where they
/// touch and have one sign.
void add_missed(const JunctionTask& task, const JunctionFit& fit, std::size_t k,
                std::vector<MissedRange>& missed) {
    constexpr double threshold = 4.5;
    const JunctionCurve& curve = task.curves[k];
    const std::vector<double>& r = fit.curves[k].residuals;
    const std::size_t n = r.size(), width = std::max<std::size_t>(4, n / 40);
    std::size_t begin = n, end = n;
    double sign = 0.0;
    const auto close = [&] {
        if (begin == n) return;
        double sum = 0.0, difference = 0.0;
        for (std::size_t i = begin; i < end; ++i)
            sum += r[i], difference += curve.G[i] - fit.curves[k].fitted[i];
        const auto count = static_cast<double>(end - begin);
        missed.push_back({k, curve.V[begin], curve.V[end - 1],
                          difference / count / std::fabs(fit.curves[k].background[0]),
                          std::fabs(sum) / std::sqrt(count)});
        begin = n;
    };
    for (std::size_t i = 0; i + width <= n; ++i) {
        double sum = 0.0;
        for (std::size_t j = i; j < i + width; ++j) sum += r[j];
        const double z = sum / std::sqrt(static_cast<double>(width));
        if (std::fabs(z) < threshold) continue;
        if (begin != n && (i >= end || z * sign < 0.0)) close();
        if (begin == n) begin = i, sign = z;
        end = i + width;
    }
    close();
}

std::string statement_of(const JunctionFit& fit, const JunctionGoodness& g) {
    const std::string chance = std::isfinite(g.p_value) ? chance_text(g.p_value) : "no degree of freedom";
    const std::string measure = fit.errors_stated
                                    ? chance
                                    : fmt::format("scatter {:.3g} times the noise of neighbours, {}",
                                                  std::sqrt(fit.reduced_chi2), chance);
    if (g.describes) return fmt::format("the model describes the curves ({})", measure);
    return fmt::format("the model does not describe the curves ({}{})", measure,
                       g.trend < least_trend ? ", and neighbours err alike" : "");
}

FitStatus status_of(const JunctionParameter& parameter, const FittedParameter& p, bool describes) {
    if (p.status == FitStatus::fixed) return p.status;
    if (!describes) return FitStatus::undetermined;
    const bool is_beta = parameter.member == JunctionMember(&FitParameters::beta);
    const bool wide = p.low > 0.0 && p.high > widest_interval * p.low;
    return is_beta && wide && p.status == FitStatus::determined ? FitStatus::lower_bound : p.status;
}

}  // namespace

JunctionGoodness junction_goodness(const JunctionTask& task, const JunctionFit& fit) {
    JunctionGoodness g;
    g.p_value = chance_of(fit);
    g.trend = trend_of(fit);
    g.describes = !(g.p_value < least_chance) && g.trend >= least_trend;
    g.statement = statement_of(fit, g);
    if (!g.describes) {
        for (std::size_t k = 0; k < task.curves.size(); ++k) add_missed(task, fit, k, g.missed);
        std::stable_sort(g.missed.begin(), g.missed.end(), [](const MissedRange& a, const MissedRange& b) {
            return a.significance > b.significance;
        });
        if (g.missed.size() > 4) g.missed.resize(4);
    }
    for (std::size_t i = 0; i < fit.parameters.size(); ++i)
        g.status.push_back(status_of(task.parameters[i], fit.parameters[i], g.describes));
    return g;
}

}  // namespace mirage
