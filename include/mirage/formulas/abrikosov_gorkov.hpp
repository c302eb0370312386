#pragma once
// Pair breaking in the manner of Abrikosov and Gor'kov, Zh. Eksp. Teor. Fiz. 39, 1781 (1960), and what
// follows the same law: magnetic impurities, unequal gaps of several pockets, strong Ising coupling in a
// field.
//
// Reduced units: energies in Delta0, temperatures in Tc0. A pair-breaking rate a enters as K = 1/(omega + a):
// 2 Gamma_m, 2 Gamma_o or what a section below names.

#include <complex>

namespace mirage {

/// Critical temperature [units of T0] of a channel that condenses at T0 without pair breaking:
/// ln(T/T0) + psi(1/2 + a/(2 pi k T)) - psi(1/2) = 0; 0 where a >= T0 Delta0/(2 Tc0), that is a >= 0.8819 k
/// T0. Relative accuracy 1e-11.
double abrikosov_gorkov_temperature(double rate, double T0 = 1.0);

/// Critical temperature [Tc0] at B = 0 of pockets with unequal gaps and potential scattering between them,
/// Gamma_pp' = gamma n_p' for all p, p': only the variance of the gap is broken,
/// ln(1/T) = (1 - m^2)[psi(1/2 + gamma/(2 pi k T)) - psi(1/2)], with m = sum n chi, |m| <= 1, of form factors
/// normalised to sum n chi^2 = 1. m = 1: Anderson's theorem; m = 0: that of Abrikosov and Gor'kov.
double interpocket_temperature(double mean_gap, double gamma);

/// A state whose propagator is that of a gap D and a pair-breaking rate a.
struct PairBreakingState {
    double gap = 0.0;   ///< D > 0
    double rate = 0.0;  ///< a >= 0
};

/// Strong Ising coupling, beta >> Delta, eta, Gamma, energy: D = (beta Delta + B eta)/W, a = Gamma B^2/W^2
/// with W^2 = beta^2 + B^2; without triplet order parameter eta the law of Ilic, Meyer and Houzet for the
/// linear response. Gamma is twice the rate between the valleys. Corrections of relative order Gamma/beta.
PairBreakingState strong_ising_state(double Delta, double B, double beta, double gamma, double eta = 0.0);

/// g0 = u/sqrt(1 + u^2) of omega = u (D - a/sqrt(1 + u^2)), Re omega > 0: the real omega > 0 of the Matsubara
/// axis, or omega = eta - i E, where Re g0 is the density of states. Accuracy 1e-10, 1e-7 at band edges.
std::complex<double> pair_breaking_g0(const PairBreakingState& state, std::complex<double> omega);

/// Gap edge D [1 - (a/D)^(2/3)]^(3/2); 0 where a >= D: gapless.
double pair_breaking_gap_edge(const PairBreakingState& state);

/// Gamma B^2 = Delta beta W: the scattering rate from which a state with strong Ising coupling is gapless
/// (eta = 0). The counterpart for disorder of alpha B = Delta beta, [H] Harms, Hein and Belzig 2025.
double gapless_scattering_rate(double Delta, double B, double beta);

}  // namespace mirage
