#pragma once
// Closed-form gaps, field and density of states with Rashba coupling, [H] Harms, Hein and Belzig 2025.
//
// Reduced units as in the engine: energies and fields in Delta0, temperatures in Tc0; B stands for
// (g/2) mu_B B, alpha for alpha p_F; k_B T = T/1.7639 Delta0. W^2 = beta^2 + B^2.

namespace mirage {

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
