#pragma once
// The sweeps of all curves, each with what the others tell of its levels.

#include <vector>

#include "transitions/curve_reading.hpp"
#include "transitions/transition.hpp"

namespace mirage {

/// A sweep with the number of its curve.
struct CurveSweep {
    std::size_t curve = 0;
    SweepTransition transition;
};

/// The median, NaN of nothing.
double median(std::vector<double> values);

/// Every sweep of every curve. Levels that one does not show are `normal` (NaN: unknown), else the medians of
/// those that do, of the same channel and unit. A rise over more than half of its temperature is no
/// transition.
std::vector<CurveSweep> sweeps_of(const std::vector<MeasuredCurve>& curves,
                                  const std::vector<Criterion>& criteria, double normal);

/// Curves that are one: the same quantity at the same fixed value, up in one and down in the other. Each has
/// the number of the first of them.
std::vector<std::size_t> owners_of(const std::vector<MeasuredCurve>& curves,
                                   const std::vector<CurveSweep>& sweeps);

}  // namespace mirage
