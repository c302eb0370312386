#pragma once
// One direction of any state: r = Tr[X sgn X]/4 with its gradient, which is the propagator, and its Hessian,
// from the cubic of general_invariants.hpp. Theory page, section 8.

#include "propagator/general_invariants.hpp"

namespace mirage {

/// A root of the cubic with dp/dv there.
template <class V>
struct GeneralRoot {
    V u, v, slope;
};

/// On the Matsubara axis the largest root, v <= D^2 + y.y; where u is far below the gap, from the cubic in u.
template <class V>
MIRAGE_INLINE GeneralRoot<V> general_root(const GeneralInvariants<V>& in, const Cubic<V>& p) {
    const V w2 = in.w * in.w;
    GeneralRoot<V> root;
    root.v = largest_root(p, -w2, in.pair);
    root.slope = p.slope(root.v);
    const Cubic<V> in_u = general_cubic_in_u(in);
    root.u = small_root(in_u, w2 + root.v, in.pair + w2);
    const auto small = is_difference(root.u, w2, in.pair + w2);
    root.v = choose(small, root.u - w2, root.v);
    root.slope = choose(small, in_u.slope(root.u), root.slope);
    return root;
}

/// dr/dw and d2r/dw2.
template <class V>
struct FrequencyDerivatives {
    V slope, curvature;
};

/// Where u is small they come from the cubic in u, in whose derivatives
///   q_w = -2 w u^2 - 2 u S - 2 A (w A + P),  S = h.(w h + D d) + g.(w g - y x d),
///   q_wu = -4 w u - 2 S,  q_ww = -2 u (u + H) - 2 A^2,  q_uu = 6 u + 2 (H - N - w^2)
/// no large numbers cancel; elsewhere they are those `from_v`.
template <class V>
MIRAGE_INLINE FrequencyDerivatives<V> frequency_derivatives(const GeneralInvariants<V>& in,
                                                            const GeneralRoot<V>& root, V over_r,
                                                            const FrequencyDerivatives<V>& from_v) {
    const V w = in.w, u = root.u;
    V S = 0.0 * w;
    for (int i = 0; i < 3; ++i) {
        const V f = w * in.g.at[i] - in.yd.at[i];
        S += in.h.at[i] * in.e.at[i] + in.g.at[i] * f;
    }
    const V u_w = 2.0 * (u * (w * u + S) + in.A * (w * in.A + in.P)) / root.slope;
    const V q_ww = -2.0 * (u * (u + in.H) + in.A * in.A), q_wu = -4.0 * (w * u) - 2.0 * S;
    const V q_uu = 6.0 * u + 2.0 * (in.H - in.N - w * w);
    const V u_ww = -(q_ww + (2.0 * q_wu + q_uu * u_w) * u_w) / root.slope;
    const V slope = 0.5 * u_w * over_r, curvature = (0.5 * u_ww - slope * slope) * over_r;
    const auto small = is_difference(u, w * w, in.pair + w * w);
    return {choose(small, slope, from_v.slope), choose(small, curvature, from_v.curvature)};
}

/// First and second derivatives of p in v, w and n coordinates; index general_w: of w.
template <class V, int n>
struct CubicDerivatives {
    static constexpr int first = n < general_all ? general_all : n;
    V p[first], p_v[first];  ///< first, and mixed with v
    V p_vv;
    V curvature[pair_count(n)];
};

template <int n, template <class> class In, class V>
MIRAGE_INLINE CubicDerivatives<V, n> cubic_derivatives(const In<V>& in, const Cubic<V>& cubic,
                                                       const GeneralRoot<V>& root) {
    const V u = root.u, v = root.v, w = in.w, zero = 0.0 * in.w;
    CubicDerivatives<V, n> c;
    const InvariantFactors<V> factors{
        -(u * u), u * v, -2.0 * (w * u), u, 2.0 * (v * in.A - w * in.P), -2.0 * (w * in.A + in.P)};
    const InvariantFactors<V> factors_v{-2.0 * u, u + v, -2.0 * w, 1.0 + zero, 2.0 * in.A, zero};
    const InvariantFactors<V> factors_w{-4.0 * (w * u), 2.0 * (w * v), -2.0 * u - 4.0 * (w * w),
                                        2.0 * w,        -2.0 * in.P,   -2.0 * in.A};
    combined_gradient(in, factors, c.p);
    combined_gradient(in, factors_v, c.p_v);
    V p_w[c.first], A_i[c.first], P_i[c.first];
    combined_gradient(in, factors_w, p_w);
    combined_gradient(in, InvariantFactors<V>{zero, zero, zero, zero, 1.0 + zero, zero}, A_i);
    combined_gradient(in, InvariantFactors<V>{zero, zero, zero, zero, zero, 1.0 + zero}, P_i);

    // u = v + w^2 in p
    const V inner = 2.0 * u * (v - in.N) + v * in.H - 2.0 * (w * in.E) + in.Q;
    c.p[general_w] = 2.0 * w * inner - 2.0 * (u * in.E + in.A * in.P);
    c.p_v[general_w] = w * (4.0 * (u + v) + 2.0 * in.H - 4.0 * in.N) - 2.0 * in.E;
    c.p_vv = 6.0 * v + 2.0 * cubic.a2;
    for (int k = 0; k < pair_count(n); ++k) c.curvature[k] = zero;
    c.curvature[0] = 2.0 * inner + 8.0 * w * (w * (v - in.N) - in.E);
    for (int j = 1; j < n; ++j) c.curvature[pair_index(n, 0, j)] = p_w[j];
    add_curvature<n>(in, factors, CurvatureBlocks<V, n>{c.curvature});
    for (int i = 1; i < n; ++i)
        for (int j = i; j < n; ++j)
            c.curvature[pair_index(n, i, j)] +=
                2.0 * (v * A_i[i] * A_i[j] - P_i[i] * P_i[j] - w * (A_i[i] * P_i[j] + A_i[j] * P_i[i]));
    return c;
}

/// r with gradient and Hessian in the first n coordinates. With v_i = -p_i/p_v:
///   r_i = (v_i/2 + w delta_iw)/r,
///   r_ij = (v_ij/2 + delta_iw delta_jw - r_i r_j)/r,  v_ij = -(p_ij + p_iv v_j + p_jv v_i + p_vv v_i
///   v_j)/p_v.
template <int n, template <class> class In, class V>
MIRAGE_INLINE DirectionTerms<V, n> terms_of_invariants(const In<V>& in) {
    const Cubic<V> cubic = general_cubic(in);
    const GeneralRoot<V> root = general_root(in, cubic);
    const CubicDerivatives<V, n> c = cubic_derivatives<n>(in, cubic, root);

    DirectionTerms<V, n> f;
    f.v = root.v;
    f.r = square_root(root.u);
    const V over_r = 1.0 / f.r, over_slope = 1.0 / root.slope;
    V v_i[n];
    for (int i = 0; i < n; ++i) {
        v_i[i] = -c.p[i] * over_slope;
        f.gradient[i] = 0.5 * v_i[i] * over_r;
    }
    f.one_minus_g0 = (f.v / (f.r + in.w) - 0.5 * v_i[general_w]) * over_r;
    f.gradient[general_w] = (in.w + 0.5 * v_i[general_w]) * over_r;
    for (int i = 0; i < n; ++i)
        for (int j = i; j < n; ++j) {
            const int ij = pair_index(n, i, j);
            const V v_ij =
                -(c.curvature[ij] + c.p_v[i] * v_i[j] + c.p_v[j] * v_i[i] + c.p_vv * v_i[i] * v_i[j]) *
                over_slope;
            f.hessian[ij] = (0.5 * v_ij - f.gradient[i] * f.gradient[j]) * over_r;
        }
    // 1 - g0^2 without cancellation
    const V v_ww = -(c.curvature[0] + (2.0 * c.p_v[0] + c.p_vv * v_i[0]) * v_i[0]) * over_slope;
    const FrequencyDerivatives<V> by_w = frequency_derivatives(
        in, root, over_r,
        {f.gradient[general_w], (0.5 * v_ww + f.one_minus_g0 * (2.0 - f.one_minus_g0)) * over_r});
    f.gradient[general_w] = by_w.slope;
    f.hessian[0] = by_w.curvature;
    return f;
}

/// In the first n coordinates, 8 or 14.
template <int n, class V>
MIRAGE_INLINE DirectionTerms<V, n> general_terms(const V (&x)[general_all]) {
    return terms_of_invariants<n>(general_invariants(x));
}

/// In all fourteen coordinates.
template <class V>
MIRAGE_INLINE DirectionTerms<V, general_all> general_terms(const V (&x)[general_all]) {
    return general_terms<general_all>(x);
}

}  // namespace mirage
