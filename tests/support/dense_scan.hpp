#pragma once
// The gap equation on a dense grid of Delta: slow, and hard to get wrong.

#include <cstddef>

#include "mirage/gap/gap_equation.hpp"

namespace mirage_test {

/// Number of sign changes of g on a dense grid in Delta, fine at small Delta.
inline std::size_t sign_changes(const mirage::Parameters& p) {
    const mirage::GapProblem problem = mirage::gap_problem(p, 1e-13);
    mirage::GapWorkspace workspace;
    std::size_t changes = 0;
    double before = mirage::evaluate(problem, workspace, 0.0, p.B).equation;
    for (int i = 1; i <= 1500; ++i) {
        const double x = i / 1500.0;
        const double now = mirage::evaluate(problem, workspace, 1.02 * x * x, p.B).equation;
        changes += (now < 0) != (before < 0);
        before = now;
    }
    return changes;
}

}  // namespace mirage_test
