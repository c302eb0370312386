#pragma once
// The amplitudes w~, D~, B~, d of one frequency, renormalised by scattering, which the propagator of every
// direction depends on. Theory page eqs. (1a), (2b).

#include "mirage/model/pairing_model.hpp"
#include "propagator/generating_function.hpp"

namespace mirage {

/// Renormalised amplitudes with their invariants; energies in the unit of the model.
template <class V>
struct Renormalized {
    V w;    ///< w~ = omega + Gamma <g0>
    V D;    ///< D~ = Delta + Gamma <F>
    V B;    ///< B~ = B + Gamma <G>
    V d;    ///< d = Gamma <f_x>
    V det;  ///< x z + y^2 of the dressing (self_energy.hpp), 1 without scattering
    Invariants<V> in;
};

/// Without scattering: w~ = omega, D~ = Delta, B~ = B, d = 0.
template <class V>
MIRAGE_INLINE Renormalized<V> bare_amplitudes(V omega, const PairingModel& m) {
    const V zero = 0.0 * omega;
    return {omega,
            zero + m.Delta,
            zero + m.B,
            zero,
            zero + 1.0,
            {omega * omega + m.Delta * m.Delta, zero + m.B * m.B, omega * m.B, zero + square(m.Delta * m.B)}};
}

}  // namespace mirage
