#include "fit/goodness.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <Eigen/Dense>

#include "fit/distributions.hpp"
#include "fit/evaluation.hpp"
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
    return chance_of_smaller_normal((steps / squares - 2.0) / deviation);
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

/// Which bounds of a parameter the points do not exclude. A coupling of zero is absent, which is no bound.
struct OpenEnds {
    bool low, high;
};
OpenEnds open_ends(const FittedParameter& p) {
    if (p.status == FitStatus::fixed) return {false, false};
    const bool low = p.status == FitStatus::upper_bound || p.status == FitStatus::undetermined;
    const bool high = p.status == FitStatus::lower_bound || p.status == FitStatus::undetermined;
    return {low && p.lowest != 0.0, high};
}

/// The status of a parameter whose interval may be kept by the bounds of those that it goes with.
FitStatus status_among(const FitResult& result, const FittedParameter& p,
                       const std::vector<std::vector<double>>& correlation) {
    const std::vector<std::string> free = free_names(result);
    const auto place = [&](const FittedParameter& of) {
        return static_cast<std::size_t>(std::find(free.begin(), free.end(), of.name) - free.begin());
    };
    bool down = false, up = false;
    for (const FittedParameter& other : result.parameters) {
        const OpenEnds ends = open_ends(other);
        if (&other == &p || !(ends.low || ends.high)) continue;
        const double r = correlation[place(p)][place(other)];
        if (std::fabs(r) < 0.9) continue;
        up = up || (r > 0.0 ? ends.high : ends.low);
        down = down || (r > 0.0 ? ends.low : ends.high);
    }
    if (up && down) return FitStatus::undetermined;
    return up ? FitStatus::lower_bound : down ? FitStatus::upper_bound : FitStatus::determined;
}

std::vector<FitStatus> statuses(const FitTask& task, const FitResult& result, bool describes) {
    std::vector<FitStatus> list;
    std::vector<std::vector<double>> correlation;
    const bool open =
        std::any_of(result.parameters.begin(), result.parameters.end(),
                    [](const FittedParameter& p) { return open_ends(p).low || open_ends(p).high; });
    if (open && describes) correlation = correlation_without_bounds(task, result);
    for (std::size_t i = 0; i < result.parameters.size(); ++i) {
        const FittedParameter& p = result.parameters[i];
        FitStatus status = p.status;
        if (status != FitStatus::fixed && !describes) status = FitStatus::undetermined;
        if (status == FitStatus::determined && p.error > std::fabs(p.value)) status = FitStatus::undetermined;
        if (status == FitStatus::determined && open) status = status_among(result, p, correlation);
        list.push_back(status);
    }
    return list;
}

}  // namespace

std::string chance_text(double p) {
    if (p < 1e-99) return "p < 1e-99";
    return p < 1e-3 ? fmt::format("p = {:.0e}", p) : fmt::format("p = {:.2g}", p);
}

Goodness goodness(const FitTask& task, const FitResult& result) {
    Goodness g{quiet_nan, quiet_nan, 1.0, true, "", {}, {}};
    std::vector<FarPoint> points = counting_points(task, result);
    const std::size_t n = points.size(), k = free_names(result).size();
    const bool enough = n > k;
    const double freedom = enough ? static_cast<double>(n - k) : 1.0;
    g.trend = trend_of(points);
    if (result.errors_stated) {
        const double chance =
            std::isfinite(result.chi2) ? chance_of_larger_chi_squared(freedom, result.chi2) : 0.0;
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
    g.status = statuses(task, result, g.describes);
    return g;
}

std::vector<std::vector<double>> correlation_without_bounds(const FitTask& task, const FitResult& result) {
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const Evaluation here = evaluate(problem_of(task, result), result.values);
    const auto rows = static_cast<Eigen::Index>(here.residuals.size());
    const Eigen::Index size = rows > 0 ? static_cast<Eigen::Index>(here.jacobian.size()) / rows : 0;
    Eigen::MatrixXd J = Eigen::Map<const RowMajor>(here.jacobian.data(), rows, size);
    for (Eigen::Index i = 0; i < size; ++i)
        if (J.col(i).norm() > 0.0) J.col(i).normalize();
    // a little knowledge of each keeps the matrix regular
    const Eigen::MatrixXd information = J.transpose() * J + 1e-10 * Eigen::MatrixXd::Identity(size, size);
    const Eigen::MatrixXd covariance = information.inverse();
    std::vector<std::vector<double>> matrix(static_cast<std::size_t>(size));
    for (Eigen::Index i = 0; i < size; ++i)
        for (Eigen::Index j = 0; j < size; ++j)
            matrix[static_cast<std::size_t>(i)].push_back(covariance(i, j) /
                                                          std::sqrt(covariance(i, i) * covariance(j, j)));
    return matrix;
}

}  // namespace mirage
