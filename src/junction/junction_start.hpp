#pragma once
// Where a fit of dI/dV curves starts.

#include "junction/junction_evaluation.hpp"

namespace mirage {

/// Gap and broadening of the Dynes curve nearest to a curve, over a grid of both: the gap from a fiftieth of
/// the largest voltage to all of it; a gap of 0 where none has a finite distance from it.
struct DynesStart {
    double delta = 0.0, eta = 0.0;  ///< [meV]
    double chi2 = 0.0;
};
DynesStart dynes_start(const JunctionTask& task, std::size_t curve);

/// The critical temperature [K] with which BCS theory has the gap delta [meV] at T [K].
double bcs_tc0(double delta, double T);

/// The voltage about which a curve is symmetric [mV], but for a slope: the least squares of G(V0 + V) - G(V0
/// - V) - s V over V0 within a tenth of the window.
double symmetry_centre(const JunctionCurve& curve);

/// Values that suit the curves: the gap of each, or the critical temperature, from the coldest curve of the
/// lowest field; the broadening of that one. Only what is free moves, within its bounds.
std::vector<CurveValues> suited_values(const JunctionTask& task);

/// The same with an Ising coupling beta: a gap of its own becomes Delta with which the clean edge Delta
/// beta/W, W^2 = beta^2 + B^2, lies where it was, at most that of the lowest field.
std::vector<CurveValues> with_beta(const JunctionTask& task, std::vector<CurveValues> values, double beta);

/// Ising couplings that would put the mirage gap of the curves everywhere inside the measured window, half of
/// its width apart, and some beyond it.
std::vector<double> beta_grid(const JunctionTask& task, const std::vector<CurveValues>& values, double low,
                              double high);

}  // namespace mirage
