#pragma once
// Points of measured curves as text.

#include <string>

#include "results/heading.hpp"
#include "results/output.hpp"
#include "transitions/points.hpp"

namespace mirage {

/// Columns T, B, sigma_T, sigma_B, sample where there are several, criterion, width_T or width_B, R_n, sweep.
/// CSV that `mirage fit` reads: what is not there is an empty cell, a bound `>34`; JSON with null, `bound`
/// and the notes.
std::string text_of(const TransitionPoints& points, const std::vector<MeasuredCurve>& curves,
                    const std::string& command, ErrorOf error, Format format);

/// The smoothed sweeps: curve, T, B, share of the normal resistance, sweep.
std::string curves_text(const TransitionPoints& points, const std::vector<MeasuredCurve>& curves,
                        const std::string& command);

}  // namespace mirage
