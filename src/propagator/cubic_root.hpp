#pragma once
// The largest real root of a cubic on the Matsubara axis, from an upper bound.

#include "numeric/complex_lane.hpp"

namespace mirage {

/// p(v) = v^3 + a2 v^2 + a1 v + a0.
template <class V>
struct Cubic {
    V a2, a1, a0;

    MIRAGE_INLINE V value(V v) const { return ((v + a2) * v + a1) * v + a0; }
    MIRAGE_INLINE V slope(V v) const { return (3.0 * v + 2.0 * a2) * v + a1; }
};

/// The largest real root, at most `upper` and at least `lower`, to a few ulp of itself. Halley's steps, kept
/// between the bounds; where one leaves them Newton's, which does not above the largest root: other pairings
/// of the eigenvalues have a smaller Re u, so that p is convex there.
template <class V>
MIRAGE_INLINE V largest_root(const Cubic<V>& p, V lower, V upper) {
    constexpr int max_steps = 60;
    V low = lower, high = upper, v = upper;
    for (int step = 0; step < max_steps; ++step) {
        const V f = p.value(v), f1 = p.slope(v), f2 = 6.0 * v + 2.0 * p.a2;
        high = choose(f > 0.0, smaller(v, high), high);
        low = choose(f > 0.0, low, larger(v, low));
        const V halley = v - 2.0 * f * f1 / (2.0 * f1 * f1 - f * f2);
        const V newton = v - f / f1;
        V next = choose((halley >= low) & (halley <= high), halley, newton);
        next = choose((next >= low) & (next <= high), next, 0.5 * (low + high));
        const V change = absolute(next - v);
        v = next;
        if (!any(change > 1e-15 * absolute(v))) break;
        const V few = 8e-15 * absolute(v);
        if (step > 5 && !any((change > few) & (high - low > few))) break;
    }
    return v;
}

/// Whether the root u = v + w^2 is small beside its upper bound: a difference in which the larger cancel.
template <class V>
MIRAGE_INLINE auto is_far_below(V u, V large) {
    return u < 0.1 * large;
}
template <class V>
MIRAGE_INLINE auto is_far_below(Complex<V> u, Complex<V> large) {
    return squared_modulus(u) < 0.01 * squared_modulus(large);
}

/// Whether v = u - w^2 is best taken as that difference: u far below its upper bound, where v has lost its
/// digits, and not close to w^2, where the difference would.
template <class V>
MIRAGE_INLINE auto is_difference(V u, V w2, V large) {
    const auto small = is_far_below(u, large), apart = absolute(u - w2) > 0.5 * w2;
    return small & apart;
}
template <class V>
MIRAGE_INLINE auto is_difference(Complex<V> u, Complex<V> w2, Complex<V> large) {
    const auto small = is_far_below(u, large), apart = squared_modulus(u - w2) > 0.25 * squared_modulus(w2);
    return small & apart;
}

/// The same root u = v + w^2 of the cubic in u, `near` it, to a few ulp of itself where it is far smaller
/// than `large`, its upper bound: one of Newton's steps where that is short. At band edges, as w -> 0, u
/// is less than the rounding of v, and is found anew.
template <class V>
MIRAGE_INLINE V small_root(const Cubic<V>& in_u, V near, V large) {
    constexpr double rounding = 1e-12, short_step = 1e-8;
    const V zero = 0.0 * near, step = near - in_u.value(near) / in_u.slope(near);
    const auto small = is_far_below(near, large), close = absolute(step - near) < short_step * near;
    if (!any(small & !close)) return choose(small, step, near);
    const V upper = 10.0 * absolute(near) + rounding * large;
    const auto above = in_u.value(upper) > 0.0, rising = in_u.slope(upper) > 0.0;
    const V anew = largest_root(in_u, zero, upper);
    return choose(small, choose(close, step, choose(above & rising, anew, near)), near);
}

}  // namespace mirage
