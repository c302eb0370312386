#pragma once
// One direction of the averages of pair_averages.hpp, with all derivatives in closed form.

#include "numeric/complex_lane.hpp"

namespace mirage {

/// A function of B^2 and W, and its derivatives.
template <class V>
struct PairTerm {
    Complex<V> value, W, WW, B2, B2W;
};

/// V = (u + g_x^2)/A at W, u = W^2, and its derivatives, from those in u: with E = u + g_x^2, c = g^2 -
/// g_x^2, p = c g_x^2 and A = E (E - g_x^2 + c + B^2) - p,
///   dV/du = -(E^2 + p)/A^2,   d2V/du2 = 2 [E^3 + 3 p E + p (c - g_x^2 + B^2)]/A^3,   dV/dB^2 = -V^2.
template <class V>
MIRAGE_INLINE PairTerm<V> pair_term(Complex<V> W, V gx2, double g2, double B2) {
    const Complex<V> u = W * W, E = u + gx2;
    const V c = g2 - gx2, p = c * gx2;
    const Complex<V> over_A = 1.0 / (u * (u + g2) + E * B2);
    const Complex<V> over_A2 = over_A * over_A, E2 = E * E;
    PairTerm<V> t;
    t.value = E * over_A;
    const Complex<V> du = -((E2 + p) * over_A2);
    const Complex<V> duu = ((E2 + 3.0 * p) * E + p * (c - gx2 + B2)) * over_A2 * over_A * 2.0;
    t.W = W * du * 2.0;
    t.WW = (du + u * duu * 2.0) * 2.0;
    t.B2 = -(t.value * t.value);
    t.B2W = t.value * t.W * (-2.0);
    return t;
}

/// f W and f/W, of which the derivatives with respect to W follow by the rule of products.
template <class V>
MIRAGE_INLINE PairTerm<V> times(const PairTerm<V>& f, Complex<V> W) {
    return {f.value * W, f.value + f.W * W, f.W * 2.0 + f.WW * W, f.B2 * W, f.B2 + f.B2W * W};
}

template <class V>
MIRAGE_INLINE PairTerm<V> over(const PairTerm<V>& f, Complex<V> W) {
    const Complex<V> inverse = 1.0 / W;
    PairTerm<V> t;
    t.value = f.value * inverse;
    t.W = (f.W - t.value) * inverse;
    t.WW = (f.WW - t.W * 2.0) * inverse;
    t.B2 = f.B2 * inverse;
    t.B2W = (f.B2W - t.B2) * inverse;
    return t;
}

/// Sums over directions of real parts, dW/dQ = i v.
template <class V>
struct PairTermSums {
    V value = 0.0, B2 = 0.0, Q = 0.0, QQ = 0.0, B2Q = 0.0;

    MIRAGE_INLINE void add(const PairTerm<V>& f, V v, V weight) {
        const V of_v = weight * v;
        value += weight * f.value.re;
        B2 += weight * f.B2.re;
        Q += -(of_v * f.W.im);
        QQ += -(of_v * v * f.WW.re);
        B2Q += -(of_v * f.B2W.im);
    }
};

}  // namespace mirage
