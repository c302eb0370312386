#pragma once
// Critical fields of clean pockets with one order parameter: Ising coupling with and without nodes.
//
// The average over directions is closed: a pocket with g_z = beta cos 3 phi has
//   K = (1/omega) [1 - B^2/sqrt((omega^2 + B^2)(omega^2 + B^2 + beta^2))],
// one with g_z = +-beta  K = (1/omega) [1 - B^2/(omega^2 + B^2 + beta^2)]; K of the material is sum n chi^2
// K_p. Reduced units: energies and fields in Delta0, temperatures in Tc0. No scattering, no Rashba coupling.

#include <span>

#include "mirage/model/material.hpp"

namespace mirage {

/// What a pocket counts for.
struct PocketTerm {
    double weight = 1.0;  ///< n chi^2: share of the density of states times the squared form factor; sum 1
    double beta = 0.0;    ///< Ising coupling [Delta0], >= 0
    SpinOrbitForm form = SpinOrbitForm::cos3phi;
};

/// K [1/Delta0] at omega > 0.
double pocket_kernel(double omega, double B, std::span<const PocketTerm> pockets);

/// ln T + 2 pi k T sum_n [1/omega_n - K]: zero at a second-order field, negative below. Error 1e-12.
double pocket_instability(double T, double B, std::span<const PocketTerm> pockets);

/// The second-order field [Delta0], the only one; 0 for T >= 1. Relative accuracy 1e-11 for T <= 0.999.
double pocket_field(double T, std::span<const PocketTerm> pockets);

/// A pocket with nodes alone, near Tc0 and k T << beta: 1 - T/Tc0 = pi B^2/(4 beta k Tc0). With other pockets
/// its weight times that adds to theirs, (B^2/beta^2) ln(2 beta/Delta0) where there are no nodes.
double nodal_pocket_field(double T, double beta);

/// hbar/tau_SO = 3 beta/2: the spin-orbit scattering rate with which the formula of Klemm, Luther and Beasley
/// (klb_field) has the same slope at Tc0 as a pocket with nodes of beta cos 3 phi. A fit of it to such a
/// material therefore returns a large spin-orbit rate where nothing scatters.
double klb_rate_of_nodal_pocket(double beta);

}  // namespace mirage
