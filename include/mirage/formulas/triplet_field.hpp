#pragma once
// Critical fields and temperatures with a valley-odd triplet channel of critical temperature T_t, mixed into
// the singlet state by the field: Moeckli and Khodas, Phys. Rev. B 99, 180505 (2019); theory page, section 8.
//
// Reduced units: energies and fields in Delta0, temperatures in Tc0; W^2 = beta^2 + B^2. No Rashba coupling.

#include "mirage/formulas/linear_response.hpp"

namespace mirage {

/// Clean: t (t + L + S) + S L B^2/W^2 with L = ln(1/T_t), t = ln T, S = Re psi(1/2 + i W/(2 pi k T)) -
/// psi(1/2); exact, zero at a second-order transition. The normal state is unstable where it is negative, and
/// where both eigenvalues of the linear response are.
double triplet_determinant(double T, double B, double beta, double T_triplet);

/// The smaller eigenvalue of {{ln T + singlet, mixed}, {mixed, ln(T/T_t) + valley}}, linear_response.hpp:
/// negative where the normal state is unstable. T_t = 0: the singlet alone.
double triplet_instability(double T, double B, double beta, double T_triplet, const ScatteringRates& rates);

/// The critical temperature [Tc0] to which T_c falls for B -> infinity: T_t less the pair breaking by the
/// full single-particle rate, Gamma + Gamma_m + Gamma_so; 0 where that exceeds 0.8819 k T_t. Orbital pair
/// breaking leaves none.
double high_field_temperature(double T_triplet, const ScatteringRates& rates);

/// The largest second-order field [Delta0]; infinite where the triplet alone condenses, T below
/// high_field_temperature; 0 where the normal state is stable in every field, NaN where a parameter is NaN.
/// Relative accuracy 1e-10 where T is below 0.999 of the critical temperature.
double triplet_field(double T, double beta, double T_triplet, const ScatteringRates& rates = {});

/// The largest second-order transition temperature [Tc0] in a field; 0 below 1e-4.
double triplet_temperature(double B, double beta, double T_triplet, const ScatteringRates& rates = {});

/// Strong Ising coupling, W >> k Tc0, clean, with l = ln(2 W/Delta0), L = ln(1/T_t):
/// ln(1/T) = L l B^2/(l W^2 + L beta^2).
double strong_ising_triplet_temperature(double B, double beta, double T_triplet);

/// The same as a field: B^2 = beta^2 t (l + L)/[l (L - t)], t = ln(1/T), l = ln(2 W/Delta0) at that field;
/// infinite for T <= T_t. Singlet only (T_t = 0): beta^2 t/l. The coupling beta* of a fit near Tc0 that
/// leaves the channel out is too large, beta*^2/l* = beta^2 (1/l + 1/L). Needs 2 beta > Delta0, else NaN.
double strong_ising_triplet_field(double T, double beta, double T_triplet);

}  // namespace mirage
