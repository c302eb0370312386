#pragma once
// Numbers that fix the units. k_B = hbar = 1 throughout the engine.

namespace mirage {

/// Delta0/(k_B Tc0) = pi exp(-gamma_E): the BCS gap at T = 0, B = 0 in units of the critical temperature.
inline constexpr double delta0_over_tc0 = 1.7638769888620457;

/// Boltzmann constant [meV/K] (CODATA 2018, exact).
inline constexpr double boltzmann = 0.08617333262145179;

/// Bohr magneton [meV/T] (CODATA 2018).
inline constexpr double bohr_magneton = 0.057883818060;

/// e/hbar [1/(T nm^2)] (CODATA 2018, exact).
inline constexpr double charge_over_hbar = 1.519267447878626e-3;

}  // namespace mirage
