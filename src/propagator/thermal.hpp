#pragma once
// What one frequency contributes to entropy and specific heat: theory page eqs. (11) to (11c). Two more
// averages over directions, of 1 - g0 and of d^2 r/dw~^2, formed without the cancellation that g0 -> 1 would
// bring.

#include "propagator/self_energy.hpp"

namespace mirage {

/// A DirectionAverage with <1 - g0> and <r_ww>.
template <class V>
struct ThermalAverage : DirectionAverage<V> {
    V one_minus_g0;  ///< <1 - g0>
    V r_ww;          ///< <d^2 r/dw~^2> at fixed D~, B~, d
    V B, d;          ///< amplitudes of the frequency
};

/// All sums zero.
template <class V>
MIRAGE_INLINE ThermalAverage<V> empty_thermal_average(const Renormalized<V>& a) {
    const V zero = 0.0 * a.w;
    return {empty_average(zero), zero, zero, a.B, a.d};
}

/// Adds one direction, eq. (11b): derivatives with respect to w~ of the cubic (10a) in eps = s - u.
template <class V>
MIRAGE_INLINE void add_direction(ThermalAverage<V>& sum, const Invariants<V>& in, const CubicRoot<V>& root,
                                 V w, V D, V weight, const DirectionFunction<V>& f) {
    add_direction(static_cast<DirectionAverage<V>&>(sum), in, root, w, D, weight, f);
    const V g2 = root.gx2 + root.gp2;
    const V d = sum.d, u = root.u, n = u + g2, h = u + root.gx2, p = u * n;
    const V kappa_over_den = in.kappa * (f.over_den_r * (f.r + w));
    const V eps = h * kappa_over_den, q = p * kappa_over_den;
    const V kd = (w * d - D * sum.B) * d;
    const V over_P_u = 1.0 / (f.P_u_over_r * f.r);
    const V eps_w = 2.0 * (w * (q - eps * (u + n)) + kd * h) * over_P_u;
    const V P_ww = eps * (2.0 * (u + n) + 8.0 * w * w) - 2.0 * q - 8.0 * w * kd - 2.0 * d * d * h;
    const V P_we = 2.0 * w * (u + n - 2.0 * eps + in.b2) + 2.0 * kd;
    const V P_ee = 2.0 * (3.0 * eps - 2.0 * in.s - g2 - in.b2);
    const V eps_ww = -(P_ww + eps_w * (2.0 * P_we + P_ee * eps_w)) * over_P_u;
    const V over_r = 1.0 / f.r;
    const V one_minus_g0 = ((D * D - eps) / (f.r + w) + 0.5 * eps_w) * over_r;
    sum.one_minus_g0 += weight * one_minus_g0;
    sum.r_ww += weight * ((one_minus_g0 * (2.0 - one_minus_g0) - 0.5 * eps_ww) * over_r);
}

/// What one frequency contributes.
template <class V>
struct ThermalTerms {
    V entropy;   ///< omega (1 - <g0>) - (Phi - Phi_N)
    V heat;      ///< omega [2 (1 - <g0>) - omega d<g0>/d omega]
    V coupling;  ///< d(omega <F>/Delta)/d omega, at fixed Delta and B
};

/// d<g0>/d omega at fixed Delta and B, eq. (11c), for gamma > 0: the explicit change of w~ and B~, the
/// response of x, z, y, and what follows for all four amplitudes.
template <class V>
MIRAGE_INLINE V slope_of_g0(const Dressing<V>& self, V omega, const Renormalized<V>& a,
                            const ThermalAverage<V>& r, const PairingModel& m) {
    const V over = 1.0 / a.det, zero = 0.0 * omega;
    V s, b, e, fx, fz, fy, x, z, y;
    along(a, self.z * over, -self.y * over, zero, zero, s, b, e);
    response(r, m.gamma, s, b, e, fx, fz, fy);
    newton_matrix(self, a, r, m.gamma).solve(fx, fz, fy, x, z, y);
    const V det = x * self.z + self.x * z + 2.0 * self.y * y;
    const V B_slope = (m.B * x - y * omega - self.y - a.B * det) * over;
    const V D_slope = (m.Delta * z - a.D * det) * over;
    const V d_slope = -(m.Delta * y + a.d * det) * over;
    // derivatives of 2 w~ <r_s> + B~ <r_e> with respect to B~, D~, d
    const V R_B = 2.0 * a.w * (2.0 * a.B * r.sb + a.w * r.se) + a.B * (2.0 * a.B * r.be + a.w * r.ee) + r.e;
    const V R_D = 2.0 * a.w * (2.0 * a.D * r.ss + a.d * r.se) + a.B * (2.0 * a.D * r.se + a.d * r.ee);
    const V R_d = 2.0 * a.w * (2.0 * a.d * r.sb + a.D * r.se) + a.B * (2.0 * a.d * r.be + a.D * r.ee);
    return (r.r_ww + R_B * B_slope + R_D * D_slope + R_d * d_slope) / (1.0 - m.gamma * r.r_ww);
}

/// From a dressing that solves the equations of the frequency, with its derivatives with respect to Delta^2.
template <class V>
MIRAGE_INLINE ThermalTerms<V> thermal_terms(const Dressing<V>& self, V omega, const PairingModel& m,
                                            int& directions) {
    const Renormalized<V> a = m.gamma > 0.0 ? renormalize(self, omega, m) : bare_amplitudes(omega, m);
    const ThermalAverage<V> r = average(empty_thermal_average(a), a, m, directions);
    const V f = m.gamma > 0.0 ? (2.0 * r.s * self.z - m.gamma * r.e * r.e) / a.det : 2.0 * r.s;
    const V F = f * m.Delta;
    const V G = a.B * r.hv_over_Q - a.w * a.D * a.d * r.h_over_Q;
    const V triplet = -(2.0 * a.d * r.b + a.D * r.e);
    const V phi = r.v - (0.5 * m.gamma) * (square(r.one_minus_g0) + F * F - G * G - triplet * triplet);
    V f_slope, g0_slope;
    if (m.gamma > 0.0) {
        const V det = self.x_t * self.z + self.x * self.z_t + 2.0 * self.y * self.y_t;  // along Delta^2
        f_slope = (2.0 / m.gamma) * (omega * self.z_t + m.B * self.y_t - a.w * det) / a.det;
        g0_slope = slope_of_g0(self, omega, a, r, m);
    } else {
        f_slope = 4.0 * omega * r.ss + 2.0 * m.B * r.se;
        g0_slope = r.r_ww;
    }
    return {omega * r.one_minus_g0 - phi, omega * (2.0 * r.one_minus_g0 - omega * g0_slope),
            f + omega * f_slope};
}

}  // namespace mirage
