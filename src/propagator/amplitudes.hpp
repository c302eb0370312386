#pragma once
// The amplitudes of one frequency that the propagator of a direction depends on, renormalised by scattering.

#include "mirage/model/pairing_model.hpp"
#include "propagator/generating_function.hpp"

namespace mirage {

/// Renormalised amplitudes with their invariants.
template <class V>
struct Renormalized {
    V w, D, B, d;
    V det;
    Invariants<V> in;
};

/// Without scattering: nothing is renormalised.
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
