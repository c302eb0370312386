#pragma once
// One Matsubara frequency of the two valleys with both order parameters, a field in the plane, neither
// scattering nor Rashba coupling: in_plane_terms.hpp for d = g_x = g_y = 0, where the amplitudes are
// algebra. Theory page, section 8, eq. (12d).
//
// With D, Y = t eta and p = beta D + h Y, u = r^2 is the positive root of
//   u^2 - s u - q = 0,   s = w^2 + D^2 + Y^2 - h^2 - beta^2,   q = w^2 (h^2 + beta^2) + p^2,
// so that r_i = N_i/(r R), N_i = (u s_i + q_i)/2, R = sqrt(s^2 + 4 q) = 2 u - s, and v = u - w^2 that of
//   v^2 + b v - c = 0,   b = w^2 + h^2 + beta^2 - D^2 - Y^2,   c = w^2 (D^2 + Y^2) + p^2,
// with D^2 + Y^2 - v = (h D - beta Y)^2/(u + h^2 + beta^2).

#include "propagator/material_terms.hpp"

namespace mirage {

/// Whether a model is of that kind.
MIRAGE_INLINE bool is_clean_pair_of_valleys(const MaterialModel& m) {
    const PocketModel& valleys = m.pocket[0];
    return m.pocket_count == 1 && valleys.form == SpinOrbitForm::valley && valleys.alpha == 0.0 &&
           is_in_plane(m) && !scatters(m);
}

/// u, v, R and r of one frequency.
template <class V>
struct CleanValleysRoot {
    V u, v, R, r;
};

template <class V>
MIRAGE_INLINE CleanValleysRoot<V> clean_valleys_root(V w, double pair, double fields, double p) {
    const V w2 = w * w, s = w2 + (pair - fields), b = w2 + (fields - pair);
    const V q = w2 * fields + p * p, c = w2 * pair + p * p;
    CleanValleysRoot<V> root;
    root.R = square_root(s * s + 4.0 * q);
    // the larger roots of both and the products q and c, without cancellation
    const V of_u = 0.5 * (root.R + absolute(s)), of_v = 0.5 * (root.R + absolute(b));
    const V over = 1.0 / (of_u * of_v);
    root.u = choose(s > 0.0, of_u, q * (of_v * over));
    root.v = choose(b > 0.0, c * (of_u * over), of_v);
    root.r = square_root(root.u);
    return root;
}

/// The amplitudes with their derivatives.
template <class V>
MIRAGE_INLINE MaterialTerms<V> clean_valleys_terms(V w, const MaterialModel& m) {
    const double chi = m.pocket[0].chi, t = m.pocket[0].triplet, beta = m.pocket[0].beta;
    const double D = chi * m.Delta, Y = t * m.eta, h = m.B_x, h_B = m.B_x_B;
    const double pair = D * D + Y * Y, fields = h * h + beta * beta, p = beta * D + h * Y;
    const auto [u, v, R, r] = clean_valleys_root(w, pair, fields, p);
    const V zero = 0.0 * w, over = 1.0 / (r * R), over_r = R * over, over_R = r * over;
    const V sum = r + w, both = u + fields, over_both = 1.0 / (sum * both);
    const V r_D = (u * D + p * beta) * over, r_Y = (u * Y + p * h) * over, r_h = (p * Y - v * h) * over;
    const V r_w = w * both * over;
    // r_ij = N_ij/(r R) - r_i (r_j/r + R_j/R), u_j = 2 r r_j, R_j = 2 u_j - s_j
    const V u_D = 2.0 * r * r_D, u_Y = 2.0 * r * r_Y, u_h = 2.0 * r * r_h, u_w = 2.0 * r * r_w;
    const auto relative = [&](V r_j, V u_j, auto s_j) { return r_j * over_r + (2.0 * u_j - s_j) * over_R; };
    const V along_D = relative(r_D, u_D, 2.0 * D), along_Y = relative(r_Y, u_Y, 2.0 * Y),
            along_h = relative(r_h, u_h, -2.0 * h), along_w = relative(r_w, u_w, 2.0 * w);
    // v_w and v_ww are small at high frequency
    const double k = h * D - beta * Y;
    const V rest = (k * k) * (sum * over_both), v_w = 2.0 * w * rest * over_R;  // rest: D^2 + Y^2 - v
    const V v_ww = 2.0 * (rest - (2.0 * w + v_w) * v_w) * over_R;
    MaterialTerms<V> f;
    f.F = chi * r_D;
    f.Ft = t * r_Y;
    f.phi = v * (both * over_both);
    f.one_minus_g0 = (f.phi - 0.5 * v_w) * over_r;
    f.G = -h_B * r_h;
    f.F_D = (chi * chi) * ((u_D * D + u + beta * beta) * over - r_D * along_D);
    f.F_eta = (chi * t) * ((u_Y * D + h * beta) * over - r_D * along_Y);
    f.Ft_eta = (t * t) * ((u_Y * Y + u + h * h) * over - r_Y * along_Y);
    f.F_B = (chi * h_B) * ((u_h * D + beta * Y) * over - r_D * along_h);
    f.Ft_B = (t * h_B) * ((u_h * Y + (p + h * Y)) * over - r_Y * along_h);
    f.F_omega = chi * (u_w * D * over - r_D * along_w);
    f.Ft_omega = t * (u_w * Y * over - r_Y * along_w);
    f.g0_omega = (f.one_minus_g0 * (2.0 - f.one_minus_g0) + 0.5 * v_ww) * over_r;
    f.error = f.directions_error = zero;
    f.lowest_g0 = r_w;
    return f;
}

}  // namespace mirage
