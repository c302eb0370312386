#pragma once
// One direction of any state: the coordinates, what its cubic is made of, and derivatives of that. Theory
// page, section 8, from the cubic of su(4) = so(6).
//
//   X = w tau3 - D tau2 + i g.sigma - i h.sigma tau3 + i d.sigma tau2 + y.sigma tau1
// With u = r^2, v = u - w^2 and
//   N = D^2 + y.y - d.d,   H = g.g + h.h,   A = h.g,   P = D d.g - y.(d x h),   E = D d.h - g.(y x d),
//   Q = (d.g)^2 - (y.g)^2 + |d x h|^2 - |D g - h x y|^2 - D^2 d.d - |y x d|^2
// the characteristic cubic is
//   p = u [u (v - N) + v H - 2 w E + Q] + v A^2 - 2 w A P - P^2 = 0.
// Its coefficients in v are sums in which every power of w that cancels has been cancelled: N, E, Q, P vanish
// with the pair amplitudes D, d, y, and N and Q are quadratic in them.

#include "propagator/cubic_root.hpp"
#include "propagator/direction_terms.hpp"

namespace mirage {

/// The coordinates: the first eight are equal in both valleys, the others have opposite sign. Vectors stand
/// at three places from that of their x component.
enum GeneralCoordinate { general_w, general_D, general_h = 2, general_d = 5, general_g = 8, general_y = 11 };
inline constexpr int general_even = 8, general_all = 14;

template <class V>
struct Vector3 {
    V at[3];
};

template <class V>
MIRAGE_INLINE Vector3<V> vector_at(const V* x, int first) {
    return {{x[first], x[first + 1], x[first + 2]}};
}
template <class V>
MIRAGE_INLINE V dot(const Vector3<V>& a, const Vector3<V>& b) {
    return a.at[0] * b.at[0] + a.at[1] * b.at[1] + a.at[2] * b.at[2];
}
template <class V>
MIRAGE_INLINE Vector3<V> cross(const Vector3<V>& a, const Vector3<V>& b) {
    return {{a.at[1] * b.at[2] - a.at[2] * b.at[1], a.at[2] * b.at[0] - a.at[0] * b.at[2],
             a.at[0] * b.at[1] - a.at[1] * b.at[0]}};
}

/// The invariants with the vectors that they share.
template <class V>
struct GeneralInvariants {
    V w, D;
    Vector3<V> h, d, g, y;
    Vector3<V> dh, yd, Dg_hy;  ///< d x h, y x d, D g - h x y
    Vector3<V> e;              ///< w h + D d
    V dg, yg, d2;              ///< d.g, y.g, d.d
    V pair;                    ///< D^2 + y.y, upper bound of v on the Matsubara axis
    V N, H, A, P, E, Q;
};

template <class V>
MIRAGE_INLINE GeneralInvariants<V> general_invariants(const V* x) {
    GeneralInvariants<V> in;
    in.w = x[general_w], in.D = x[general_D];
    in.h = vector_at(x, general_h), in.d = vector_at(x, general_d);
    in.g = vector_at(x, general_g), in.y = vector_at(x, general_y);
    in.dh = cross(in.d, in.h);
    in.yd = cross(in.y, in.d);
    const Vector3<V> hy = cross(in.h, in.y);
    for (int i = 0; i < 3; ++i) {
        in.Dg_hy.at[i] = in.D * in.g.at[i] - hy.at[i];
        in.e.at[i] = in.w * in.h.at[i] + in.D * in.d.at[i];
    }
    in.dg = dot(in.d, in.g), in.yg = dot(in.y, in.g), in.d2 = dot(in.d, in.d);
    in.pair = in.D * in.D + dot(in.y, in.y);
    in.N = in.pair - in.d2;
    in.H = dot(in.g, in.g) + dot(in.h, in.h);
    in.A = dot(in.h, in.g);
    in.P = in.D * in.dg - dot(in.y, in.dh);
    in.E = in.D * dot(in.d, in.h) - dot(in.g, in.yd);
    in.Q = in.dg * in.dg - in.yg * in.yg + dot(in.dh, in.dh) - dot(in.Dg_hy, in.Dg_hy) - in.D * in.D * in.d2 -
           dot(in.yd, in.yd);
    return in;
}

/// The cubic in u. The coefficient of u as squares, theory page eq. (12a): next to a gap that Zeeman
/// splitting closes, w h + D d is far smaller than its two terms.
template <class V>
MIRAGE_INLINE Cubic<V> general_cubic_in_u(const GeneralInvariants<V>& in) {
    const V w = in.w, P = w * in.A + in.P;
    Vector3<V> f;
    for (int i = 0; i < 3; ++i) f.at[i] = w * in.g.at[i] - in.yd.at[i];
    const V negative = dot(in.e, in.e) + dot(f, f) + dot(in.Dg_hy, in.Dg_hy) + in.yg * in.yg;
    return {in.H - in.N - w * w, in.A * in.A + in.dg * in.dg + dot(in.dh, in.dh) - negative, -(P * P)};
}

/// The cubic in v.
template <class V>
MIRAGE_INLINE Cubic<V> general_cubic(const GeneralInvariants<V>& in) {
    const V w2 = in.w * in.w, wE = 2.0 * (in.w * in.E);
    return {2.0 * w2 + in.H - in.N, w2 * (w2 + in.H - 2.0 * in.N) - wE + in.Q + in.A * in.A,
            w2 * (in.Q - wE - w2 * in.N) - (2.0 * in.w * in.A + in.P) * in.P};
}

/// Factors of the six invariants in a linear combination of them.
template <class V>
struct InvariantFactors {
    V N, H, E, Q, A, P;
};

/// Gradient of the combination in all coordinates but w.
template <class V>
MIRAGE_INLINE void combined_gradient(const GeneralInvariants<V>& in, const InvariantFactors<V>& c, V* to) {
    const V D = in.D;
    to[general_D] =
        2.0 * D * (c.N - c.Q * in.d2) + c.E * dot(in.d, in.h) + c.P * in.dg - 2.0 * c.Q * dot(in.g, in.Dg_hy);
    const Vector3<V> dh_d = cross(in.dh, in.d), y_Dg = cross(in.y, in.Dg_hy), gy = cross(in.g, in.y),
                     h_dh = cross(in.h, in.dh), yd_y = cross(in.yd, in.y), dxg = cross(in.d, in.g),
                     Dg_h = cross(in.Dg_hy, in.h), d_yd = cross(in.d, in.yd);
    const V Q2 = 2.0 * c.Q;
    for (int i = 0; i < 3; ++i) {
        const V h = in.h.at[i], d = in.d.at[i], g = in.g.at[i], y = in.y.at[i];
        to[general_h + i] =
            2.0 * c.H * h + c.E * D * d + c.A * g - c.P * in.yd.at[i] + Q2 * (dh_d.at[i] + y_Dg.at[i]);
        to[general_d + i] = c.E * (D * h - gy.at[i]) + c.P * in.Dg_hy.at[i] - 2.0 * c.N * d +
                            Q2 * (in.dg * g + h_dh.at[i] - D * D * d - yd_y.at[i]);
        to[general_g + i] = 2.0 * c.H * g - c.E * in.yd.at[i] + c.A * h + c.P * D * d +
                            Q2 * (in.dg * d - in.yg * y - D * in.Dg_hy.at[i]);
        to[general_y + i] =
            2.0 * c.N * y - c.E * dxg.at[i] - c.P * in.dh.at[i] + Q2 * (Dg_h.at[i] - in.yg * g - d_yd.at[i]);
    }
}

/// A symmetric matrix in the first n coordinates, to which blocks are added.
template <class V, int n>
struct CurvatureBlocks {
    V* to;  ///< pair_count(n)

    /// to_ij += factor a_i b_j of the vectors at `row` and `column`; of a square block one triangle counts.
    MIRAGE_INLINE void outer(int row, int column, V factor, const Vector3<V>& a, const Vector3<V>& b) const {
        for (int i = 0; i < 3; ++i)
            for (int j = row == column ? i : 0; j < 3; ++j)
                to[pair_index(n, row + i, column + j)] += factor * a.at[i] * b.at[j];
    }
    /// to_ij += factor delta_ij
    MIRAGE_INLINE void unit(int row, int column, V factor) const {
        for (int i = 0; i < 3; ++i) to[pair_index(n, row + i, column + i)] += factor;
    }
    /// to_ij += factor epsilon_ijk a_k
    MIRAGE_INLINE void axial(int row, int column, V factor, const Vector3<V>& a) const {
        for (int i = 0; i < 3; ++i) {
            const int j = (i + 1) % 3, k = (i + 2) % 3;
            to[pair_index(n, row + i, column + j)] += factor * a.at[k];
            to[pair_index(n, row + j, column + i)] += -(factor * a.at[k]);
        }
    }
    /// to_Di += factor a_i
    MIRAGE_INLINE void with_D(int column, V factor, const Vector3<V>& a) const {
        for (int i = 0; i < 3; ++i) to[pair_index(n, general_D, column + i)] += factor * a.at[i];
    }
};

/// Adds the second derivatives of the combination in the coordinates of even parity: D, h, d.
template <int n, class V>
MIRAGE_INLINE void add_even_curvature(const GeneralInvariants<V>& in, const InvariantFactors<V>& c,
                                      const CurvatureBlocks<V, n>& to) {
    const auto& [w, D, h, d, g, y, dh, yd, Dg_hy, e, dg, yg, d2, pair, N, H, A, P, E, Q] = in;
    const V Q2 = 2.0 * c.Q, h2 = dot(h, h), y2 = dot(y, y);
    to.to[pair_index(n, general_D, general_D)] += 2.0 * c.N - Q2 * (dot(g, g) + d2);
    to.with_D(general_h, c.E, d);
    to.with_D(general_h, Q2, cross(y, g));
    to.with_D(general_d, c.E, h);
    to.with_D(general_d, c.P, g);
    to.with_D(general_d, -2.0 * (Q2 * D), d);
    to.unit(general_h, general_h, 2.0 * c.H + Q2 * (d2 - y2));
    to.outer(general_h, general_h, -Q2, d, d);
    to.outer(general_h, general_h, Q2, y, y);
    to.unit(general_h, general_d, c.E * D - Q2 * dot(h, d));
    to.outer(general_h, general_d, 2.0 * Q2, h, d);
    to.outer(general_h, general_d, -Q2, d, h);
    to.axial(general_h, general_d, c.P, y);
    to.unit(general_d, general_d, Q2 * (h2 - D * D - y2) - 2.0 * c.N);
    to.outer(general_d, general_d, Q2, g, g);
    to.outer(general_d, general_d, -Q2, h, h);
    to.outer(general_d, general_d, Q2, y, y);
}

/// And those with at least one coordinate of odd parity: g, y.
template <int n, class V>
MIRAGE_INLINE void add_odd_curvature(const GeneralInvariants<V>& in, const InvariantFactors<V>& c,
                                     const CurvatureBlocks<V, n>& to) {
    const auto& [w, D, h, d, g, y, dh, yd, Dg_hy, e, dg, yg, d2, pair, N, H, A, P, E, Q] = in;
    const V Q2 = 2.0 * c.Q, h2 = dot(h, h);
    to.with_D(general_g, c.P, d);
    to.with_D(general_g, -2.0 * (Q2 * D), g);
    to.with_D(general_g, Q2, cross(h, y));
    to.with_D(general_y, Q2, cross(g, h));
    to.unit(general_h, general_g, c.A);
    to.axial(general_h, general_g, -(Q2 * D), y);
    to.outer(general_h, general_y, -2.0 * Q2, h, y);
    to.outer(general_h, general_y, Q2, y, h);
    to.unit(general_h, general_y, Q2 * dot(h, y));
    to.axial(general_h, general_y, Q2 * D, g);
    to.axial(general_h, general_y, -c.P, d);
    to.unit(general_d, general_g, Q2 * dg + c.P * D);
    to.outer(general_d, general_g, Q2, g, d);
    to.axial(general_d, general_g, -c.E, y);
    to.unit(general_d, general_y, Q2 * dot(d, y));
    to.outer(general_d, general_y, -2.0 * Q2, d, y);
    to.outer(general_d, general_y, Q2, y, d);
    to.axial(general_d, general_y, c.E, g);
    to.axial(general_d, general_y, c.P, h);
    to.unit(general_g, general_g, 2.0 * c.H - Q2 * (D * D));
    to.outer(general_g, general_g, -Q2, y, y);
    to.outer(general_g, general_g, Q2, d, d);
    to.unit(general_g, general_y, -(Q2 * yg));
    to.outer(general_g, general_y, -Q2, y, g);
    to.axial(general_g, general_y, -(Q2 * D), h);
    to.axial(general_g, general_y, -c.E, d);
    to.unit(general_y, general_y, 2.0 * c.N - Q2 * (h2 + d2));
    to.outer(general_y, general_y, -Q2, g, g);
    to.outer(general_y, general_y, Q2, h, h);
    to.outer(general_y, general_y, Q2, d, d);
}

template <int n, class V>
MIRAGE_INLINE void add_curvature(const GeneralInvariants<V>& in, const InvariantFactors<V>& c,
                                 const CurvatureBlocks<V, n>& to) {
    add_even_curvature<n>(in, c, to);
    if constexpr (n >= general_all) add_odd_curvature<n>(in, c, to);
}

}  // namespace mirage
