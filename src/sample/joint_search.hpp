#pragma once
// The best of all minima of a sample.

#include "sample/joint_problem.hpp"

namespace mirage {

/// What each part alone says of the sample; empty where it was not fitted.
struct PartValues {
    SampleParameters points;
    std::vector<CurveValues> spectra;
};

/// Starts: what each part alone says of the shared parameters, with and without what may be absent, and the
/// lowest places of a grid of the Ising coupling on which no mirage gap can slip through. The ratios of
/// first-order transitions are left in the problem.
Minimum joint_search(JointProblem& problem, const JointEvaluator& evaluator, const PartValues& alone);

}  // namespace mirage
