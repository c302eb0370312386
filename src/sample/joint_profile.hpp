#pragma once
// How far chi-squared of a sample allows an unknown to go, with all others refitted.

#include "fit/interval.hpp"
#include "sample/joint_problem.hpp"

namespace mirage {

/// Profiles of chi-squared about the best fit.
class JointProfiles {
public:
    /// here: residuals and derivatives at the best fit.
    JointProfiles(const JointProblem& problem, const JointEvaluator& evaluator, const Minimum& best,
                  const Evaluation& here);

    /// Where the profile of unknown number `which` crosses `level` between the best fraction and a bound, 0
    /// or 1; guess: how far.
    IntervalEnd end(std::size_t which, double bound, double guess, double level);

    /// The lowest chi-squared that was met.
    const Minimum& better() const { return better_; }

private:
    const JointProblem& problem_;
    const JointEvaluator& evaluator_;
    const Minimum& best_;
    const Evaluation& here_;
    Minimum better_;

    double held_at(std::size_t which, double x, double level, const std::vector<double>& direction,
                   std::vector<double>& inside);
};

}  // namespace mirage
