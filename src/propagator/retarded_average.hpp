#pragma once
// Averages of the generating function over the circle of directions at real energies, adapted to one energy.
// Theory page eqs. (3a), (10); the integral over u of direction_average.hpp would cross branches here.
//
// As eta -> 0 the integrand over phi, gx2 = alpha^2 sin^2 phi, is singular like an inverse square root
// wherever the energy meets a band edge of that direction: intervals of phi in [0, pi/2] are halved until
// Gauss-Kronrod pairs agree. V lanes hold directions; a lane's type must offer load_lanes and sum_lanes
// (lane.hpp).

#include <concepts>
#include <numbers>

#include "propagator/retarded_root.hpp"

namespace mirage {

/// Averages of one complex frequency, or of several where C has lanes.
template <class C>
struct RetardedAverage : InvariantDerivatives<C> {
    C u_over_Q;  ///< <u/Q> of the valley-odd amplitude f_y, eq. (2c)
};

/// Nodes of the 15-point Kronrod rule on [-1, 1] and weights of it and of its 7-point Gauss rule; a 16th
/// without weight.
struct KronrodRule {
    double node[16], kronrod[16], gauss[16];
};

/// Shared by all threads, built once.
const KronrodRule& kronrod_rule();

/// The error of a Kronrod rule whose result, or the largest of what it is a part of, is `size`: the pair
/// differs by far more (QUADPACK's rule of thumb).
MIRAGE_INLINE double kronrod_error(double difference, double size) {
    const double ratio = 200.0 * difference / size;
    return ratio < 1.0 ? size * ratio * std::sqrt(ratio) : difference;
}

/// alpha = 0: one direction. g2 = beta^2.
template <class V>
MIRAGE_INLINE RetardedAverage<Complex<V>> retarded_average_without_rashba(
    const RetardedInvariants<Complex<V>>& in, double g2) {
    const RetardedRoot<V> root = retarded_root_without_rashba(in, g2);
    const GeneratingFunction<Complex<V>> f =
        derivatives_at(static_cast<const Invariants<Complex<V>>&>(in), root, root.P_u / root.u);
    return {f, f.h_over_Q};
}

/// What a Gauss-Kronrod pair tells about one interval.
struct Panel {
    RetardedAverage<Complex<double>> average;
    double error;  ///< of the amplitudes
    double size;   ///< of the amplitudes
};

template <class V>
MIRAGE_INLINE InvariantDerivatives<Complex<double>> sum_lanes(const InvariantDerivatives<Complex<V>>& f) {
    return {sum_lanes(f.s),  sum_lanes(f.b),  sum_lanes(f.e),  sum_lanes(f.ss), sum_lanes(f.sb),
            sum_lanes(f.se), sum_lanes(f.bb), sum_lanes(f.be), sum_lanes(f.ee)};
}

MIRAGE_INLINE double modulus(Complex<double> z) { return std::sqrt(squared_modulus(z)); }
MIRAGE_INLINE double modulus(std::floating_point auto x) { return static_cast<double>(std::fabs(x)); }
MIRAGE_INLINE double real_part(Complex<double> z) { return z.re; }
MIRAGE_INLINE double real_part(std::floating_point auto x) { return static_cast<double>(x); }
MIRAGE_INLINE double imaginary_part(Complex<double> z) { return z.im; }
MIRAGE_INLINE double imaginary_part(std::floating_point auto) { return 0.0; }

/// A circle of directions: gx2 = alpha^2 sin^2 phi, gp2 = g2 - gx2 = beta^2 + alpha^2 cos^2 phi.
struct Circle {
    double alpha, beta;  ///< in the unit of the invariants

    double g2() const { return alpha * alpha + beta * beta; }
};

/// One interval of phi with centre and half width. `a` and `b` scale the gradient to amplitudes: the larger
/// of |w~|, |D~| and of |B~|, |d|.
template <class V>
MIRAGE_INLINE Panel panel(const RetardedInvariants<Complex<double>>& in, Circle circle,
                          const RootFactors<Complex<double>>& guess, double a, double b, double centre,
                          double half) {
    using C = Complex<V>;
    const KronrodRule& rule = kronrod_rule();
    const V zero = load_lanes(rule.node, V{}) * 0.0;
    const auto spread = [&](Complex<double> z) { return C(z.re + zero, z.im + zero); };
    const RetardedInvariants<C> lanes{
        {spread(in.s), spread(in.b2), spread(in.e), spread(in.kappa)}, spread(in.k), spread(in.t)};
    const RootFactors<C> start{spread(guess.u), spread(guess.v), spread(guess.h)};
    const C nothing(zero, zero);
    const double g2 = circle.g2();
    RetardedAverage<C> sum{no_derivatives(nothing), nothing};
    C gauss_s = nothing, gauss_b = nothing, gauss_e = nothing;
    const double measure = half * (2.0 * std::numbers::inv_pi);
    for (int k = 0; k < 16; k += lane_count<V>) {
        // from the nearer end of [0, pi/2], where one of the two squares is small
        const V phi = centre + half * load_lanes(rule.node + k, V{});
        const V sine_squared = square(sine(phi)), cosine_squared = square(sine(0.5 * std::numbers::pi - phi));
        const V gx2 = square(circle.alpha) * sine_squared,
                gp2 = square(circle.beta) + square(circle.alpha) * cosine_squared;
        const RetardedRoot<V> root = retarded_root_with_rashba(lanes, gx2, gp2, g2, start);
        const GeneratingFunction<C> f =
            derivatives_at(static_cast<const Invariants<C>&>(lanes), root, root.P_u / root.u);
        const V kronrod = measure * load_lanes(rule.kronrod + k, V{}),
                gauss = measure * load_lanes(rule.gauss + k, V{});
        add_derivatives(sum, kronrod, f);
        sum.u_over_Q += kronrod * (root.u / (f.r * root.P_u));
        gauss_s += gauss * f.s;
        gauss_b += gauss * f.b;
        gauss_e += gauss * f.e;
    }
    Panel p;
    p.average = {sum_lanes(static_cast<const InvariantDerivatives<C>&>(sum)), sum_lanes(sum.u_over_Q)};
    const double difference = 2.0 * a * modulus(p.average.s - sum_lanes(gauss_s)) +
                              2.0 * b * modulus(p.average.b - sum_lanes(gauss_b)) +
                              a * modulus(p.average.e - sum_lanes(gauss_e));
    p.size = 2.0 * a * modulus(p.average.s) + 2.0 * b * modulus(p.average.b) + a * modulus(p.average.e);
    p.error = kronrod_error(difference, p.size);
    return p;
}

/// alpha > 0, every interval to 2e-12 of the larger of 1 and the amplitudes unless it cannot be halved
/// further. `a`, `b` as in panel(). `error` grows by the estimated errors of all intervals; `directions` is
/// raised to the number of nodes.
template <class V>
MIRAGE_INLINE RetardedAverage<Complex<double>> retarded_average_with_rashba(
    const RetardedInvariants<Complex<double>>& in, Circle circle, double a, double b, int& directions,
    double& error) {
    constexpr double tolerance = 2e-12, quarter = 0.25 * std::numbers::pi;
    constexpr int max_panels = 4000, deepest = 40;
    const RetardedRoot<double> guess = retarded_root_without_rashba(in, circle.g2());
    const Complex<double> nothing(0.0, 0.0);
    RetardedAverage<Complex<double>> sum{no_derivatives(nothing), nothing};
    struct Interval {
        double centre, half;
    };
    Interval stack[deepest + 2];
    int depth = 0, panels = 0;
    double scale = 1.0;
    stack[depth++] = {quarter, quarter};
    while (depth > 0) {
        const Interval at = stack[--depth];
        const Panel p = panel<V>(in, circle, guess, a, b, at.centre, at.half);
        if (++panels == 1) scale = p.size > 1.0 ? p.size : 1.0;
        const bool exhausted = depth + 2 > deepest || at.half < 1e-13 || panels > max_panels;
        if (p.error > tolerance * scale && !exhausted) {
            stack[depth++] = {at.centre + 0.5 * at.half, 0.5 * at.half};
            stack[depth++] = {at.centre - 0.5 * at.half, 0.5 * at.half};
            continue;
        }
        add_derivatives(sum, 1.0, p.average);
        sum.u_over_Q += p.average.u_over_Q;
        error += p.error;
    }
    directions = 15 * panels > directions ? 15 * panels : directions;
    return sum;
}

}  // namespace mirage
