#include "fit/goodness.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>

#include "mirage/numeric/constants.hpp"

namespace mirage {
namespace {

constexpr double least_chance = 1e-3;
constexpr double largest_scatter = 5.0, largest_systematic_scatter = 1.0;  ///< [%]

/// Every point that counts with its residual: a bound that holds says nothing.
std::vector<FarPoint> counting_points(const FitTask& task, const FitResult& result) {
    std::vector<FarPoint> list;
    std::size_t row = 0;
    for (std::size_t k = 0; k < task.samples.size(); ++k)
        for (const Measurement& m : task.samples[k].points) {
            const double r = result.residuals[row++];
            if (m.bound == Bound::none || r != 0.0) list.push_back({k, m, r});
        }
    return list;
}

/// Von Neumann: sum (r_{i+1} - r_i)^2 / sum r_i^2 has mean 2 and variance 4 (n - 2)/(n^2 - 1) for independent
/// residuals, and is small where neighbours err alike. Normal approximation.
double trend_of(std::vector<FarPoint> points) {
    const auto n = static_cast<double>(points.size());
    if (points.size() < 6) return 1.0;
    std::stable_sort(points.begin(), points.end(), [](const FarPoint& a, const FarPoint& b) {
        return a.sample != b.sample ? a.sample < b.sample : a.point.T < b.point.T;
    });
    double steps = 0.0, squares = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        squares += points[i].residual * points[i].residual;
        if (i > 0) steps += std::pow(points[i].residual - points[i - 1].residual, 2);
    }
    if (!(squares > 0.0)) return 1.0;
    const double deviation = std::sqrt(4.0 * (n - 2.0) / (n * n - 1.0));
    return boost::math::cdf(boost::math::normal(), (steps / squares - 2.0) / deviation);
}

std::string statement_of(const Goodness& g, bool enough) {
    if (!enough)
        return g.describes ? "as many parameters as points: whether the model describes the data is not known"
                           : "the model does not describe the data, even with as many parameters as points";
    if (std::isfinite(g.p_value)) {
        if (!g.describes && g.p_value > 1e-12)
            return fmt::format(
                "the model does not describe the data ({}), or their errors are larger than stated",
                chance_text(g.p_value));
        return fmt::format("the model {} the data ({})", g.describes ? "describes" : "does not describe",
                           chance_text(g.p_value));
    }
    const std::string scatter = fmt::format("they scatter by {:.2g} % of the largest T and B", g.scatter);
    if (g.describes) return fmt::format("the model describes the data: {}", scatter);
    return fmt::format("the model does not describe the data: {}{}", scatter,
                       g.trend < least_chance ? ", and neighbours err alike" : "");
}

}  // namespace

std::string chance_text(double p) {
    if (p < 1e-99) return "p < 1e-99";
    return p < 1e-3 ? fmt::format("p = {:.0e}", p) : fmt::format("p = {:.2g}", p);
}

Goodness goodness(const FitTask& task, const FitResult& result) {
    Goodness g{quiet_nan, quiet_nan, 1.0, true, "", {}};
    std::vector<FarPoint> points = counting_points(task, result);
    const std::size_t n = points.size(), k = free_names(result).size();
    const bool enough = n > k;
    const double freedom = enough ? static_cast<double>(n - k) : 1.0;
    g.trend = trend_of(points);
    if (result.errors_stated) {
        const double chance =
            std::isfinite(result.chi2)
                ? boost::math::cdf(complement(boost::math::chi_squared(freedom), result.chi2))
                : 0.0;
        g.describes = chance >= least_chance;
        if (enough) g.p_value = chance;
    } else {
        g.scatter = std::sqrt(result.chi2 / freedom);  // the errors are 1 %
        g.describes = g.scatter <= largest_scatter &&
                      !(g.scatter > largest_systematic_scatter && g.trend < least_chance);
    }
    g.statement = statement_of(g, enough);
    std::stable_sort(points.begin(), points.end(), [](const FarPoint& a, const FarPoint& b) {
        return std::fabs(a.residual) > std::fabs(b.residual);
    });
    points.resize(std::min<std::size_t>(points.size(), 3));
    g.worst = std::move(points);
    return g;
}

FitStatus status_of(const FittedParameter& p, const Goodness& g) {
    if (p.status == FitStatus::fixed) return p.status;
    const bool known = g.describes && !(p.status == FitStatus::determined && p.error > std::fabs(p.value));
    return known ? p.status : FitStatus::undetermined;
}

}  // namespace mirage
