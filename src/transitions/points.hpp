#pragma once
// Points of B_c2(T) from measured curves.

#include <string>
#include <vector>

#include "transitions/curve_sweeps.hpp"

namespace mirage {

enum class Sweeps { mean, both, up, down };
/// combined: a quarter of the width between 10 and 90 %, the noise and half the hysteresis, in quadrature;
/// width: half of that width; noise: noise and half the hysteresis.
enum class ErrorOf { combined, width, noise };

struct TransitionOptions {
    std::vector<Criterion> criteria{{}};
    Sweeps sweeps = Sweeps::mean;
    ErrorOf error = ErrorOf::combined;
    double normal = quiet_nan;  ///< R_n [Ohm, V, ...] of all curves where one does not show its own
};

struct TransitionPoint {
    double T = quiet_nan, B = quiet_nan;  ///< [K], [T]
    double sigma_T = quiet_nan, sigma_B = quiet_nan;
    Bound bound = Bound::none;  ///< of B
    std::string sample;         ///< empty where all points are of one
    Criterion criterion;
    double width_T = quiet_nan, width_B = quiet_nan;  ///< between 10 and 90 % [K] or [T]
    double normal = quiet_nan;                        ///< R_n
    Turn sweep = Turn::none;                          ///< none: the mean of the sweeps
    std::size_t curve = 0;                            ///< from which of the curves
    Measurand swept = Measurand::temperature;
};

struct TransitionPoints {
    std::vector<TransitionPoint> points;  ///< by sample, then by temperature
    std::vector<CurveSweep> sweeps;
    std::vector<std::string> notes;  ///< bounds, hysteresis, offsets, several steps, curves that tell nothing
};

/// The points of all curves. Levels that one curve does not show are the medians of those that do, of the
/// same channel and unit. A curve normal at all T at the field B says B_c2 < B at its lowest temperature, one
/// that superconducts up to B at T that B_c2(T) > B; at zero field neither says anything of B_c2 and it is
/// only noted.
TransitionPoints points_of(const std::vector<MeasuredCurve>& curves, const TransitionOptions& options);

}  // namespace mirage
