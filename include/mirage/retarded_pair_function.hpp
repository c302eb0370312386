#pragma once
// The pair function at real energies, omega = eta - i E: the same cubic with complex invariants.
//
// X = -iM has eigenvalues +-x_i, and r = (x_1 + x_2 - x_3 - x_4)/4 pairs those with Re x > 0: among the three roots u
// of the cubic, the one with the largest |Re sqrt u|. For eta > 0 no eigenvalue is imaginary and the choice is unique.

#include "mirage/complex_lane.hpp"
#include "mirage/pair_function.hpp"

namespace mirage {

/// The right root of the cubic P(u), and dP/du there.
template <class V>
struct RetardedRoot {
    Complex<V> u, P_u;
};

/// gx2 = 0: the quadratic u^2 - A u - (e^2 + s g2) = 0, A = s - g2 - b2. Both roots free of cancellation.
template <class V>
MIRAGE_INLINE RetardedRoot<V> retarded_root_without_rashba(const Invariants<Complex<V>>& in, double g2) {
    const Complex<V> A = in.s - g2 - in.b;
    const Complex<V> product = in.e * in.e + in.s * g2;
    Complex<V> R = square_root(A * A + 4.0 * product);
    R = choose(A.re * R.re + A.im * R.im >= 0.0, R, -R);
    const Complex<V> first = 0.5 * (A + R);
    const Complex<V> second = -product / first;
    const auto first_is_right = square_of_real_root(first) >= square_of_real_root(second);
    const Complex<V> u = choose(first_is_right, first, second);
    return {u, u * choose(first_is_right, R, -R)};
}

/// gx2 >= 0, started at any guess: Laguerre steps to one root, the other two from the quadratic that is left, the right
/// one of the three polished. Error a few ulp, divided by the distance to the next root.
template <class V>
MIRAGE_INLINE RetardedRoot<V> retarded_root_with_rashba(const Invariants<Complex<V>>& in, V gx2, double g2,
                                                        Complex<V> guess) {
    using C = Complex<V>;
    const C e2 = in.e * in.e;
    const C c2 = in.b - in.s + g2;
    const C c1 = in.b * gx2 - e2 - in.s * g2;
    const C c0 = -gx2 * e2;
    C u = guess;
    for (int step = 0; step < 30; ++step) {
        const C P = ((u + c2) * u + c1) * u + c0;
        const C P1 = (3.0 * u + 2.0 * c2) * u + c1;
        const C P2 = 6.0 * u + 2.0 * c2;
        const C R = square_root(4.0 * P1 * P1 - 6.0 * P * P2);
        const C denominator = P1 + choose(P1.re * R.re + P1.im * R.im >= 0.0, R, -R);
        const V size = squared_modulus(denominator);
        const V moves = 0.0 * size + 3.0;
        const C change = choose(size > 0.0, moves, 0.0 * size) * P / choose(size > 0.0, denominator, C(moves, 0.0 * moves));
        u = u - change;
        if (!any(squared_modulus(change) > 1e-22 * squared_modulus(u))) break;
    }
    // u^2 + (c2 + u1) u - c0/u1, or with c1 where u1 is zero
    const C half = -0.5 * (c2 + u);
    const C product = choose(squared_modulus(u) > 0.0, -c0 / u, c1 + u * (c2 + u));
    C R = square_root(half * half - product);
    R = choose(half.re * R.re + half.im * R.im >= 0.0, R, -R);
    const C second = half + R;
    const C third = choose(squared_modulus(second) > 0.0, product / second, half - R);
    V most = square_of_real_root(u);
    for (const C& other : {second, third}) {
        const V size = square_of_real_root(other);
        u = choose(size > most, other, u);
        most = larger(size, most);
    }
    C P_u = (3.0 * u + 2.0 * c2) * u + c1;
    for (int step = 0; step < 2; ++step) {
        const C P = ((u + c2) * u + c1) * u + c0;
        const V small = 1e-200 + 0.0 * u.re;
        u = u - choose(squared_modulus(P_u) > small, P / P_u, 0.0 * u);
        P_u = (3.0 * u + 2.0 * c2) * u + c1;
    }
    return {u, P_u};
}

}  // namespace mirage
