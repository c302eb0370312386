#pragma once
// What a tunnel junction with a normal metal measures.

#include <vector>

#include "mirage/spectra/retarded_spectrum.hpp"

namespace mirage {

/// Differential conductance dI/dV at voltage V, relative to the normal state, both sides at the temperature T
/// [Tc0]:
///   dI/dV = int dE N(E) [-f'(E - eV)] = 1 - 2 pi k T Re sum_{n >= 0} d<g0>/d omega (omega_n + eta - i eV),
/// the poles of the Fermi function: a Matsubara sum again, of few nodes, instead of an integral over a sharp
/// curve; of a material <g0> as the junction sees it (material_spectrum.hpp). Voltages as energies eV
/// [Delta0]; Delta, B of the model at that temperature. Accuracy 1e-9; NaN where a frequency failed.
std::vector<double> tunnelling_conductance(const PairingModel& model, double eta, double T,
                                           const std::vector<double>& voltages);

}  // namespace mirage
