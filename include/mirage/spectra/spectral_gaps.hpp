#pragma once
// Features of a spectrum: the gap edge, the mirage gap as the curve shows it, and energies that resolve the
// curve.

#include <vector>

#include "mirage/spectra/retarded_spectrum.hpp"

namespace mirage {

/// Lowest energy with states, for eta -> 0: E where the density of states turns from vanishing like eta to
/// staying finite. Accuracy 1e-7 Delta0; 0 when gapless and in the normal state; NaN where the spectrum was
/// found nowhere. Clean, alpha = 0, W^2 = beta^2 + B^2: Delta beta/W, or sqrt(beta^2 + (Delta - B)^2) where
/// W^2 < B Delta. Of a material the lowest of all pockets.
double gap_edge(const PairingModel& model);

/// The mirage gap as the density of states shows it: a minimum between two flanks. The flanks are located
/// without broadening (eta -> 0; broadening moves them inwards by 0.32 eta), the density of states is that
/// with eta. NaN where the curve has no such minimum or eta fills it. A steepest point is known to 1e-7 only,
/// for there the slope changes with the square of the distance; instruction sets differ by 4e-9. For gamma =
/// alpha = 0 and beta > 2 Delta (closer, its peaks merge with those of the main gap) the flanks are epsilon_2
/// and epsilon_1 (formulas/mirage_gap.hpp) to 1e-5 Delta0.
struct MeasuredMirageGap {
    double lower = 0.0, upper = 0.0;  ///< the steepest points of the flanks
    double position = 0.0;            ///< half their sum
    double width = 0.0;               ///< their difference
    double centre_dos = 0.0;          ///< density of states at the position
    double depth = 0.0;               ///< 1 less the lowest density of states between the flanks
};
MeasuredMirageGap measure_mirage_gap(const PairingModel& model, double eta);

/// Energies from -E_max to E_max, symmetric, such that straight lines between them miss none of the
/// amplitudes g0, F, fx, fy by more than `error` of the larger of 1 and its modulus. E_max lies beyond the
/// mirage gap. At most 200,000 energies.
std::vector<double> adaptive_energies(const PairingModel& model, double eta, double error);

}  // namespace mirage
