#include "junction/junction_profile.hpp"

#include <algorithm>
#include <cmath>

#include "fit/level_crossing.hpp"

namespace mirage {

JunctionProfiles::JunctionProfiles(const JunctionProblem& problem, const JunctionEvaluator& evaluator,
                                   const JunctionOptimum& best)
    : problem_(problem), evaluator_(evaluator), best_(best), better_(best) {
    if (best.x.empty()) return;
    here_ = evaluator.residuals(best.values);
    evaluator.differentiate(problem, best.values, best.x, here_);
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
    const std::vector<double> direction = valley(here_, best_.x, which);
    std::vector<double> inside = best_.x;
    const std::optional<double> share =
        level_crossing([&](double at) { return held(which, centre + at * span, level, direction, inside); },
                       best_.chi2, level, std::fabs(guess / span), 2e-2);
    if (!share) return std::nullopt;
    return centre + *share * span;
}

}  // namespace mirage
