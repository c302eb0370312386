#pragma once
// The generating function at real energies, omega = eta - i E: the right root of the same cubic with complex
// invariants. Theory page eqs. (3), (10a).
//
// X = -iM has four eigenvalues whose sum vanishes, and r = (x_1 + x_2 - x_3 - x_4)/4 pairs those with
// Re x > 0: among the three roots u of the cubic, the one with the largest |Re sqrt u|. For eta > 0 no
// eigenvalue is imaginary and the choice is unique.
//
// Near the mirage gap ([T]), E close to |g|, everything happens in differences far smaller than E^2. With
// v = u + g2 (not the v of self_energy.hpp) and
//   t = s + g2,  c = b2 g2 + e^2 = b2 t - kappa,  chi = s + gx2,  x = s - u = t - v
// the cubic is x^3 - (s + t + b2) x^2 + (s t + chi b2 + kappa) x - chi kappa: the root found in u is polished
// in x there.

#include "numeric/complex_lane.hpp"
#include "propagator/generating_function.hpp"

namespace mirage {

/// Invariants with the differences that cancel near the mirage gap. k^2 = kappa, k = w~ d - D~ B~.
template <class C>
struct RetardedInvariants : Invariants<C> {
    C k;  ///< w~ d - D~ B~
    C t;  ///< s + g2
};

/// From w~, D~, B~, d and g = sqrt(g2). w~^2 + g2 as (g - |Im w~|)(g + |Im w~|) + ...: exact where E is close
/// to g.
template <class V>
MIRAGE_INLINE RetardedInvariants<Complex<V>> retarded_invariants(Complex<V> w, Complex<V> D, Complex<V> B,
                                                                 Complex<V> d, double g) {
    RetardedInvariants<Complex<V>> in;
    in.s = w * w + D * D;
    in.b2 = B * B + d * d;
    in.e = w * B + D * d;
    in.k = w * d - D * B;
    in.kappa = in.k * in.k;
    in.t = Complex<V>((g - w.im) * (g + w.im) + w.re * w.re, 2.0 * w.re * w.im) + D * D;
    return in;
}

/// The right root of the cubic P, and dP/du there.
template <class V>
struct RetardedRoot : RootFactors<Complex<V>> {
    Complex<V> P_u;  ///< dP/du
};

/// gx2 = 0: the quadratic u^2 - A u - (e^2 + s g2) = 0, A = s - g2 - b2, or v^2 - (t - b2) v - c = 0. Both
/// have the discriminant R^2 = (t + b2 - 2 k)(t + b2 + 2 k), R = 2 u - A. All factors free of cancellation.
template <class V>
MIRAGE_INLINE RetardedRoot<V> retarded_root_without_rashba(const RetardedInvariants<Complex<V>>& in,
                                                           double g2) {
    using C = Complex<V>;
    const C A = in.s - g2 - in.b2, A_v = in.t - in.b2;
    const C R = square_root((in.t + in.b2 - 2.0 * in.k) * (in.t + in.b2 + 2.0 * in.k));
    const auto u_adds = A.re * R.re + A.im * R.im >= 0.0;
    const auto v_adds = A_v.re * R.re + A_v.im * R.im >= 0.0;
    const C u_large = 0.5 * (A + choose(u_adds, R, -R)), u_small = -(in.e * in.e + in.s * g2) / u_large;
    const C v_large = 0.5 * (A_v + choose(v_adds, R, -R));
    const C v_small =
        (in.kappa - in.b2 * in.t) / choose(squared_modulus(v_large) > 0.0, v_large, 0.0 * v_large + 1.0);
    const C u_plus = choose(u_adds, u_large, u_small), u_minus = choose(u_adds, u_small, u_large);
    const C v_plus = choose(v_adds, v_large, v_small), v_minus = choose(v_adds, v_small, v_large);
    const auto plus = square_of_real_root(u_plus) >= square_of_real_root(u_minus);
    const C u = choose(plus, u_plus, u_minus);
    return {{u, choose(plus, v_plus, v_minus), u}, u * choose(plus, R, -R)};
}

/// gx2 >= 0, gp2 = g2 - gx2, started at any guess: Laguerre steps to one root, the other two from the
/// quadratic that is left, the right one of the three polished. Error a few ulp, divided by the distance to
/// the next root.
template <class V>
MIRAGE_INLINE RetardedRoot<V> retarded_root_with_rashba(const RetardedInvariants<Complex<V>>& in, V gx2,
                                                        V gp2, double g2,
                                                        const RootFactors<Complex<V>>& guess) {
    using C = Complex<V>;
    const C e2 = in.e * in.e;
    const C c2 = in.b2 - in.s + g2, c1 = gx2 * in.b2 - e2 - g2 * in.s, c0 = -gx2 * e2;
    C x = guess.u;
    for (int step = 0; step < 30; ++step) {
        const C P = ((x + c2) * x + c1) * x + c0;
        const C P1 = (3.0 * x + 2.0 * c2) * x + c1;
        const C P2 = 6.0 * x + 2.0 * c2;
        const C R = square_root(4.0 * P1 * P1 - 6.0 * P * P2);
        const C denominator = P1 + choose(P1.re * R.re + P1.im * R.im >= 0.0, R, -R);
        const auto stuck = squared_modulus(denominator) <= 0.0;
        const C change = 3.0 * P / choose(stuck, 0.0 * P + 1.0, denominator);
        x = x - change;
        if (!any(squared_modulus(change) > 1e-22 * squared_modulus(x))) break;
    }
    // x^2 + (c2 + x1) x - c0/x1, or with c1 where x1 is zero
    const C half = -0.5 * (c2 + x);
    const auto finite = squared_modulus(x) > 0.0;
    const C product = choose(finite, -c0 / choose(finite, x, 0.0 * x + 1.0), c1 + x * (c2 + x));
    x = largest_real_root(x, half, product);
    // polished as a root of x^3 + k2 x^2 + k1 x + k0, x = s - u near the mirage gap, else x = u
    const auto near = squared_modulus(in.t) < squared_modulus(in.s);
    const C chi = in.s + gx2;
    const C k2 = choose(near, -(in.s + in.t + in.b2), c2);
    const C k1 = choose(near, in.s * in.t + chi * in.b2 + in.kappa, c1);
    const C k0 = choose(near, -chi * in.kappa, c0);
    x = choose(near, in.s - x, x);
    C P_x = (3.0 * x + 2.0 * k2) * x + k1;
    for (int step = 0; step < 3; ++step) {
        const C P = ((x + k2) * x + k1) * x + k0;
        const auto simple = squared_modulus(P_x) > 1e-200;
        x = x - choose(simple, P / choose(simple, P_x, 0.0 * x + 1.0), 0.0 * x);
        P_x = (3.0 * x + 2.0 * k2) * x + k1;
    }
    RetardedRoot<V> root;
    root.u = choose(near, in.s - x, x);
    root.v = choose(near, in.t - x, x + g2);
    root.h = choose(gx2 < gp2, root.u + gx2, root.v - gp2);
    root.P_u = P_x;
    return root;
}

}  // namespace mirage
