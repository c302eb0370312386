#pragma once
// The normal conductance of a curve, which the fit finds exactly at every step.

#include <vector>

#include "junction/junction_problem.hpp"

namespace mirage {

/// A curve with its best background: G = b(V) g/(1 + R_s b(V) g), b a polynomial in the voltage.
struct CurveFit {
    std::vector<double> background;  ///< b_0, b_1, b_2 in powers of V/scale, in the unit of the conductance
    double scale = 1.0;              ///< [mV], the largest |V|
    std::vector<double> fitted;      ///< of every point
    std::vector<double> residuals;   ///< (measured - fitted)/error
    std::vector<double> variance;    ///< of the background where all else is known
};

/// Of the curve with relative conductance `shape` at the voltages of the junction: linear least squares,
/// repeated a few times where there is a series resistance. `errors`: of every point.
CurveFit fit_background(const JunctionTask& task, std::size_t curve, const std::vector<double>& errors,
                        double r_series, const std::vector<double>& voltages,
                        const std::vector<double>& shape);

/// The background at the measured voltage V - V_offset across the junction [mV].
double background_at(const CurveFit& fit, double voltage);

/// Stated errors, else the noise that neighbours tell, at least 1e-4 of the median conductance.
std::vector<double> errors_of(const JunctionCurve& curve);

}  // namespace mirage
