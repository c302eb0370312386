#pragma once
// Where a fit starts: values that suit the points.

#include "fit/problem.hpp"

namespace mirage {

/// The critical temperature at B = 0 [K] from the hottest points, near which B^2 falls linearly to zero.
double estimated_tc0(const std::vector<Measurement>& points);

/// The leading coupling (beta, or the spin-orbit rate) [meV] with which the curve of `model` goes through the
/// coldest point, all else given; the smallest of the search where the point lies below every curve.
double estimated_coupling(FitModel model, const FitParameters& parameters,
                          const std::vector<Measurement>& points);

}  // namespace mirage
