#pragma once
// Spin susceptibility of the superconducting state for B -> 0, in units of that of the normal state: the
// Knight shift. Abrikosov and Gor'kov, Zh. Eksp. Teor. Fiz. 42, 1088 (1962), for spin-orbit scattering;
// Gor'kov and Rashba, Phys. Rev. Lett. 87, 037004 (2001), for spin-orbit coupling.
//
// chi_S/chi_N = 1 - 2 pi k T sum_n Delta^2/[E^2 (E + R)], E = sqrt(omega_n^2 + Delta^2), where R relaxes the
// spin along the field. Energies in Delta0, temperatures in Tc0; Delta(T) is the order parameter at B = 0,
// which no rate below changes. No pair breaking, no Rashba coupling but in clean_susceptibility.

#include "mirage/formulas/linear_response.hpp"

namespace mirage {

/// Valleys with Ising coupling and scattering: R = b + beta^2/(E + c), b and c the relaxation rates `triplet`
/// and `valley` (linear_response.hpp) of potential and spin-orbit scattering. Scattering lowers it where the
/// coupling is strong and raises it where only spin-orbit scattering relaxes spins. Magnetic and orbital
/// rates must be 0, else NaN. Error 1e-10 for T >= 1e-3, Delta > 0; a T of 1e-3 is T = 0.
double valley_susceptibility(double T, double Delta, double beta, const ScatteringRates& rates = {});

/// A clean pocket with nodes, g_z = beta cos 3 phi: E + R -> sqrt(E^2 + beta^2).
double nodal_susceptibility(double T, double Delta, double beta);

/// Clean, T = 0, spin-orbit field of one strength g and any direction: (1 - m)(1 - F(g/Delta)),
/// F(x) = asinh(x)/(x sqrt(1 + x^2)), m = <n_i^2> of its unit vector along the field: 0 for Ising coupling in
/// the plane, 1/2 for Rashba coupling there, 1 for Ising coupling and a field across.
double clean_susceptibility(double g, double Delta, double mean_square);

/// Spin-orbit scattering alone, T = 0: 1 - (1/x)[pi/2 - arccos(x)/sqrt(1 - x^2)], x = nu/Delta, nu =
/// 4 Gamma_so/3 of isotropic scattering.
double scattered_susceptibility(double relaxation, double Delta);

/// A clean pocket with nodes, T = 0: 1 - (Delta/beta) arctan(beta/Delta). What is missing to 1 falls like
/// pi Delta/(2 beta), against (Delta/beta)^2 ln(2 beta/Delta) of valleys without nodes.
double nodal_residual_susceptibility(double beta, double Delta);

}  // namespace mirage
