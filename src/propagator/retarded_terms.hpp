#pragma once
// One direction at real energies, omega = eta - i E: the coordinates of in_plane_terms.hpp and
// general_terms.hpp are complex, and the root of the same cubic is another choice. Theory page, section 9.
//
// r = (x_1 + x_2 - x_3 - x_4)/4 pairs the eigenvalues of X with Re x > 0: among the three roots u = r^2 the
// one with the largest |Re sqrt u|. in_plane_terms and general_terms take Complex<V> where this file is
// included.

#include "numeric/complex_lane.hpp"
#include "propagator/general_terms.hpp"
#include "propagator/in_plane_terms.hpp"

namespace mirage {

/// A root u = v + w^2 with the slope of its cubic.
template <class C>
struct CubicRootWithSlope {
    C u, v, slope;
};

/// A root of the cubic by Laguerre's steps.
template <class V>
MIRAGE_INLINE Complex<V> laguerre_root(const Cubic<Complex<V>>& p, Complex<V> x) {
    using C = Complex<V>;
    for (int step = 0; step < 30; ++step) {
        const C f = p.value(x), f1 = p.slope(x), f2 = 6.0 * x + 2.0 * p.a2;
        const C R = square_root(4.0 * f1 * f1 - 6.0 * f * f2);
        const C sum = f1 + choose(f1.re * R.re + f1.im * R.im >= 0.0, R, -R);
        const auto stuck = squared_modulus(sum) <= 0.0;
        const C change = 3.0 * f / choose(stuck, 0.0 * f + 1.0, sum);
        x = x - change;
        if (!any(squared_modulus(change) > 1e-22 * squared_modulus(x))) break;
    }
    return x;
}

/// One Newton step where it is short.
template <class V>
MIRAGE_INLINE Complex<V> polished(const Cubic<Complex<V>>& p, Complex<V> x) {
    using C = Complex<V>;
    const C f = p.value(x), f1 = p.slope(x);
    const auto simple = squared_modulus(f) < 1e-4 * (squared_modulus(f1) * squared_modulus(x));
    return x - choose(simple, f / choose(simple, f1, 0.0 * f + 1.0), 0.0 * f);
}

/// The larger root of u^2 + a2 u + a1, from which the smaller one follows as a1 over it without cancellation.
template <class C>
MIRAGE_INLINE C larger_quadratic_root(const C& a2, const C& a1) {
    const C half = -0.5 * a2, R = square_root(half * half - a1);
    return half + choose(half.re * R.re + half.im * R.im >= 0.0, R, -R);
}

/// The root with the largest |Re sqrt u| of the cubic, given in u and in v = u - w^2, from a guess at any
/// root: the other two from the quadratic that is left; the right one polished in the smaller of u and v.
/// Error a few ulp, divided by the distance to the next root.
template <class V>
MIRAGE_INLINE CubicRootWithSlope<Complex<V>> retarded_root(const Cubic<Complex<V>>& in_u,
                                                           const Cubic<Complex<V>>& in_v, Complex<V> w2,
                                                           Complex<V> guess) {
    using C = Complex<V>;
    // one root and the quadratic u^2 + (a2 + u1) u - a0/u1 of the others; where one root is 0 that of the
    // others
    const C one = 0.0 * in_u.a2 + 1.0, first = laguerre_root(in_u, guess);
    const auto zero = (squared_modulus(in_u.a0) <= 0.0) | (squared_modulus(first) <= 0.0);
    const C product = choose(zero, in_u.a1, -in_u.a0 / choose(zero, one, first));
    const C second = larger_quadratic_root(choose(zero, in_u.a2, in_u.a2 + first), product);
    const auto apart = squared_modulus(second) > 0.0;
    const C third = choose(apart, product / choose(apart, second, one), 0.0 * one);
    C u = choose(zero, 0.0 * one, first);
    V most = square_of_real_root(u);
    for (const C& other : {polished(in_u, second), polished(in_u, third)}) {
        const V size = square_of_real_root(other);
        u = choose(size > most, other, u);
        most = larger(size, most);
    }
    const C rough = u - w2;
    const auto near = squared_modulus(rough) < squared_modulus(u);
    const Cubic<C> p{choose(near, in_v.a2, in_u.a2), choose(near, in_v.a1, in_u.a1),
                     choose(near, in_v.a0, in_u.a0)};
    C x = choose(near, rough, u);
    for (int step = 0; step < 3; ++step) x = polished(p, x);
    return {choose(near, w2 + x, x), choose(near, x, x - w2), p.slope(x)};
}

/// Of a state whose field lies along x.
template <class V>
MIRAGE_INLINE InPlaneRoot<Complex<V>> in_plane_root(const Complex<V> (&x)[6],
                                                    const InPlaneInvariants<Complex<V>>& in,
                                                    const InPlaneDirection& at, const Cubic<Complex<V>>& p) {
    using C = Complex<V>;
    const C w2 = x[in_plane_w] * x[in_plane_w];
    const Cubic<C> in_u{in.b2 + in.g2 - in.pair - w2, at.gx2 * in.b2 - in.e * in.e - w2 * in.g2 - in.mixed,
                        -(at.gx2 * (in.e * in.e))};
    const CubicRootWithSlope<C> root = retarded_root(in_u, p, w2, w2 + in.pair);
    return {root.u, root.v, root.slope};
}

/// Of any state.
template <class V>
MIRAGE_INLINE GeneralRoot<Complex<V>> general_root(const GeneralInvariants<Complex<V>>& in,
                                                   const Cubic<Complex<V>>& p) {
    using C = Complex<V>;
    const C w2 = in.w * in.w, P = in.w * in.A + in.P;
    const Cubic<C> in_u{in.H - in.N - w2, in.Q + in.A * in.A - w2 * in.H - 2.0 * (in.w * in.E), -(P * P)};
    const CubicRootWithSlope<C> root = retarded_root(in_u, p, w2, w2 + in.pair);
    return {root.u, root.v, root.slope};
}

}  // namespace mirage
