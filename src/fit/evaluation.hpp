#pragma once
// The distances of the points from the curves of a fit, with their derivatives: exact ones of the two-valley
// model and the formulas, of a material by implicit differentiation (material_curve.hpp).

#include "fit/least_squares.hpp"
#include "fit/problem.hpp"

namespace mirage {

/// Distances of all points and their derivatives by the free fractions.
Evaluation evaluate(const FitProblem& problem, const SampleParameters& values);

}  // namespace mirage
