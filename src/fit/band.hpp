#pragma once
// The fitted curve from the lowest temperature of the engine to Tc0, and how sure it is.

#include <vector>

#include "fit/fit.hpp"

namespace mirage {

/// A fitted curve with its 95 % band, of B^2 by the covariance; T [K], fields [T].
struct BandPoint {
    double T, B, low, high;
};

/// One sample's curve at `count` temperatures from 0.001 Tc0, the lowest of the engine, or from a little
/// above the temperature below which a triplet channel leaves the field without end, to Tc, denser at both
/// ends.
std::vector<BandPoint> fitted_curve(const FitTask& task, const FitResult& result, std::size_t sample,
                                    int count);

/// B_c2 of one sample at 0.001 Tc0 over its Pauli limit Delta0/sqrt 2. The field of a clean Ising
/// superconductor has no limit at T = 0: it grows like the logarithm of 1/T. NaN where the field has no end
/// there.
double enhancement(const FitTask& task, const FitResult& result, std::size_t sample);

}  // namespace mirage
