#pragma once
// Self-consistent Born approximation at real energies: the equations of self_energy.hpp at omega = eta - i E,
// and the amplitudes of a spectrum. Theory page eqs. (4), (10), (10b); [T] eqs. 7 to 9.
//
// Every amplitude is analytic for Re omega > 0, and the physical solution is the only one in the domain where
// the anti-Hermitian part of z - H - Sigma is positive: with commuting sigma_x = sigma, tau_1 = tau = +-1,
//   Re w~ + sigma Im B~ - tau Im D~ + sigma tau Re d > 0   for all four signs
// (the self-consistency maps this domain strictly into itself, so that its fixed point is unique: Earle and
// Hamilton). A converged solution inside the domain is therefore the physical one, however it was found.

#include "propagator/retarded_average.hpp"
#include "propagator/self_energy.hpp"

namespace mirage {

/// What one complex frequency gives; every quantity at -E is the complex conjugate of that at E.
template <class C>
struct RetardedState {
    C g0, F, G, fx, fy;     ///< averages; fy of valley K, opposite in K'
    C g0_slope;             ///< d<g0>/d omega at fixed Delta and B
    decltype(C::re) error;  ///< relative size of the last Newton step; 0 when clean
    /// Least of the four combinations above, less Re omega: not negative when physical.
    decltype(C::re) domain;
};

/// The averages at renormalised amplitudes, for one frequency (lanes L over directions) or several (lanes
/// over them, alpha = 0 only).
template <class L>
struct RetardedAverager {
    const PairingModel& m;
    int directions = 1;  ///< most used so far
    double error = 0.0;  ///< estimated error of the amplitudes in the last average

    template <class V>
    MIRAGE_INLINE RetardedAverage<Complex<V>> operator()(const Renormalized<Complex<V>>& a) {
        const double g = m.alpha > 0.0 ? std::sqrt(m.alpha * m.alpha + m.beta * m.beta) : m.beta;
        const RetardedInvariants<Complex<V>> in = retarded_invariants(a.w, a.D, a.B, a.d, g);
        if constexpr (lane_count<V> == 1)
            if (m.alpha > 0.0) {
                error = 0.0;
                const double large = larger(modulus(a.w), modulus(a.D)),
                             small = larger(modulus(a.B), modulus(a.d));
                return retarded_average_with_rashba<L>(in, {m.alpha, m.beta}, large, small, directions,
                                                       error);
            }
        return retarded_average_without_rashba(in, m.beta * m.beta);
    }
};

/// A first guess: `rounds` of the plain fixed point, which never leaves the physical domain, from the normal
/// state.
template <class C, class Averager>
MIRAGE_INLINE Dressing<C> retarded_guess(C omega, const PairingModel& m, int rounds, Averager& average) {
    const C zero = 0.0 * omega;
    Renormalized<C> a;
    a.det = zero + 1.0;
    a.w = omega + m.gamma, a.D = zero + m.Delta, a.B = zero + m.B, a.d = zero;
    Dressing<C> self;
    for (int round = 0; round < rounds; ++round) {
        const RetardedAverage<C> r = average(a);
        self.x = 1.0 - 2.0 * m.gamma * r.s;
        self.z = 1.0 + 2.0 * m.gamma * r.b;
        self.y = m.gamma * r.e;
        const Renormalized<C> old = a;
        a.w = omega + m.gamma * (2.0 * old.w * r.s + old.B * r.e);
        a.D = m.Delta + m.gamma * (2.0 * old.D * r.s + old.d * r.e);
        a.B = m.B - m.gamma * (2.0 * old.B * r.b + old.w * r.e);
        a.d = -m.gamma * (2.0 * old.d * r.b + old.D * r.e);
    }
    return self;
}

/// |change/value|^2, finite where both vanish.
template <class V>
MIRAGE_INLINE V relative_change(Complex<V> change, Complex<V> value) {
    return squared_modulus(change) / (squared_modulus(value) + 1e-280);
}

/// One Newton step on (x, z, y); returns the square of its relative size. A step is at most as long as what
/// it changes.
template <class V>
MIRAGE_INLINE V retarded_newton_step(Dressing<Complex<V>>& self, const Renormalized<Complex<V>>& a,
                                     const InvariantDerivatives<Complex<V>>& r, double gamma) {
    using C = Complex<V>;
    C dx, dz, dy;
    newton_matrix(self, a, r, gamma)
        .solve(1.0 - 2.0 * gamma * r.s - self.x, 1.0 + 2.0 * gamma * r.b - self.z, gamma * r.e - self.y, dx,
               dz, dy);
    const V size = relative_change(dx, self.x) + relative_change(dz, self.z);
    const V shorten = choose(size > 1.0, 1.0 / square_root(size), 0.0 * size + 1.0);
    self.x = self.x + shorten * dx;
    self.z = self.z + shorten * dz;
    self.y = self.y + shorten * dy;
    return size + relative_change(dy, self.y);
}

/// d<g0>/d omega at fixed Delta and B: the explicit change of w~ and B~, then the response of (x, z, y).
template <class C>
MIRAGE_INLINE C slope_of_g0(const Dressing<C>& self, const Renormalized<C>& a,
                            const InvariantDerivatives<C>& r, double gamma) {
    const C over = 1.0 / a.det;
    C w = self.z * over, B = -self.y * over, D = 0.0 * w, d = 0.0 * w;
    C s, b, e;
    along(a, w, B, D, d, s, b, e);
    if (gamma > 0.0) {
        C fx, fz, fy, x, z, y;
        response(r, gamma, s, b, e, fx, fz, fy);
        newton_matrix(self, a, r, gamma).solve(fx, fz, fy, x, z, y);
        w += over * ((self.z * a.B - self.y * a.w) * y - a.w * self.z * x - a.B * self.y * z);
        B += over * (a.w * self.y * x - a.B * self.x * z - (self.y * a.B + self.x * a.w) * y);
        D += over * ((self.z * a.d - self.y * a.D) * y - a.D * self.z * x - a.d * self.y * z);
        d += over * (a.D * self.y * x - a.d * self.x * z - (self.y * a.d + self.x * a.D) * y);
        along(a, w, B, D, d, s, b, e);
    }
    return 2.0 * w * r.s + B * r.e + 2.0 * a.w * (r.ss * s + r.sb * b + r.se * e) +
           a.B * (r.se * s + r.be * b + r.ee * e);
}

/// All amplitudes from a dressing that solves its equations. The caller sets the error.
template <class V>
MIRAGE_INLINE RetardedState<Complex<V>> retarded_state(const Dressing<Complex<V>>& self, Complex<V> omega,
                                                       const Renormalized<Complex<V>>& a,
                                                       const RetardedAverage<Complex<V>>& r,
                                                       const PairingModel& m) {
    RetardedState<Complex<V>> f;
    f.g0 = 2.0 * a.w * r.s + a.B * r.e;
    f.F = 2.0 * a.D * r.s + a.d * r.e;
    f.G = -(2.0 * a.B * r.b + a.w * r.e);
    f.fx = -(2.0 * a.d * r.b + a.D * r.e);
    f.fy = -m.beta * ((a.B * a.D - a.d * a.w) * r.u_over_Q);
    f.g0_slope = slope_of_g0(self, a, r, m.gamma);
    const V plus = smaller(a.B.im - a.D.im + a.d.re, a.B.im + a.D.im - a.d.re);
    const V minus = smaller(-a.B.im - a.D.im - a.d.re, a.D.im - a.B.im + a.d.re);
    f.domain = a.w.re - omega.re + smaller(plus, minus);
    return f;
}

/// Newton, from the dressing in `self` or, for rounds > 0, from a first guess; `self` ends as the solution.
/// Solved where is_physical says so. Domain: Re omega > 0.
template <class V, class Averager>
MIRAGE_INLINE RetardedState<Complex<V>> solve_retarded_frequency(Dressing<Complex<V>>& self, Complex<V> omega,
                                                                 const PairingModel& m, int rounds,
                                                                 int max_steps, Averager& average) {
    V size = 0.0 * omega.re;
    if (m.gamma == 0.0) {
        self.x = 0.0 * omega + 1.0, self.z = self.x, self.y = 0.0 * omega;
    } else {
        if (rounds > 0) self = retarded_guess(omega, m, rounds, average);
        for (int step = 0; step < max_steps; ++step) {
            const Renormalized<Complex<V>> a = renormalize(self, omega, m);
            size = retarded_newton_step(self, a, average(a), m.gamma);
            if (!any(!(size < 1e-16))) break;
        }
    }
    const Renormalized<Complex<V>> a = renormalize(self, omega, m);
    RetardedState<Complex<V>> f = retarded_state(self, omega, a, average(a), m);
    f.error = square_root(size);
    return f;
}

/// Newton converged (a last step below 1e-7 leaves 1e-14), in the physical domain but for rounding, and
/// causal.
inline bool is_physical(double error, double domain, double dos, double eta) {
    return error < solved_step && domain > -1e-2 * eta - 1e-13 && dos > -1e-12;
}

}  // namespace mirage
