#pragma once
// Averages of the generating function over all directions, g = (-alpha sin phi, alpha cos phi, +-beta),
// adapted to one Matsubara frequency. Theory page eqs. (3) to (3b).
//
// The cubic P of generating_function.hpp is linear in gx2, so the average over phi, gx2 = alpha^2 sin^2 phi,
// becomes an integral over u between u1 (root at gx2 = alpha^2) and u0 (root at gx2 = 0): one cubic per
// frequency, none at the nodes. With P(u; alpha^2) = (u - u1) C2(u), u0' the negative root at gx2 = 0 and
// P_u = dP/du:
//   gx2 = u (u0 - u)(u - u0')/q,   alpha^2 - gx2 = (u - u1) C2/q,   q = b2 u - e^2,
//   dphi = P_u du/(2 r sqrt((u0 - u)(u - u1)(u - u0') C2)).
// The map u = u1 + del sinh^2 t, t = t_m sin theta, with del the distance from u1 to the nearest singularity,
// keeps the midpoint rule in theta geometrically convergent however closely the singularity approaches
// (gapless states). All differences are kept divided by kappa, so that the normal state (kappa = 0) needs no
// special case.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "propagator/amplitudes.hpp"

namespace mirage {

/// What the self-energy, the gap equation and the free energy need: averages < > over directions of the
/// gradient and Hessian of r, and of a few more.
template <class V>
struct DirectionAverage : InvariantDerivatives<V> {
    V weight;     ///< sum of the weights; its distance from 1 is the quadrature error
    V h_over_Q;   ///< <h/Q>
    V hv_over_Q;  ///< <h v/Q>, v = u - w~^2: <G> = B~ <h v/Q> - w~ D~ d <h/Q>, eq. (3b)
    V v;          ///< <v/(r + w~)> = <r> - w~, of the free energy, eq. (5a)
};

/// Midpoints theta_k on [0, pi/2] of one rule.
struct MidpointRule {
    int count = 1;
    const double* sine = nullptr;    ///< sin theta_k
    const double* cosine = nullptr;  ///< cos theta_k
};

/// The longest rule. Where it is not enough, FrequencyState::directions_error tells.
inline constexpr int max_directions = 256;

/// The smallest tabulated rule with at least `count` midpoints (4, 6, 8, 12, 16, 24, ... up to
/// max_directions).
const MidpointRule& midpoint_rule(int count);

/// Adds one direction, of given weight, to the sums.
template <class V>
MIRAGE_INLINE void add_direction(DirectionAverage<V>& sum, const Invariants<V>& in, const CubicRoot<V>& root,
                                 V w, V D, V weight, const DirectionFunction<V>& f) {
    const V v = D * D - (root.u + root.gx2) * in.kappa * ((f.r + w) * f.over_den_r);
    sum.weight += weight;
    add_derivatives(sum, weight, f);
    sum.h_over_Q += weight * f.h_over_Q;
    sum.hv_over_Q += weight * f.h_over_Q * v;
    sum.v += weight * v * (f.den * f.over_den_r);
}

/// All sums zero; `zero` names the type.
template <class V>
MIRAGE_INLINE DirectionAverage<V> empty_average(V zero) {
    return {no_derivatives(zero), zero, zero, zero, zero};
}

/// alpha = 0: a single direction, the quadratic. `sum`: an empty DirectionAverage, or what adds more
/// (thermal.hpp).
template <class Sum, class V>
MIRAGE_INLINE Sum average_without_rashba(Sum sum, const Invariants<V>& in, V w, V D, V g2) {
    const V zero = 0.0 * w;
    const QuadraticRoot<V> quadratic = root_without_rashba(in, g2);
    const V u = quadratic.u;
    add_direction(sum, in, {u, zero, g2, zero}, w, D, 1.0 + zero,
                  direction_function(in, {u, u + g2, u}, quadratic.R, w));
    return sum;
}

/// The map from theta to u at one frequency.
template <class V>
struct RootRange {
    V u1;        ///< root at gx2 = alpha^2
    V u0n;       ///< u0', negative root at gx2 = 0: u0 u0' = -(e^2 + s g2)
    V q1;        ///< q(u1)/kappa, q = b2 u - e^2
    V c1, c0;    ///< C2(u) = u^2 + c1 u + c0
    V width;     ///< (u0 - u1)/kappa
    V del;       ///< scale of the map, divided by kappa
    V t_max, S;  ///< t_m and S = sinh^2 t_m = width/del
};

/// The map for A = alpha^2, g2 = alpha^2 + beta^2.
template <class V>
MIRAGE_INLINE RootRange<V> root_range(const Invariants<V>& in, V g2, V A) {
    RootRange<V> m;
    const V u0 = root_without_rashba(in, g2).u;
    m.u0n = -(in.e * in.e + in.s * g2) / u0;
    m.u1 = root_with_rashba(in, A, g2, u0);
    const V h1 = m.u1 + A;
    const V p1 = m.u1 * (m.u1 + g2);
    const V den = p1 + h1 * in.b2;
    m.q1 = p1 / den;
    m.c1 = g2 + in.b2 - in.kappa * h1 / den;
    m.c0 = A * in.e * (in.e / m.u1);
    const V C2_u0 = u0 * (u0 + m.c1) + m.c0;
    m.width = A * (u0 + g2) / ((u0 + g2 + in.b2) * C2_u0);

    // Distance from u1 to the roots of C2: complex pair, or the larger of two real ones.
    const V C2_u1 = m.u1 * (m.u1 + m.c1) + m.c0;
    const V radicand = m.c1 * m.c1 - 4.0 * m.c0;
    const V R = square_root(larger(radicand, 0.0 * radicand));
    const V real_root = choose(m.c1 > 0.0, -2.0 * m.c0 / (m.c1 + R), 0.5 * (R - m.c1));
    const V distance = choose(radicand < 0.0, square_root(C2_u1), m.u1 - real_root);
    m.del = smaller(distance / in.kappa, m.q1 / in.b2);
    m.del = smaller(m.del, 4.0 * m.width);
    m.S = m.width / m.del;
    m.t_max = inverse_sinh(square_root(m.S));
    return m;
}

/// Directions that resolve the average to about 10^-digits for a map of length t_max. The nearest singularity
/// (sinh t = +-i) lies at Im theta = asinh(pi/(2 t_max)), so that n midpoints err by exp(-4 n Im theta); 8/13
/// is ln(10)/4 with a margin of 7 %.
inline int directions_for(double t_max, double digits) {
    const double count = 8.0 / 13.0 * digits / std::asinh(0.5 * std::numbers::pi / t_max);
    return std::isnan(count)
               ? 2
               : static_cast<int>(std::min(count, 1e6)) + 2;  // NaN: a trial far from any solution
}

/// alpha > 0: all nodes of `rule`. A = alpha^2, g2 = alpha^2 + beta^2.
template <class Sum, class V>
MIRAGE_INLINE Sum average_with_rashba(Sum sum, const Invariants<V>& in, const RootRange<V>& m, V w, V D, V g2,
                                      double beta, const MidpointRule& rule) {
    for (int k = 0; k < rule.count; ++k) {
        V sinh_t, cosh_t;
        hyperbolic(m.t_max * rule.sine[k], sinh_t, cosh_t);
        const V sinh2 = sinh_t * sinh_t;
        const V delta = m.del * sinh2;
        const V C2_q = in.b2 * delta + m.q1;
        CubicRoot<V> root;
        root.u = m.u1 + in.kappa * delta;
        const V C2 = root.u * (root.u + m.c1) + m.c0;
        const V v = root.u + g2, p = root.u * v;
        const V over_both = 1.0 / (C2_q * p);
        const V over_q = over_both * p;
        root.gx2 = root.u * (m.width - delta) * (root.u - m.u0n) * over_q;
        root.gp2 = beta * beta + delta * C2 * over_q;
        root.q = in.kappa * C2_q;
        const V P_u_over_u = slope_over_root(in, root, g2, over_both * C2_q);
        const DirectionFunction<V> f = direction_function(in, {root.u, v, root.u + root.gx2}, P_u_over_u, w);
        const V jacobian = m.t_max * cosh_t * (rule.cosine[k] / rule.count);
        const V weight = jacobian * f.P_u_over_r / square_root((m.S - sinh2) * (root.u - m.u0n) * C2);
        add_direction(sum, in, root, w, D, weight, f);
    }
    return sum;
}

/// Average over directions to 10^-digits of the model, with as many of them as the frequency (of a pack: its
/// worst lane) needs; `directions` is raised to that number.
template <class Sum, class V>
MIRAGE_INLINE Sum average(Sum empty, const Renormalized<V>& a, const PairingModel& m, int& directions) {
    const V g2 = 0.0 * a.w + (m.alpha * m.alpha + m.beta * m.beta);
    if (m.alpha == 0.0) return average_without_rashba(empty, a.in, a.w, a.D, g2);
    const RootRange<V> range = root_range(a.in, g2, 0.0 * a.w + m.alpha * m.alpha);
    const MidpointRule& rule = midpoint_rule(directions_for(largest_lane(range.t_max), m.digits));
    directions = rule.count > directions ? rule.count : directions;
    return average_with_rashba(empty, a.in, range, a.w, a.D, g2, m.beta, rule);
}

template <class V>
MIRAGE_INLINE DirectionAverage<V> average(const Renormalized<V>& a, const PairingModel& m, int& directions) {
    return average(empty_average(0.0 * a.w), a, m, directions);
}

}  // namespace mirage
