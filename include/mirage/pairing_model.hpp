#pragma once
// The model at one Delta and the amplitudes at one frequency, from which everything else is averaged.

#include "mirage/direction_average.hpp"

namespace mirage {

/// The model at one Delta, energies in any common unit.
struct PairingModel {
    double Delta = 0.0;
    double B = 0.0;
    double beta = 0.0;
    double gamma = 0.0;
    double alpha = 0.0;
    double digits = 13.0;  ///< decimal digits of the average over directions
};

/// Renormalised amplitudes.
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
    return {omega, zero + m.Delta, zero + m.B, zero, zero + 1.0,
            {omega * omega + m.Delta * m.Delta, zero + m.B * m.B, omega * m.B, zero + square(m.Delta * m.B)}};
}

/// Average over directions, with as many of them as the frequency needs.
template <class V>
MIRAGE_INLINE DirectionAverage<V> average(const Renormalized<V>& a, const PairingModel& m, int& directions) {
    const V g2 = 0.0 * a.w + (m.alpha * m.alpha + m.beta * m.beta);
    if (m.alpha == 0.0) return average_without_rashba(a.in, a.w, a.D, g2);
    const RootRange<V> range = root_range(a.in, g2, 0.0 * a.w + m.alpha * m.alpha);
    const MidpointRule& rule = midpoint_rule(directions_for(largest_lane(range.t_max), m.digits));
    directions = rule.count > directions ? rule.count : directions;
    return average_with_rashba(a.in, range, a.w, a.D, g2, m.beta, rule);
}

}  // namespace mirage
