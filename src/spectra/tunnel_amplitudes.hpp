#pragma once
// What a tunnel junction sees along a line of complex energies, from solutions nearby.

#include <complex>
#include <map>
#include <vector>

#include "mirage/model/pairing_model.hpp"
#include "propagator/retarded_material.hpp"

namespace mirage {

/// Solutions at energies [Delta0] along one line Re omega.
using TunnelSolutions = std::map<double, DressedCoordinates>;

/// <g0> weighted with the tunnel weights of the pockets at omega = broadening - i E, broadening > 0, E >= 0,
/// as material_amplitudes() has it; NaN where it was not found. Beyond the two valleys the iteration begins
/// at the nearest solution, among those of `near` (another model or line) and those of this line, where it
/// lies closer than `broadening`, over which amplitudes vary; `found` takes the solutions up. How the
/// iteration begins does not matter but for rounding.
std::vector<std::complex<double>> tunnel_amplitudes(const PairingModel& model, double broadening,
                                                    const std::vector<double>& energies,
                                                    const TunnelSolutions& near, TunnelSolutions& found);

}  // namespace mirage
