#pragma once
// One direction of any state with the fifteenth coordinate: q of
//   X = ... + i q tau1,
// the phase by which pairs are turned against the order parameter. Theory page, section 10.
//
// In the six invariants of general_invariants.hpp it stands with the other pair amplitudes,
//   N -> N - q^2,   P -> P - q y.g,   E -> E - q h.y,
//   Q -> Q - |D d - q y|^2 + D^2 d.d + |d x h + q g|^2 - |d x h|^2,
// so that r stays the same where (D, i q) and (d, i y) are turned about tau3 by one angle.

#include "propagator/general_terms.hpp"

namespace mirage {

inline constexpr int general_q = general_all, turning_all = general_all + 1;

/// With q: dh stands for d x h + q g, e for w h + D d - q y.
template <class V>
struct TurningInvariants : GeneralInvariants<V> {
    V q;
    Vector3<V> Dd_qy;  ///< D d - q y
};

template <class V>
MIRAGE_INLINE TurningInvariants<V> turning_invariants(const V (&x)[turning_all]) {
    TurningInvariants<V> in{general_invariants(x), x[general_q], {}};
    const V q = in.q, dy = dot(in.d, in.y), g_dh = dot(in.g, in.dh);
    in.N = in.N - q * q;
    in.P = in.P - q * in.yg;
    in.E = in.E - q * dot(in.h, in.y);
    in.Q = in.Q + q * (2.0 * (in.D * dy + g_dh) + q * (dot(in.g, in.g) - dot(in.y, in.y)));
    for (int i = 0; i < 3; ++i) {
        const V qy = q * in.y.at[i];
        in.dh.at[i] = in.dh.at[i] + q * in.g.at[i];
        in.e.at[i] = in.e.at[i] - qy;
        in.Dd_qy.at[i] = in.D * in.d.at[i] - qy;
    }
    return in;
}

/// Gradient of a combination of the invariants in all coordinates but w.
template <class V>
MIRAGE_INLINE void combined_gradient(const TurningInvariants<V>& in, const InvariantFactors<V>& c, V* to) {
    const GeneralInvariants<V>& without = in;
    combined_gradient(without, c, to);
    const V q = in.q, q_E = q * c.E, q_P = q * c.P, Q2 = 2.0 * c.Q, q_Q2 = q * Q2;
    to[general_D] += q_Q2 * dot(in.d, in.y);
    for (int i = 0; i < 3; ++i) {
        const V y = in.y.at[i];
        to[general_h + i] += -(q_E * y);
        to[general_d + i] += q_Q2 * in.D * y;
        to[general_g + i] += q_Q2 * in.dh.at[i] - q_P * y;
        to[general_y + i] += q_Q2 * in.Dd_qy.at[i] - q_E * in.h.at[i];
    }
    to[general_q] =
        Q2 * (dot(in.g, in.dh) + dot(in.y, in.Dd_qy)) - 2.0 * (q * c.N) - c.E * dot(in.h, in.y) - c.P * in.yg;
}

/// Second derivatives with q.
template <int n, class V>
MIRAGE_INLINE void add_phase_row(const TurningInvariants<V>& in, const InvariantFactors<V>& c,
                                 const CurvatureBlocks<V, n>& to) {
    const V Q2 = 2.0 * c.Q;
    const Vector3<V> gd = cross(in.g, in.d), hg = cross(in.h, in.g);
    const auto at = [&to](int i) -> V& { return to.to[pair_index(n, i, general_q)]; };
    at(general_q) += Q2 * (dot(in.g, in.g) - dot(in.y, in.y)) - 2.0 * c.N;
    at(general_D) += Q2 * dot(in.d, in.y);
    for (int i = 0; i < 3; ++i) {
        const V y = in.y.at[i], qg = in.q * in.g.at[i];
        at(general_h + i) += Q2 * gd.at[i] - c.E * y;
        at(general_d + i) += Q2 * (in.D * y + hg.at[i]);
        at(general_g + i) += Q2 * (in.dh.at[i] + qg) - c.P * y;
        at(general_y + i) += Q2 * (in.Dd_qy.at[i] - in.q * y) - c.E * in.h.at[i] - c.P * in.g.at[i];
    }
}

/// Adds the second derivatives of the combination.
template <int n, class V>
MIRAGE_INLINE void add_curvature(const TurningInvariants<V>& in, const InvariantFactors<V>& c,
                                 const CurvatureBlocks<V, n>& to) {
    static_assert(n == turning_all);
    const GeneralInvariants<V>& without = in;
    add_curvature<n>(without, c, to);
    const V q = in.q, q_Q2 = q * (2.0 * c.Q);
    to.with_D(general_d, q_Q2, in.y);
    to.with_D(general_y, q_Q2, in.d);
    to.unit(general_h, general_y, -(q * c.E));
    to.unit(general_g, general_y, -(q * c.P));
    to.unit(general_d, general_y, q_Q2 * in.D);
    to.unit(general_g, general_g, q_Q2 * q);
    to.unit(general_y, general_y, -(q_Q2 * q));
    to.axial(general_h, general_d, -q_Q2, in.g);
    to.axial(general_h, general_g, q_Q2, in.d);
    to.axial(general_d, general_g, -q_Q2, in.h);
    add_phase_row<n>(in, c, to);
}

/// r with gradient and Hessian in the first n coordinates: all fifteen, or 8 where q is zero.
template <int n, class V>
MIRAGE_INLINE DirectionTerms<V, n> general_terms(const V (&x)[turning_all]) {
    if constexpr (n == turning_all)
        return terms_of_invariants<n>(turning_invariants(x));
    else
        return terms_of_invariants<n>(general_invariants(x));
}
template <class V>
MIRAGE_INLINE DirectionTerms<V, turning_all> general_terms(const V (&x)[turning_all]) {
    return general_terms<turning_all>(x);
}

}  // namespace mirage
