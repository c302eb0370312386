#pragma once
// How far chi-squared allows a parameter of a dI/dV fit to go, with all others refitted.

#include <optional>

#include "junction/junction_search.hpp"

namespace mirage {

/// Profiles of chi-squared about the best fit.
class JunctionProfiles {
public:
    JunctionProfiles(const JunctionProblem& problem, const JunctionEvaluator& evaluator,
                     const JunctionOptimum& best);

    /// The fraction of free parameter number `which` at which its profile crosses `level` between the best
    /// one and a bound, 0 or 1; nothing where the bound is not excluded. guess: how far.
    std::optional<double> end(std::size_t which, double bound, double guess, double level);

    /// The lowest chi-squared that was met.
    const JunctionOptimum& better() const { return better_; }

private:
    const JunctionProblem& problem_;
    const JunctionEvaluator& evaluator_;
    const JunctionOptimum& best_;
    JunctionOptimum better_;
    Evaluation here_;  ///< at the best fit, with derivatives

    std::vector<double> jacobian_without(std::size_t which) const;
    double held(std::size_t which, double x, double level, const std::vector<double>& direction,
                std::vector<double>& inside);
};

}  // namespace mirage
