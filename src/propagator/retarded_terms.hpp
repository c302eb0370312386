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
        if (!any(squared_modulus(change) > 1e-16 * squared_modulus(x))) break;  // cubic
    }
    return x;
}

/// The Newton step, 0 where it is not short.
template <class V>
MIRAGE_INLINE Complex<V> polishing_step(const Cubic<Complex<V>>& p, Complex<V> x) {
    using C = Complex<V>;
    const C f = p.value(x), f1 = p.slope(x);
    const auto simple = squared_modulus(f) < 1e-4 * (squared_modulus(f1) * squared_modulus(x));
    return choose(simple, f / choose(simple, f1, 0.0 * f + 1.0), 0.0 * f);
}

/// At most three of them, until one is so short that the next would be rounding.
template <class V>
MIRAGE_INLINE Complex<V> polished(const Cubic<Complex<V>>& p, Complex<V> x) {
    for (int step = 0; step < 3; ++step) {
        const Complex<V> change = polishing_step(p, x);
        x = x - change;
        if (!any(squared_modulus(change) > 1e-18 * squared_modulus(x))) break;
    }
    return x;
}

/// The root with the larger real part of the cubic without its last coefficient, divided by u: that of a
/// direction without g_x.
template <class V>
MIRAGE_INLINE Complex<V> root_without_last(const Cubic<Complex<V>>& p) {
    return 0.5 * (square_root(p.a2 * p.a2 - 4.0 * p.a1) - p.a2);
}

/// The root with the largest |Re sqrt u| of the cubic, given in u and in v = u - w^2. Laguerre's steps find
/// one of the three, the other two are those of the quadratic that is left; the right one is polished in the
/// smaller of u and v. Error a few ulp, divided by the distance to the next root.
template <class V>
MIRAGE_INLINE CubicRootWithSlope<Complex<V>> retarded_root(const Cubic<Complex<V>>& in_u,
                                                           const Cubic<Complex<V>>& in_v, Complex<V> w2) {
    using C = Complex<V>;
    const V size_0 = squared_modulus(in_u.a0);
    const C zero = 0.0 * w2;
    C u = zero;
    if (any(size_0 > 0.0)) u = choose(size_0 > 0.0, laguerre_root(in_u, root_without_last(in_u)), zero);
    // (u - u1)(u^2 + b u + c), c = -a0/u1 (a1 + ... where u1 is zero); b from the end of the polynomial that
    // does not cancel: the small roots are accurate relative to themselves
    const auto finite = squared_modulus(u) > 0.0;
    const C divisor = choose(finite, u, 0.0 * u + 1.0);
    const C product = choose(finite, -in_u.a0 / divisor, in_u.a1 + u * (in_u.a2 + u));
    const V size_u = squared_modulus(u);
    const auto large = size_u * size_u * size_u > size_0;
    const C half = -0.5 * choose(large, (product - in_u.a1) / divisor, in_u.a2 + u);
    u = largest_real_root(u, half, product);
    const C rough = u - w2;
    const auto near = squared_modulus(rough) < squared_modulus(u);
    const Cubic<C> p{choose(near, in_v.a2, in_u.a2), choose(near, in_v.a1, in_u.a1),
                     choose(near, in_v.a0, in_u.a0)};
    const C x = polished(p, choose(near, rough, u));
    return {choose(near, w2 + x, x), choose(near, x, x - w2), p.slope(x)};
}

/// Of a state whose field lies along x.
template <class V, class At>
MIRAGE_INLINE InPlaneRoot<Complex<V>> in_plane_root(const Complex<V> (&x)[6],
                                                    const InPlaneInvariants<Complex<V>>& in, const At& at,
                                                    const Cubic<Complex<V>>& p) {
    using C = Complex<V>;
    const C w2 = x[in_plane_w] * x[in_plane_w];
    const Cubic<C> in_u{in.b2 + in.g2 - in.pair - w2, at.gx2 * in.b2 - in.e * in.e - w2 * in.g2 - in.mixed,
                        -(at.gx2 * (in.e * in.e))};
    const CubicRootWithSlope<C> root = retarded_root(in_u, p, w2);
    return {root.u, root.v, root.slope};
}

/// Of any state.
template <class V>
MIRAGE_INLINE GeneralRoot<Complex<V>> general_root(const GeneralInvariants<Complex<V>>& in,
                                                   const Cubic<Complex<V>>& p) {
    using C = Complex<V>;
    const C w2 = in.w * in.w;
    const CubicRootWithSlope<C> root = retarded_root(general_cubic_in_u(in), p, w2);
    return {root.u, root.v, root.slope};
}

}  // namespace mirage
