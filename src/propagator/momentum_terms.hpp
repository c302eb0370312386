#pragma once
// Directions of a state with pair momentum: the frequency is w + i Q.v there, and averages over the circle
// leave parts of coordinates that a uniform state does not have. Theory page, section 10.
//
// The functional depends on complex coordinates z_c of X (in_plane_terms.hpp, general_invariants.hpp) through
// rho = Re r(z). Real coordinates x_k are real or imaginary parts of them, or the momentum itself:
//   z_c = x_k,   z_c = i x_k,   w = ... + i x_k (Q.v)/Q,
// with gradient and Hessian Re(f_k r_c), Re(f_k f_l r_cc'), f = 1, i, i (Q.v)/Q.

#include "propagator/retarded_terms.hpp"

namespace mirage {

/// How a real coordinate enters a complex one.
enum class Part { real, imaginary, momentum };

struct MomentumCoordinate {
    int of;  ///< the complex one
    Part part;
};

inline constexpr int in_plane_g_x = 6;

/// in_plane_terms.hpp with the coordinate g_x behind the other six. At fixed u the cubic depends on g_x
/// through
///   dp/d(g_x^2) = u (v - D^2) + h^2 v + d^2 (u - D^2) - 2 w h D d.
template <int n, class V, class R>
MIRAGE_INLINE DirectionTerms<V, n> in_plane_terms_with_g_x(const V (&x)[6], V g_x, R gy2) {
    static_assert(n > in_plane_g_x);
    const InPlaneDirection<V, R> at{g_x * g_x, gy2};
    const InPlaneInvariants<V> in = in_plane_invariants(x, at);
    const Cubic<V> p = in_plane_cubic(x, in, at);
    const InPlaneRoot<V> root = in_plane_root(x, in, at, p);
    InPlaneDerivatives<V, n> f = in_plane_derivatives<n>(x, in, at, root);
    const auto& [w, D, h, d, g_z, y] = x;
    const V u = root.u, v = root.v, D2 = D * D, twice = 2.0 * g_x;
    const V slope = u * (v - D2) + h * h * v + d * d * (u - D2) - 2.0 * (w * h * (D * d));
    f.N[in_plane_g_x] = -(g_x * slope);
    f.N_u[in_plane_g_x] = -(g_x * (u + v - D2 + in.b2));
    const V with[] = {w * u + in.e * h,         D * u + in.e * d, w * D * d - h * v,
                      w * h * D - d * (u - D2), 0.0 * u,          0.0 * u};
    for (int i = 0; i < in_plane_g_x; ++i) f.H[pair_index(n, i, in_plane_g_x)] = twice * with[i];
    f.H[pair_index(n, in_plane_g_x, in_plane_g_x)] = -slope;
    return in_plane_terms_of<n, n>(x, in, at, p, root, f);
}

/// A complex number times the factors of two real coordinates, real part.
template <class V>
MIRAGE_INLINE V part_of(const Complex<V>& z, Part part, V weight) {
    return part == Part::real ? z.re : part == Part::imaginary ? -z.im : -(weight * z.im);
}
template <class V>
MIRAGE_INLINE V part_of(const Complex<V>& z, Part a, Part b, V weight) {
    if (a == Part::real) return part_of(z, b, weight);
    if (b == Part::real) return part_of(z, a, weight);
    const V once = a == Part::momentum ? weight * z.re : z.re;
    return -(b == Part::momentum ? weight * once : once);
}

/// Derivatives in the order parameter, the frequency and the momentum.
template <class V>
struct MainDerivatives {
    V D, w, Q;
};

/// sum += f in the real coordinates; velocity: (Q.v)/Q of the directions. Returns what was added of the main
/// derivatives.
template <int n, class Field, class V, int complex_count>
MIRAGE_INLINE MainDerivatives<V> add_momentum_terms(AverageTerms<V, n>& sum,
                                                    const DirectionTerms<Complex<V>, complex_count>& f,
                                                    const Complex<V>& w, V velocity) {
    sum.v_over_sum += (f.v / (f.r + w)).re;
    sum.one_minus_g0 += f.one_minus_g0.re;
    for (int k = 0; k < n; ++k) {
        const MomentumCoordinate a = Field::coordinate[k];
        sum.gradient[k] += part_of(f.gradient[a.of], a.part, velocity);
        for (int l = k; l < n; ++l) {
            const MomentumCoordinate b = Field::coordinate[l];
            sum.hessian[pair_index(n, k, l)] +=
                part_of(f.hessian[pair_index(complex_count, a.of, b.of)], a.part, b.part, velocity);
        }
    }
    const auto derivative = [&](int k) {
        return part_of(f.gradient[Field::coordinate[k].of], Field::coordinate[k].part, velocity);
    };
    return {derivative(Field::D), derivative(Field::w), derivative(Field::Q)};
}

}  // namespace mirage
