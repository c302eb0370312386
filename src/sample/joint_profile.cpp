#include "sample/joint_profile.hpp"

#include <algorithm>
#include <cmath>

#include "fit/level_crossing.hpp"

namespace mirage {

JointProfiles::JointProfiles(const JointProblem& problem, const JointEvaluator& evaluator,
                             const Minimum& best, const Evaluation& here)
    : problem_(problem), evaluator_(evaluator), best_(best), here_(here), better_(best) {}

/// The least chi-squared with that fraction at x, from the last fit inside the interval.
double JointProfiles::held_at(std::size_t which, double x, double level, const std::vector<double>& direction,
                              std::vector<double>& inside) {
    std::vector<double> there = inside, others;
    for (std::size_t i = 0; i < there.size(); ++i) {
        there[i] = std::clamp(inside[i] + direction[i] * (x - inside[which]), 0.0, 1.0);
        if (i != which) others.push_back(there[i]);
    }
    there[which] = x;
    JointProblem narrow = held(problem_, there, which);
    const Minimum found = joint_minimum(narrow, evaluator_, std::move(others), 1e-6);
    for (std::size_t i = 0, j = 0; i < there.size(); ++i)
        if (i != which) there[i] = found.x[j++];
    if (found.chi2 < better_.chi2) better_ = {there, found.chi2};
    if (found.chi2 <= level) inside = std::move(there);
    return found.chi2;
}

IntervalEnd JointProfiles::end(std::size_t which, double bound, double guess, double level) {
    const FitRange range = problem_.range(which);
    const double centre = best_.x[which], span = bound - centre;
    const IntervalEnd open{bound == 0.0 ? range.low : range.high, false};
    if (span == 0.0) return open;
    const std::vector<double> direction = valley(here_, best_.x, which);
    std::vector<double> inside = best_.x;
    const std::optional<double> share = level_crossing(
        [&](double at) { return held_at(which, centre + at * span, level, direction, inside); }, best_.chi2,
        level, std::fabs(guess / span), 5e-3);
    if (!share) return open;
    return {range.value(centre + *share * span), true};
}

}  // namespace mirage
