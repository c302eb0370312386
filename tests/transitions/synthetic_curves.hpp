#pragma once
// Curves whose transition is known.

#include <cmath>
#include <random>

#include "transitions/curve_reading.hpp"

namespace mirage_test {

/// R(x) = offset + (R_n + slope (x - middle)) s((x - middle)/width), with noise; up and down are shifted
/// against each other.
struct Synthetic {
    double middle = 3.0, width = 0.05, normal = 100.0, slope = 0.0, offset = 0.0, noise = 0.0,
           hysteresis = 0.0;
    double low = 0.5, high = 6.0;
    int shape = 0;  ///< logistic, error function, one with a long foot below
    int count = 300;
    double outliers = 0.0, jitter = 0.0;
};

inline double rise(int shape, double u) {
    if (shape == 0) return 1.0 / (1.0 + std::exp(-u));
    if (shape == 1) return 0.5 * std::erfc(-0.6 * u);
    return u < 0.0 ? 0.5 * std::exp(u) : 1.0 - 0.5 * std::exp(-2.0 * u * u - u);
}

inline double resistance(const Synthetic& s, double x) {
    return s.offset + (s.normal + s.slope * (x - s.middle)) * rise(s.shape, (x - s.middle) / s.width);
}

/// Up, and where there is hysteresis down.
inline mirage::MeasuredCurve curve_of(const Synthetic& s, mirage::Measurand swept, double fixed,
                                      unsigned seed = 1) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    mirage::MeasuredCurve curve;
    curve.file = "synthetic";
    curve.line = 1;
    curve.swept = swept;
    curve.fixed = fixed;
    curve.unit = "Ohm";
    for (int way = 0; way < (s.hysteresis > 0.0 ? 2 : 1); ++way) {
        Synthetic shifted = s;
        shifted.middle += (way == 0 ? 1.0 : -1.0) * s.hysteresis;
        for (int i = 0; i < s.count; ++i) {
            const double part = static_cast<double>(way == 0 ? i : s.count - 1 - i) / (s.count - 1);
            const double x = s.low + (s.high - s.low) * part + s.jitter * (uniform(random) - 0.5);
            const bool outlier = uniform(random) < s.outliers;
            curve.x.push_back(x);
            curve.y.push_back(resistance(shifted, x) + s.noise * normal(random) * (outlier ? 30.0 : 1.0));
        }
    }
    return curve;
}

}  // namespace mirage_test
