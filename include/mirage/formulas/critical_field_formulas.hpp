#pragma once
// Closed-form critical fields, [ZF] Zhang and Falson 2021, to compare the engine with and to fit by.
//
// Reduced units as in the engine: energies and fields in Delta0, temperatures in Tc0; B stands for
// (g/2) mu_B B, alpha for alpha p_F; k_B T = T/1.7639 Delta0. W^2 = beta^2 + B^2.
//
// Fields are those of a second-order transition: the root B of ln T + (pair breaking) = 0, which is the only
// one at a given T because the pair breaking of each of these formulas grows with B; 0 for T >= 1, NaN where
// a parameter is NaN. Relative accuracy 1e-11 where T <= 0.999.

namespace mirage {

/// Delta0/sqrt 2: field of the first-order transition at T = 0 without spin-orbit coupling (1.86 T/K for g =
/// 2).
double pauli_limit();

/// Without spin-orbit coupling: ln T + Re psi(1/2 + i B/(2 pi k T)) - psi(1/2) = 0. Where it is the
/// transition: T > 0.5615.
double pauli_field(double T);

/// Spin-orbit scattering and orbital pair breaking.
struct WhhParameters {
    double spin_orbit_rate = 0.0;  ///< hbar/tau_SO [Delta0], >= 0
    double orbital_strength =
        0.0;  ///< 1/alpha_M >= 0 with Maki's alpha_M = mu_B B/(pi k Tc0 h): 0 for a thin film
};

/// [ZF] eqs. 1 to 4, Werthamer, Helfand and Hohenberg: dirty limit, weak spin-orbit scattering (tau_SO >>
/// tau_T).
double whh_field(double T, const WhhParameters& parameters);

/// The left-hand side of that equation less its right-hand side at (T, B): negative below the field.
double whh_equation(double T, double B, const WhhParameters& parameters);

/// [ZF] eq. 5, Klemm, Luther and Beasley, with the sign corrected: -ln T = psi(1/2 + 3 tau_SO B^2/(4 pi k T))
/// - psi(1/2). Strong spin-orbit scattering, hbar/tau_SO >> B and k T. Of the engine: 3 tau_SO/2 =
/// Gamma/beta^2 for Gamma >> beta.
double klb_field(double T, double spin_orbit_rate);

/// Abrikosov and Gor'kov: the pair-breaking rate rho with -ln T = psi(1/2 + rho/(2 pi k T)) - psi(1/2);
/// Delta0/2 at T = 0.
double critical_pair_breaking(double T);

/// [ZF] eq. 6: -ln T = (B^2/W^2) Re[psi(1/2 + i W/(2 pi k T)) - psi(1/2)]. Exact second-order field without
/// disorder and Rashba coupling.
double ising_field(double T, double beta);

/// The reading of one measured line near Tc0 by both formulas: beta*^2 = (4/pi) (2 hbar/(3 tau_SO)) k Tc0
/// ln(2 beta*/Delta0), from their slopes there, for beta* >= 0.82 Delta0, else NaN. Where a paper quotes 3
/// hbar/(2 tau_SO), the rate hbar/tau_SO of these functions is 2/3 of it.
double ising_coupling_of_klb(double spin_orbit_rate);
double klb_rate_of_ising(double beta);

/// The linear instability without Rashba coupling in closed form, a second route beside
/// second_order_field.hpp: K = 1/(omega + B^2/(omega + beta^2/(omega + Gamma))) in linear_response.hpp. ln T
/// + 2 pi k T sum_n [1/omega_n - K]: zero at a second-order field, negative below. Error 1e-12.
double instability_by_digamma(double T, double B, double beta, double gamma);

}  // namespace mirage
