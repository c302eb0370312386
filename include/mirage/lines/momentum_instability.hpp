#pragma once
// The linear instability of the two-valley model towards pairs of momentum Q, Delta(r) = Delta exp(i q.r)
// with Q = v_F q/2: theory page, section 5, with the Doppler shift omega -> omega + i Q v of the directions.
// Fulde and Ferrell, Phys. Rev. 135, A550 (1964), Larkin and Ovchinnikov, Sov. Phys. JETP 20, 762 (1965); two
// dimensions: Shimahara, Phys. Rev. B 50, 12760 (1994). A standing wave cos(q.r) becomes unstable at the same
// field.

#include <vector>

#include "mirage/lines/line_status.hpp"
#include "mirage/model/parameters.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {

/// l(B, Q) = ln(T/Tc0) + 2 pi k_B T sum [1/omega_n - K(omega_n)] and its derivatives; negative where the
/// normal state is unstable. l is even in Q and in B. NaN where it was not computed. Energies in Delta0.
struct MomentumInstability {
    double value = quiet_nan;
    double field_slope = quiet_nan;         ///< dl/dB
    double momentum_slope = quiet_nan;      ///< dl/dQ
    double momentum_curvature = quiet_nan;  ///< d2l/dQ2
    double mixed_slope = quiet_nan;         ///< d2l/dB dQ
    double error = quiet_nan;               ///< estimate for the value
};

/// Whether K is the closed kernel of momentum_instability: no material, and momentum across the field, or no
/// scattering, or no Rashba coupling (then the momentum's direction does not matter), or Q = 0.
bool has_closed_kernel(const Parameters& parameters);

/// l at (T, B, Q, Q_angle), by averages over directions of real parts: with w = omega + Gamma, W = w + i Q v,
/// g2 = alpha^2 + beta^2, A = W^2 (W^2 + g2) + B^2 (W^2 + g_x^2), V = (W^2 + g_x^2)/A,
///   K = k/(1 - Gamma k),   k = P1 - Gamma P2^2/(1 - Gamma P3),
///   P1 = <W (W^2 + g2)/A> = 1/sqrt(w^2 + Q^2) - B^2 <V/W>,   P2 = B <V>,   P3 = <V W>.
/// All derivatives are those of this formula. Elsewhere, at many times the cost and with derivatives good to
/// 1e-8, from the general propagator at small amplitudes. The error is about `tolerance`. Cost: about 7 (|Q|
/// + alpha) Delta0
/// /(k_B T) directions in all at the smallest tolerance, less with scattering and for |B| < alpha.
MomentumInstability momentum_instability(const Parameters& parameters, double tolerance = 1e-14);

/// The largest field at which the normal state is unstable towards any Q, and that Q. A field that does not
/// exist is 0, one that was not found NaN.
struct MomentumField {
    double field = quiet_nan;     ///< B [Delta0]
    double momentum = quiet_nan;  ///< |Q| [Delta0]; 0: uniform pairs come first
    LineStatus status = LineStatus::not_converged;
};

/// B_momentum and Q_momentum at (T, beta, gamma, alpha, Q_angle); B and Q of the parameters are ignored.
/// Relative accuracy 1e-10 of the field, 1e-8 of Q (less next to where it starts from zero).
MomentumField largest_momentum_field(const Parameters& parameters);

/// Where the momentum of the largest second-order field starts from zero (Lifshitz point): d2l/dQ2 = 0 at
/// Q = 0 on the uniform line.
struct MomentumOnset {
    double T = 0.0;      ///< [Tc0]
    double field = 0.0;  ///< [Delta0]
};

/// None, one or several, ascending in T. Where the status is not `converged` some may be missing.
struct MomentumOnsets {
    std::vector<MomentumOnset> values;
    LineStatus status = LineStatus::converged;
};

/// Those between `lowest` and the critical temperature, for (beta, gamma, alpha, Q_angle) or a material; relative accuracy 1e-9. Two within a
/// factor of (1/lowest)^(1/60) in T may be missed. Not among them are a momentum that starts with a jump, at
/// a field that overtakes the uniform one, and a point behind a transition at a higher field. 10 ms to a few
/// seconds, the latter where no kernel closes.
MomentumOnsets momentum_onsets(const Parameters& parameters, double lowest);

}  // namespace mirage
