#pragma once
// One direction of a state whose field lies along x: theory page, section 8, eqs. (12) to (12c).
//
//   X = w tau3 - D tau2 + i g.sigma - i h sigma_x tau3 + i d sigma_x tau2 + y sigma_y tau1
// The two-valley model (generating_function.hpp) with two coordinates more: g_z may be dressed, and y, the
// amplitude that is odd in the valley, carries the triplet order parameter. u = r^2 is the largest root of
//   u^3 - s u^2 + K u - e^2 g_x^2 = 0,   s = w^2 + D^2 - b2 + y^2 - g2,   e = w h + D d,   k = w d - D h,
//   K = b2 (g_x^2 - y^2) - y^2 g_y^2 - e^2 - (w^2 + D^2) g2 - 2 y g_z k,   b2 = h^2 + d^2.

#include <type_traits>

#include "propagator/cubic_root.hpp"
#include "propagator/direction_terms.hpp"

namespace mirage {

/// The coordinates: the first four are equal in both valleys, the others have opposite sign.
enum InPlaneCoordinate { in_plane_w, in_plane_D, in_plane_h, in_plane_d, in_plane_g_z, in_plane_y };

/// What is fixed of a direction: g_x^2 and g_y^2.
template <class G = double, class R = double>
struct InPlaneDirection {
    G gx2;
    R gy2;
};

/// Everything that the derivatives share.
template <class V>
struct InPlaneInvariants {
    V b2, e, k, g2;
    V pair;     ///< D^2 + y^2, upper bound of v = u - w^2
    V triplet;  ///< d (d (w^2 - D^2) - 2 w D h) = k^2 - D^2 b2
    V mixed;    ///< y^2 (b2 + g_y^2) + D^2 g2 + 2 y g_z k
};

template <class V, class At>
MIRAGE_INLINE InPlaneInvariants<V> in_plane_invariants(const V (&x)[6], const At& at) {
    const auto& [w, D, h, d, g_z, y] = x;
    InPlaneInvariants<V> in;
    in.b2 = h * h + d * d;
    in.e = w * h + D * d;
    in.k = w * d - D * h;
    in.g2 = g_z * g_z + (at.gx2 + at.gy2);
    in.pair = D * D + y * y;
    in.triplet = d * (d * (w * w - D * D) - 2.0 * (w * D * h));
    in.mixed = y * y * (in.b2 + at.gy2) + D * D * in.g2 + 2.0 * y * g_z * in.k;
    return in;
}

/// The cubic in v = u - w^2; a0 is quadratic in the pair amplitudes D, d, y.
template <class V, class At>
MIRAGE_INLINE Cubic<V> in_plane_cubic(const V (&x)[6], const InPlaneInvariants<V>& in, const At& at) {
    const V w2 = x[in_plane_w] * x[in_plane_w];
    const V free = w2 + in.g2 + in.b2;
    return {free + w2 - in.pair, w2 * (free - 2.0 * in.pair) + in.triplet + at.gx2 * in.b2 - in.mixed,
            (w2 + at.gx2) * in.triplet - w2 * (w2 * in.pair + in.mixed)};
}

/// u, v and dp/du at the root.
template <class V>
struct InPlaneRoot {
    V u, v, slope;
};

/// g_x = 0: the cubic is u times a quadratic, u^2 - s u + K, in v: v^2 + b v + c.
template <class V>
MIRAGE_INLINE InPlaneRoot<V> in_plane_root_without_g_x(const V (&x)[6], const InPlaneInvariants<V>& in) {
    const V w2 = x[in_plane_w] * x[in_plane_w], zero = 0.0 * w2;
    const V b = w2 + in.g2 + in.b2 - in.pair, c = in.triplet - w2 * in.pair - in.mixed;
    const V s = w2 - in.b2 + in.pair - in.g2, K = -(in.e * in.e + w2 * in.g2 + in.mixed);
    // the same discriminant twice: where K < 0 nothing cancels in that of u, next to a gap that closes too
    const V R = square_root(larger(choose(K < 0.0, s * s - 4.0 * K, b * b - 4.0 * c), zero));
    InPlaneRoot<V> root;
    root.v = choose(b > 0.0, -2.0 * c / (b + R), 0.5 * (R - b));
    root.u = choose(s > 0.0, 0.5 * (s + R), -2.0 * K / (R - s));
    root.v = choose(is_difference(root.u, w2, in.pair + w2), root.u - w2, root.v);
    root.slope = root.u * R;
    return root;
}

template <class V, class At>
MIRAGE_INLINE InPlaneRoot<V> in_plane_root(const V (&x)[6], const InPlaneInvariants<V>& in, const At& at,
                                           const Cubic<V>& p) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(at.gx2)>,
                                 double>)  // lanes of directions have g_x
        if (at.gx2 == 0.0) return in_plane_root_without_g_x(x, in);
    const V w2 = x[in_plane_w] * x[in_plane_w];
    InPlaneRoot<V> root;
    root.v = largest_root(p, -w2, in.pair);
    root.slope = p.slope(root.v);
    const Cubic<V> in_u{in.b2 + in.g2 - in.pair - w2, at.gx2 * in.b2 - in.e * in.e - w2 * in.g2 - in.mixed,
                        -(in.e * in.e * at.gx2)};
    root.u = small_root(in_u, w2 + root.v, in.pair + w2);
    const auto small = is_difference(root.u, w2, in.pair + w2);
    root.v = choose(small, root.u - w2, root.v);
    root.slope = choose(small, in_u.slope(root.u), root.slope);
    return root;
}

/// 1 - dr/dw and d2r/dw2, which are small at high frequency, from derivatives of v: dv/dw = -p_w/p_v and
/// d2v/dw2 = -(p_ww + 2 p_vw v_w + p_vv v_w^2)/p_v.
template <class V>
struct InPlaneFrequencySlopes {
    V one_minus_g0, r_ww;
};
template <class V, class At>
MIRAGE_INLINE InPlaneFrequencySlopes<V> in_plane_frequency_slopes(const V (&x)[6],
                                                                  const InPlaneInvariants<V>& in,
                                                                  const At& at, const InPlaneRoot<V>& root,
                                                                  V p_vv, V r) {
    const auto& [w, D, h, d, g_z, y] = x;
    const V w2 = w * w, d2 = d * d, dk = 2.0 * d * in.k, yd = 2.0 * (y * g_z * d), v = root.v;
    const V a1_w = w * (2.0 * (in.g2 + in.b2) - 4.0 * in.pair + 4.0 * w2) + dk - yd;
    const V a0_w = 2.0 * w * (in.triplet - 2.0 * w2 * in.pair - in.mixed) - w2 * yd + (w2 + at.gx2) * dk;
    const V a1_ww = 2.0 * (in.g2 + in.b2) - 4.0 * in.pair + 12.0 * w2 + 2.0 * d2;
    const V a0_ww =
        2.0 * (in.triplet - in.mixed) - 12.0 * w2 * in.pair + 4.0 * w * (dk - yd) + 2.0 * d2 * (w2 + at.gx2);
    const V v_w = -((4.0 * w * v + a1_w) * v + a0_w) / root.slope;
    const V v_ww =
        -((4.0 * v + a1_ww) * v + a0_ww + (2.0 * (8.0 * w * v + a1_w) + p_vv * v_w) * v_w) / root.slope;
    const V gap = (v / (r + w) - 0.5 * v_w) / r;
    return {gap, (gap * (2.0 - gap) + 0.5 * v_ww) / r};
}

/// -(dp/dx_i)/2 at fixed u.
template <class V, class At>
MIRAGE_INLINE void in_plane_slopes(const V (&x)[6], const InPlaneInvariants<V>& in, const At& at,
                                   const InPlaneRoot<V>& root, V* N) {
    const auto& [w, D, h, d, g_z, y] = x;
    const V u = root.u, a = u + at.gx2, p = u * (u + in.g2), yg = y * g_z;
    N[in_plane_w] = w * p + a * h * in.e + u * yg * d;
    N[in_plane_D] = D * p + a * d * in.e - u * yg * h;
    N[in_plane_h] = u * (y * y * h - yg * D) - a * (root.v * h - w * D * d);
    N[in_plane_d] = u * (y * y * d + yg * w) - a * (w * in.k + (root.v - D * D) * d);
    N[in_plane_g_z] = u * ((D * D - root.v) * g_z + y * in.k);
    N[in_plane_y] = u * (y * (u + in.b2 + at.gy2) + g_z * in.k);
}

/// Their derivatives with respect to u.
template <class V, class At>
MIRAGE_INLINE void in_plane_slopes_u(const V (&x)[6], const InPlaneInvariants<V>& in, const At& at,
                                     const InPlaneRoot<V>& root, V* N) {
    const auto& [w, D, h, d, g_z, y] = x;
    const V u = root.u, yg = y * g_z, n = 2.0 * u + in.g2, a = u + at.gx2 - y * y;
    N[in_plane_w] = w * n + h * in.e + yg * d;
    N[in_plane_D] = D * n + d * in.e - yg * h;
    N[in_plane_h] = in.e * w - yg * D - (a + u) * h;
    N[in_plane_d] = in.e * D + yg * w - (a + u) * d;
    N[in_plane_g_z] = (D * D - root.v - u) * g_z + y * in.k;
    N[in_plane_y] = y * (2.0 * u + in.b2 + at.gy2) + g_z * in.k;
}

/// And with respect to the coordinates, -(d2p/dx_i dx_j)/2 at fixed u.
template <int m, class V, class At>
MIRAGE_INLINE void in_plane_curvatures(const V (&x)[6], const InPlaneInvariants<V>& in, const At& at,
                                       const InPlaneRoot<V>& root, V (&H)[pair_count(m)]) {
    const auto& [w, D, h, d, g_z, y] = x;
    const V u = root.u, v = root.v, a = u + at.gx2, p = u * (u + in.g2), ug = u * g_z, uy = u * y;
    const auto at_pair = [&H](int i, int j) -> V& { return H[pair_index(m, i, j)]; };
    at_pair(0, 0) = p + a * h * h;
    at_pair(0, 1) = a * h * d;
    at_pair(0, 2) = a * (in.e + h * w);
    at_pair(0, 3) = a * h * D + ug * y;
    at_pair(0, 4) = 2.0 * (w * ug) + uy * d;
    at_pair(0, 5) = ug * d;
    at_pair(1, 1) = p + a * d * d;
    at_pair(1, 2) = a * d * w - ug * y;
    at_pair(1, 3) = a * (in.e + d * D);
    at_pair(1, 4) = 2.0 * (D * ug) - uy * h;
    at_pair(1, 5) = -(ug * h);
    at_pair(2, 2) = uy * y - a * v;
    at_pair(2, 3) = a * D * w;
    at_pair(2, 4) = -(uy * D);
    at_pair(2, 5) = 2.0 * (uy * h) - ug * D;
    at_pair(3, 3) = uy * y - a * (w * w - D * D + v);
    at_pair(3, 4) = uy * w;
    at_pair(3, 5) = 2.0 * (uy * d) + ug * w;
    at_pair(4, 4) = u * (D * D - v);
    at_pair(4, 5) = u * in.k;
    at_pair(5, 5) = u * (u + in.b2 + at.gy2);
}

/// Derivatives of p in m coordinates.
template <class V, int m>
struct InPlaneDerivatives {
    V N[m], N_u[m];      ///< -(dp/dx_i)/2 at fixed u, and its derivative with respect to u
    V H[pair_count(m)];  ///< -(d2p/dx_i dx_j)/2 at fixed u
};

template <int m, class V, class At>
MIRAGE_INLINE InPlaneDerivatives<V, m> in_plane_derivatives(const V (&x)[6], const InPlaneInvariants<V>& in,
                                                            const At& at, const InPlaneRoot<V>& root) {
    InPlaneDerivatives<V, m> f;
    in_plane_slopes(x, in, at, root, f.N);
    in_plane_slopes_u(x, in, at, root, f.N_u);
    in_plane_curvatures<m>(x, in, at, root, f.H);
    return f;
}

/// r with gradient and Hessian in the first n of m coordinates. With u_i = 2 N_i/p_u:
///   r_i = N_i/(r p_u),   r_ij = [(2 H_ij + 2 N_iu u_j + 2 N_ju u_i - p_uu u_i u_j)/(2 p_u) - r_i r_j]/r.
template <int n, int m, class V, class At>
MIRAGE_INLINE DirectionTerms<V, n> in_plane_terms_of(const V (&x)[6], const InPlaneInvariants<V>& in,
                                                     const At& at, const Cubic<V>& p,
                                                     const InPlaneRoot<V>& root,
                                                     const InPlaneDerivatives<V, m>& of) {
    DirectionTerms<V, n> f;
    f.v = root.v;
    f.r = square_root(root.u);
    const V p_uu = 6.0 * root.v + 2.0 * p.a2;
    const InPlaneFrequencySlopes<V> slopes = in_plane_frequency_slopes(x, in, at, root, p_uu, f.r);
    f.one_minus_g0 = slopes.one_minus_g0;
    const V over_r = 1.0 / f.r, over_slope = 1.0 / root.slope;
    V u_i[m];
    for (int i = 0; i < n; ++i) {
        u_i[i] = 2.0 * of.N[i] * over_slope;
        f.gradient[i] = 0.5 * u_i[i] * over_r;
    }
    for (int i = 0; i < n; ++i)
        for (int j = i; j < n; ++j) {
            const V u_ij = (of.H[pair_index(m, i, j)] + of.N_u[i] * u_i[j] + of.N_u[j] * u_i[i] -
                            0.5 * p_uu * u_i[i] * u_i[j]) *
                           over_slope;
            f.hessian[pair_index(n, i, j)] = (u_ij - f.gradient[i] * f.gradient[j]) * over_r;
        }
    // far below the gap nothing cancels in the other form
    const V w2 = x[in_plane_w] * x[in_plane_w];
    f.hessian[0] = choose(is_difference(root.u, w2, in.pair + w2), f.hessian[0], slopes.r_ww);
    return f;
}

/// r with gradient and Hessian in the first n coordinates.
template <int n, class V, class At>
MIRAGE_INLINE DirectionTerms<V, n> in_plane_terms(const V (&x)[6], const At& at) {
    const InPlaneInvariants<V> in = in_plane_invariants(x, at);
    const Cubic<V> p = in_plane_cubic(x, in, at);
    const InPlaneRoot<V> root = in_plane_root(x, in, at, p);
    return in_plane_terms_of<n, 6>(x, in, at, p, root, in_plane_derivatives<6>(x, in, at, root));
}

}  // namespace mirage
