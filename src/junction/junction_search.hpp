#pragma once
// The best of all minima of a fit of dI/dV curves.

#include "junction/junction_evaluation.hpp"

namespace mirage {

struct JunctionOptimum {
    std::vector<CurveValues> values;
    std::vector<double> x;  ///< fractions of the free parameters
    double chi2 = 0.0;
};

/// Starts: gaps and broadening of the nearest Dynes curves; the Ising coupling over a grid on which the
/// mirage gap cannot slip through; first the narrowest model, what may be absent at its lower bound, then
/// every such parameter alone and all together, each from what was found before, so that a wider model never
/// fits worse.
JunctionOptimum junction_search(const JunctionProblem& problem, const JunctionEvaluator& evaluator);

}  // namespace mirage
