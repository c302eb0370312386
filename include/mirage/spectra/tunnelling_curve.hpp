#pragma once
// dI/dV over a whole axis of voltages.

#include <vector>

#include "mirage/spectra/tunnelling.hpp"

namespace mirage {

/// tunnelling_conductance() at many voltages, exactly even in V. With N(E) = Re <g0>(eta - i E), which is
/// analytic for Re omega > 0, the energies move into the complex plane by i pi kT/2, half way to the first
/// pole of the Fermi function:
///   dI/dV = 1 + 1/2 int dt (Re + sinh t Im) [<g0>(eta + pi kT/2 - i (eV + kT t)) - 1]/cosh^2 t,
/// smooth on the scale of kT, so that the trapezoid rule converges exponentially; all voltages share its
/// amplitudes. Cost: (largest |eV|/kT + 28)/0.3 amplitudes, or those of that sum where they are fewer.
/// Accuracy that of the amplitudes, 1e-9; NaN where an amplitude that a voltage needs failed.
std::vector<double> tunnelling_curve(const PairingModel& model, double eta, double T,
                                     const std::vector<double>& voltages);

/// How many amplitudes the rule takes up to this voltage [Delta0].
double tunnelling_curve_amplitudes(double T, double largest_voltage);

}  // namespace mirage
