#include "junction/junction_profile.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

#include "fit/level_crossing.hpp"

namespace mirage {

JunctionProfiles::JunctionProfiles(const JunctionProblem& problem, const JunctionEvaluator& evaluator,
                                   const JunctionOptimum& best)
    : problem_(problem), evaluator_(evaluator), best_(best), better_(best) {
    if (best.x.empty()) return;
    here_ = evaluator.residuals(best.values);
    evaluator.differentiate(problem, best.values, best.x, here_);
}

/// d x/d x[which]: how the other fractions follow, those at a bound not at all.
std::vector<double> JunctionProfiles::valley(std::size_t which) const {
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const auto size = static_cast<Eigen::Index>(best_.x.size());
    const Eigen::Map<const RowMajor> J(here_.jacobian.data(),
                                       static_cast<Eigen::Index>(here_.residuals.size()), size);
    std::vector<double> direction(best_.x.size(), 0.0);
    direction[which] = 1.0;
    std::vector<Eigen::Index> others;
    for (std::size_t i = 0; i < best_.x.size(); ++i)
        if (i != which && best_.x[i] > 0.0 && best_.x[i] < 1.0)
            others.push_back(static_cast<Eigen::Index>(i));
    if (others.empty()) return direction;
    const Eigen::MatrixXd part = J(Eigen::all, others);
    const Eigen::VectorXd follow =
        -part.completeOrthogonalDecomposition().solve(J.col(static_cast<Eigen::Index>(which)));
    for (std::size_t k = 0; k < others.size(); ++k)
        direction[static_cast<std::size_t>(others[k])] = follow(static_cast<Eigen::Index>(k));
    return direction;
}

/// The derivatives at the best fit by all other fractions.
std::vector<double> JunctionProfiles::jacobian_without(std::size_t which) const {
    const std::size_t columns = best_.x.size();
    std::vector<double> others;
    others.reserve(here_.jacobian.size());
    for (std::size_t i = 0; i < here_.jacobian.size(); ++i)
        if (i % columns != which) others.push_back(here_.jacobian[i]);
    return others;
}

/// The least chi-squared with that fraction held at x, from the last fit inside the interval.
double JunctionProfiles::held(std::size_t which, double x, double level, const std::vector<double>& direction,
                              std::vector<double>& inside) {
    JunctionProblem others = problem_;
    others.free.erase(others.free.begin() + static_cast<std::ptrdiff_t>(which));
    std::vector<double> all = best_.x, start;
    all[which] = x;
    for (std::size_t i = 0; i < inside.size(); ++i)
        if (i != which) start.push_back(std::clamp(inside[i] + direction[i] * (x - inside[which]), 0.0, 1.0));
    const std::vector<CurveValues> base = problem_.at(best_.values, all);
    const Minimum found =
        junction_minimum(others, evaluator_, base, start, 1e-5, Slopes::kept, jacobian_without(which));
    const std::vector<CurveValues> values = others.at(base, found.x);
    std::vector<double> there = problem_.fractions(values);
    there[which] = x;
    if (found.chi2 < better_.chi2) better_ = {values, there, found.chi2};
    if (found.chi2 <= level) inside = std::move(there);
    return found.chi2;
}

std::optional<double> JunctionProfiles::end(std::size_t which, double bound, double guess, double level) {
    const double centre = best_.x[which], span = bound - centre;
    if (span == 0.0) return std::nullopt;
    const std::vector<double> direction = valley(which);
    std::vector<double> inside = best_.x;
    const std::optional<double> share =
        level_crossing([&](double at) { return held(which, centre + at * span, level, direction, inside); },
                       best_.chi2, level, std::fabs(guess / span), 2e-2);
    if (!share) return std::nullopt;
    return centre + *share * span;
}

}  // namespace mirage
