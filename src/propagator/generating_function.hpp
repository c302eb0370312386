#pragma once
// One direction of the Fermi surface: the generating function r = Tr[X sgn X]/4, whose gradient is the
// propagator, with its gradient and Hessian in the invariants of a frequency. Theory page (README.md here)
// eqs. (2) to (3b).
//
// With the renormalised frequency, gap, field and triplet field w~, D~, B~, d, r depends on
//   s = w~^2 + D~^2,  b2 = B~^2 + d^2,  e = w~ B~ + D~ d   and on   gx2 = g_x^2,  g2 = g_x^2 + g_perp^2:
// r = sqrt(u), u the only positive root of
//   P(u) = u (u + g2)(u - s) + (u + gx2)(b2 u - e^2) = 0,   e^2/b2 <= u <= s.
// Everything small is formed from kappa = s b2 - e^2 = (w~ d - D~ B~)^2 and sums of positive terms:
//   s - u = h kappa/(p + h b2),  b2 u - e^2 = p kappa/(p + h b2),  p = u (u + g2),  h = u + gx2.
// Any unit of energy; the engine uses Delta0. V: double, a pack of doubles, Complex of either.

#include "numeric/lane.hpp"

namespace mirage {

/// What r depends on at one frequency, eq. (2b). kappa = s b2 - e^2 is passed beside the rest because it must
/// not be formed by that difference.
template <class V>
struct Invariants {
    V s, b2, e, kappa;
};

/// Gradient and Hessian in (s, b2, e), of r or of its average over directions; b stands for b2. Propagator:
///   g0 = 2 w~ s + B~ e,  F = 2 D~ s + d e,  G = -(2 B~ b + w~ e),  f_x = -(2 d b + D~ e).
template <class V>
struct InvariantDerivatives {
    V s, b, e;
    V ss, sb, se, bb, be, ee;
};

/// All zero; `zero` names the type.
template <class V>
MIRAGE_INLINE InvariantDerivatives<V> no_derivatives(V zero) {
    return {zero, zero, zero, zero, zero, zero, zero, zero, zero};
}

/// sum += weight f; a weight may be real where V is complex.
template <class V, class W>
MIRAGE_INLINE void add_derivatives(InvariantDerivatives<V>& sum, W weight, const InvariantDerivatives<V>& f) {
    sum.s += weight * f.s;
    sum.b += weight * f.b;
    sum.e += weight * f.e;
    sum.ss += weight * f.ss;
    sum.sb += weight * f.sb;
    sum.se += weight * f.se;
    sum.bb += weight * f.bb;
    sum.be += weight * f.be;
    sum.ee += weight * f.ee;
}

/// r with its derivatives at one root.
template <class V>
struct GeneratingFunction : InvariantDerivatives<V> {
    V r;
    V h_over_Q;    ///< h/Q, Q = r P_u
    V P_u_over_r;  ///< P_u = dP/du, over r
};

/// A root of the cubic with what was needed to find it.
template <class V>
struct CubicRoot {
    V u;    ///< the root
    V gx2;  ///< g_x^2 of its direction
    V gp2;  ///< g_perp^2 of its direction
    V q;    ///< b2 u - e^2, without cancellation
};

/// The direction with g_x = 0, where the cubic is u times a quadratic.
template <class V>
struct QuadraticRoot {
    V u;  ///< positive root of u^2 - (s - g2 - b2) u - (e^2 + s g2) = 0, relative accuracy a few ulp
    V R;  ///< root of its discriminant: dP/du = u R
};

/// gx2 = 0. Without cancellation for either sign of s - g2 - b2.
template <class V>
MIRAGE_INLINE QuadraticRoot<V> root_without_rashba(const Invariants<V>& in, V g2) {
    const V A = in.s - g2 - in.b2;
    const V product = in.e * in.e + in.s * g2;
    const V R = square_root(A * A + 4.0 * product);
    return {choose(A > 0.0, 0.5 * (A + R), 2.0 * product / (R + absolute(A))), R};
}

/// Positive root of the cubic for any gx2 >= 0, from its upper bound, the root at gx2 = 0. Laguerre steps
/// kept inside a shrinking bracket: 3 to 6 steps, relative accuracy a few ulp.
template <class V>
MIRAGE_INLINE V root_with_rashba(const Invariants<V>& in, V gx2, V g2, V upper) {
    const V e2 = in.e * in.e;
    V low = choose(in.b2 > 0.0, e2 / in.b2, in.s);
    low = smaller(low, upper);
    V high = upper;
    V u = upper;
    for (int step = 0; step < 60; ++step) {
        const V h = u + gx2;
        const V p = u * (u + g2);
        const V eps = in.s - u;
        const V q = choose(u + u > in.s, in.kappa - in.b2 * eps, in.b2 * u - e2);
        const V P = h * q - p * eps;
        const V P1 = p + q + h * in.b2 - (2.0 * u + g2) * eps;
        const V P2 = 2.0 * (3.0 * u + g2 + in.b2 - in.s);
        high = choose(P > 0.0, u, high);
        low = choose(P > 0.0, low, u);
        const V radicand = larger(4.0 * P1 * P1 - 6.0 * P * P2, 0.0 * u);
        V next = u - 3.0 * P / (P1 + square_root(radicand));
        const V middle = 0.5 * (low + high);
        next = choose((next >= low) & (next <= high), next, middle);
        const V change = absolute(next - u);
        u = next;
        if (!any(change > 1e-15 * u)) break;
        if (step > 4 && !any((change > 4e-15 * u) & (high - low > 4e-15 * u))) break;
    }
    return u;
}

/// A root u of the cubic with the two factors that must not be formed by cancelling differences: v = u + g2,
/// h = u + gx2.
template <class V>
struct RootFactors {
    V u, v, h;
};

/// r with its derivatives at a root, given dP/du over u, r and 1/Q there. With u_i = du/di = -P_i/P_u:
///   r_i = u_i/(2 r), eq. (3a),  r_ij = -[P_ij + P_ui u_j + P_uj u_i + (P_uu + P_u/(2 u)) u_i u_j]/(2 r P_u).
/// V may be complex (real energies).
template <class V>
MIRAGE_INLINE GeneratingFunction<V> derivatives_at(const Invariants<V>& in, const RootFactors<V>& root,
                                                   V P_u_over_u, V r, V over_Q) {
    const V u = root.u, h = root.h;
    const V p = u * root.v;
    GeneratingFunction<V> f;
    f.r = r;
    f.P_u_over_r = P_u_over_u * r;
    const V half_over_Q = 0.5 * over_Q;
    const V over_P_u = f.r * over_Q;
    f.h_over_Q = over_Q * h;
    f.s = p * half_over_Q;
    f.b = -u * h * half_over_Q;
    f.e = in.e * f.h_over_Q;

    const V u_s = p * over_P_u;
    const V u_b = -u * h * over_P_u;
    const V u_e = 2.0 * in.e * h * over_P_u;
    const V P_us = -(u + root.v);
    const V P_ub = u + h;
    const V P_ue = -2.0 * in.e;
    const V curvature = 2.0 * (2.0 * u + root.v + in.b2 - in.s) + 0.5 * P_u_over_u;
    f.ss = -half_over_Q * (u_s * (2.0 * P_us + curvature * u_s));
    f.sb = -half_over_Q * (P_us * u_b + P_ub * u_s + curvature * u_s * u_b);
    f.se = -half_over_Q * (P_us * u_e + P_ue * u_s + curvature * u_s * u_e);
    f.bb = -half_over_Q * (u_b * (2.0 * P_ub + curvature * u_b));
    f.be = -half_over_Q * (P_ub * u_e + P_ue * u_b + curvature * u_b * u_e);
    f.ee = -half_over_Q * (u_e * (2.0 * P_ue + curvature * u_e) - 2.0 * h);
    return f;
}

template <class V>
MIRAGE_INLINE GeneratingFunction<V> derivatives_at(const Invariants<V>& in, const RootFactors<V>& root,
                                                   V P_u_over_u) {
    const V r = square_root(root.u);
    return derivatives_at(in, root, P_u_over_u, r, 1.0 / (root.u * (P_u_over_u * r)));
}

/// On the Matsubara axis: P_u/u = u + g2 + h e^2/u^2 + q g_perp^2/(u (u + g2)), a sum of positive terms, so
/// that the gradient keeps a relative accuracy of a few ulp. `over_p` is 1/(u (u + g2)). Domain: u > 0.
template <class V>
MIRAGE_INLINE V slope_over_root(const Invariants<V>& in, const CubicRoot<V>& root, V g2, V over_p) {
    const V v = root.u + g2;
    const V e_over_u = in.e * (v * over_p);
    return v + (root.u + root.gx2) * e_over_u * e_over_u + root.q * root.gp2 * over_p;
}

template <class V>
MIRAGE_INLINE GeneratingFunction<V> generating_function(const Invariants<V>& in, const CubicRoot<V>& root,
                                                        V g2) {
    const V u = root.u, v = u + g2;
    return derivatives_at(in, {u, v, u + root.gx2}, slope_over_root(in, root, g2, 1.0 / (u * v)));
}

/// r with its derivatives, and what the averages over directions need beside them.
template <class V>
struct DirectionFunction : GeneratingFunction<V> {
    V den;         ///< p + h b2
    V over_den_r;  ///< 1/[(p + h b2)(r + w~)]
};

/// The same from dP/du over u, by one division for all.
template <class V>
MIRAGE_INLINE DirectionFunction<V> direction_function(const Invariants<V>& in, const RootFactors<V>& root,
                                                      V P_u_over_u, V w) {
    const V r = square_root(root.u);
    const V Q = root.u * (P_u_over_u * r);
    const V den = root.u * root.v + root.h * in.b2;
    const V den_r = den * (r + w);
    const V over_both = 1.0 / (Q * den_r);
    return {derivatives_at(in, root, P_u_over_u, r, over_both * den_r), den, over_both * Q};
}

}  // namespace mirage
