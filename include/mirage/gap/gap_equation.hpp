#pragma once
// The gap equation and the free energy as functions of Delta at one point.

#include <vector>

#include "mirage/model/parameters.hpp"
#include "mirage/numeric/matsubara.hpp"
#include "propagator/kernel.hpp"

namespace mirage {

/// One value of Delta. Energies in Delta0.
struct GapValue {
    double Delta = 0.0;
    double equation = 0.0;       ///< g = ln(T/Tc0) + 2 pi T sum [1/omega - F/Delta]; zero in a solution
    double slope = 0.0;          ///< dg/d(Delta^2); positive in a minimum of the free energy
    double field_slope = 0.0;    ///< dg/dB
    double free_energy = 0.0;    ///< (Omega_S - Omega_N)/N0; its derivative with respect to Delta^2 is g
    double magnetization = 0.0;  ///< (M_S - M_N)/N0 = -2 * 2 pi T sum G
    double error = 0.0;          ///< estimate of the numerical error of g
    int directions = 1;          ///< most directions used at one frequency
    bool solved = true;  ///< false when the self-energy of some frequency was not found; the rest is then NaN
};

/// Arrays over frequencies that a GapEquation stores.
inline constexpr int gap_arrays = 14;

/// The gap equation at one point, with the frequencies and self-energies that it works on. Calls at
/// neighbouring Delta are cheaper, since every call starts from the self-energies of the one before.
struct GapEquation {
    Parameters parameters;
    const MatsubaraRule* rule = nullptr;
    double log_T = 0.0, T2pi = 0.0;  ///< ln(T/Tc0), 2 pi k_B T [Delta0]
    double digits = 13.0;            ///< decimal digits of averages over directions
    std::vector<double> omega;       ///< [Delta0]
    std::vector<double> storage;     ///< arrays of FrequencyArrays, once they are needed
    FrequencyArrays arrays;
    double last_Delta = 0.0;
};

/// The temperature k_B T in units of Delta0.
double thermal_energy(const Parameters& parameters);

/// Largest energy with spectral weight in units of 2 pi T: the bandwidth of the Matsubara sum.
double spectral_bandwidth(const Parameters& parameters);

/// tolerance: of the sum, absolute. Domain: 0 < T.
GapEquation gap_equation(const Parameters& parameters, double tolerance, double digits = 13.0);

/// The value at Delta >= 0.
GapValue evaluate(GapEquation& equation, double Delta);

/// g and its slopes alone, the rest NaN: all that a search needs, several times faster without scattering.
GapValue evaluate_slopes(GapEquation& equation, double Delta);

/// The self-energies of `from`, which has other frequencies, as starts for the next call of `to`. The same
/// parameters.
void start_from(GapEquation& to, const GapEquation& from);

/// <g0> at omega -> 0+ of the state of the last call of evaluate, to about 1e-7: the zero-energy density of
/// states. NaN if not found.
double zero_energy_dos(const GapEquation& equation);

/// Whether the spectrum has a gap, as a smooth function that is positive with one and falls to zero where it
/// closes (by about 1e-15): lim omega/w~ at omega -> 0+ with scattering; without it the smallest distance of
/// the pairing from the field.
double gap_closing(const GapEquation& equation);

/// Order parameter of BCS theory at T/Tc0 [Delta0], the solution at B = 0 for every beta, gamma and alpha
/// (Anderson). accuracy: relative change of Delta^2 at which Newton ends, quadratically.
double bcs_order_parameter(double T, const MatsubaraRule& rule, double accuracy = 1e-9);

}  // namespace mirage
