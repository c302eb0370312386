#pragma once
// The closed-form expressions of the literature, to compare the engine with and to fit by. Reduced units as
// in the engine: energies and fields in Delta0, temperatures in Tc0; B stands for (g/2) mu_B B, alpha for
// alpha p_F; k_B T = T/1.7639 Delta0. Fields are those of a second-order transition: the root B of ln T +
// (pair breaking) = 0, which is the only one at a given T because the pair breaking of each of these formulas
// grows with B; 0 for T >= 1. Relative accuracy 1e-11 where T <= 0.999. [ZF] Zhang and Falson 2021, [T] Tang,
// Bruder and Belzig 2021, [H] Harms, Hein and Belzig 2025. W^2 = beta^2 + B^2.

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

/// The linear instability without Rashba coupling in closed form, a second route beside
/// second_order_field.hpp: with K = 1/(omega + B^2/(omega + beta^2/(omega + Gamma))) = sum_i c_i/(omega -
/// p_i) over the roots p_i of a cubic, ln T + sum_i c_i psi(1/2 - p_i/(2 pi k T)) - psi(1/2): zero at a
/// second-order field, negative below. Domain: distinct roots; accuracy 1e-12 away from their coincidence.
double instability_by_digamma(double T, double B, double beta, double gamma);

/// Positions and widths of the mirage gap: half sum and difference of
/// epsilon_1,2 = sqrt(beta^2 + (B +- Delta)^2), exact without disorder and Rashba coupling, and [T] eqs. 5
/// and 6.
struct MirageGap {
    double epsilon_1 = 0.0, epsilon_2 = 0.0;
    double position = 0.0, width = 0.0;  ///< (epsilon_1 + epsilon_2)/2, epsilon_1 - epsilon_2
    double approximate_position = 0.0, approximate_width = 0.0;  ///< W, 2 Delta B/W: Delta << W
};
MirageGap mirage_gap(double Delta, double B, double beta);

/// Order parameter Delta of an Ising superconductor with Rashba coupling; 0 where an equation has no
/// solution, NaN far outside its validity (W below k T or Delta0). The gap of the density of states is beta
/// Delta/W, less alpha B/W.
struct RashbaGap {
    double numerical = 0.0;        ///< [H] eq. 3: alpha, Delta << W
    double low_temperature = 0.0;  ///< [H] eq. 4 = 13: also k T << alpha B/W and Delta
    double step = 0.0;             ///< [H] eq. 5: T = 0
};
/// The largest solutions. Domain: beta > 0, 0 < T.
RashbaGap rashba_gap(double T, double B, double beta, double alpha);

/// [H]: B with B^2/beta^2 = W0(2 (Delta0/alpha)^2 L)/(2 L), L = ln(2 beta/Delta0), T -> 0, alpha, B << beta.
/// Infinite for alpha = 0, NaN for 2 beta <= Delta0.
double rashba_field(double beta, double alpha);

/// Order parameter near Tc0; 0 where the expansion has none. Domain: beta > 0.
struct GinzburgLandauGap {
    double digamma = 0.0;    ///< [H] eq. 15: alpha B/W, beta Delta/W << 2 pi k T
    double logarithm = 0.0;  ///< [H] eqs. 16 and 17, equivalent: also W >> 2 pi k T
};
GinzburgLandauGap rashba_ginzburg_landau(double T, double B, double beta, double alpha);

/// [H] Fig. 4: Re <z/sqrt(z^2 - D^2)>, z = energy + i eta + a cos phi, D = beta Delta/W, a = alpha B/W, in
/// units of the normal state, with D, a >= 0. For alpha, Delta, energy << W; no mirage gap. eta = 0 is exact;
/// else eta >= 1e-4 (a + D). Accuracy 1e-9; infinite at the edge of a BCS gap.
double rashba_dos(double energy, double D, double a, double eta);

}  // namespace mirage
