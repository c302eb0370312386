#pragma once
// Self-consistent Born approximation at one Matsubara frequency: Newton in three unknowns, and what the
// frequency contributes to gap equation, free energy and magnetisation. Theory page eqs. (4) to (5a).
//
// r depends on the renormalised (w~, D~, B~, d) only through s, b2, e. With the averages r_s, r_b, r_e of its
// gradient and
//   x = 1 - 2 Gamma r_s,   z = 1 + 2 Gamma r_b,   y = Gamma r_e,   det = x z + y^2
// the four equations w~ = omega + Gamma <g0>, D~ = Delta + Gamma <F>, B~ = B + Gamma <G>, d = Gamma <fx> are
// linear:
//   w~ = (z omega + y B)/det,  B~ = (x B - y omega)/det,  D~ = z Delta/det,  d = -y Delta/det,
// so that (x, z, y) are the unknowns, the normal state Delta = 0 is a regular point, and
//   F/Delta = (2 r_s z - Gamma r_e^2)/det,   kappa = s b2 - e^2 = (Delta B/det)^2.

#include "propagator/direction_average.hpp"
#include "propagator/newton.hpp"

namespace mirage {

/// The factors that renormalise a frequency, eq. (4); without scattering x = z = 1, y = 0.
template <class V>
struct Dressing {
    V x, z, y;        ///< 1 - 2 Gamma <r_s>, 1 + 2 Gamma <r_b>, Gamma <r_e>
    V x_t, z_t, y_t;  ///< their derivatives with respect to Delta^2 at fixed omega and B
};

/// What one frequency contributes. Averages over directions; derivatives at fixed omega.
template <class V>
struct FrequencyState {
    V F_over_Delta;        ///< <F>/Delta, regular at Delta = 0
    V F_over_Delta_slope;  ///< its derivative with respect to Delta^2
    V F_over_Delta_B;      ///< its derivative with respect to B
    V phi;                 ///< Phi - Phi_N, Phi_N = omega + Gamma/2, eq. (5a)
    V G;                   ///< <G> = -dPhi/dB
    V g0;                  ///< <g0> = dPhi/domega
    V error;               ///< relative size of the last Newton step; 0 when clean
    V directions_error;    ///< |sum of direction weights - 1|
    int directions = 1;
};

/// w~, D~, B~, d and their invariants from a dressing, eq. (4a).
template <class V>
MIRAGE_INLINE Renormalized<V> renormalize(const Dressing<V>& self, V omega, const PairingModel& m) {
    Renormalized<V> a;
    a.det = self.x * self.z + self.y * self.y;
    const V over = 1.0 / a.det;
    a.w = (self.z * omega + self.y * m.B) * over;
    a.B = (self.x * m.B - self.y * omega) * over;
    a.D = self.z * (m.Delta * over);
    a.d = -self.y * (m.Delta * over);
    a.in.s = a.w * a.w + a.D * a.D;
    a.in.b2 = a.B * a.B + a.d * a.d;
    a.in.e = a.w * a.B + a.D * a.d;
    a.in.kappa = square((m.Delta * m.B) * over);
    return a;
}

/// Changes (s, b, e) of the invariants s, b2, e along changes w, B, D, d of the amplitudes.
template <class V>
MIRAGE_INLINE void along(const Renormalized<V>& a, V w, V B, V D, V d, V& s, V& b, V& e) {
    s = 2.0 * (a.w * w + a.D * D);
    b = 2.0 * (a.B * B + a.d * d);
    e = w * a.B + a.w * B + D * a.d + a.D * d;
}

/// Changes of (1 - 2 Gamma r_s, 1 + 2 Gamma r_b, Gamma r_e) along a change s, b, e of the invariants.
template <class V>
MIRAGE_INLINE void response(const InvariantDerivatives<V>& r, double gamma, V s, V b, V e, V& x, V& z, V& y) {
    x = -2.0 * gamma * (r.ss * s + r.sb * b + r.se * e);
    z = 2.0 * gamma * (r.sb * s + r.bb * b + r.be * e);
    y = gamma * (r.se * s + r.be * b + r.ee * e);
}

/// 3 x 3 matrix with its inverse by cofactors.
template <class V>
struct Matrix3 {
    V a[3][3];

    MIRAGE_INLINE void solve(V f0, V f1, V f2, V& s0, V& s1, V& s2) const {
        const V c00 = a[1][1] * a[2][2] - a[1][2] * a[2][1];
        const V c01 = a[1][2] * a[2][0] - a[1][0] * a[2][2];
        const V c02 = a[1][0] * a[2][1] - a[1][1] * a[2][0];
        const V over = 1.0 / (a[0][0] * c00 + a[0][1] * c01 + a[0][2] * c02);
        s0 = over * (c00 * f0 + (a[0][2] * a[2][1] - a[0][1] * a[2][2]) * f1 +
                     (a[0][1] * a[1][2] - a[0][2] * a[1][1]) * f2);
        s1 = over * (c01 * f0 + (a[0][0] * a[2][2] - a[0][2] * a[2][0]) * f1 +
                     (a[0][2] * a[1][0] - a[0][0] * a[1][2]) * f2);
        s2 = over * (c02 * f0 + (a[0][1] * a[2][0] - a[0][0] * a[2][1]) * f1 +
                     (a[0][0] * a[1][1] - a[0][1] * a[1][0]) * f2);
    }
};

/// 1 - d(map)/d(x, z, y), map = (1 - 2 Gamma r_s, 1 + 2 Gamma r_b, Gamma r_e) at the amplitudes of (x, z, y):
/// the matrix of the Newton step and of every derivative of the solution.
template <class V>
MIRAGE_INLINE Matrix3<V> newton_matrix(const Dressing<V>& self, const Renormalized<V>& a,
                                       const InvariantDerivatives<V>& r, double gamma) {
    const V over = 1.0 / a.det;
    V s, b, e;
    V x, z, y;
    Matrix3<V> matrix;
    along(a, -a.w * self.z * over, a.w * self.y * over, -a.D * self.z * over, a.D * self.y * over, s, b, e);
    response(r, gamma, s, b, e, x, z, y);
    matrix.a[0][0] = 1.0 - x, matrix.a[1][0] = -z, matrix.a[2][0] = -y;
    along(a, -a.B * self.y * over, -a.B * self.x * over, -a.d * self.y * over, -a.d * self.x * over, s, b, e);
    response(r, gamma, s, b, e, x, z, y);
    matrix.a[0][1] = -x, matrix.a[1][1] = 1.0 - z, matrix.a[2][1] = -y;
    along(a, (self.z * a.B - self.y * a.w) * over, -(self.y * a.B + self.x * a.w) * over,
          (self.z * a.d - self.y * a.D) * over, -(self.y * a.d + self.x * a.D) * over, s, b, e);
    response(r, gamma, s, b, e, x, z, y);
    matrix.a[0][2] = -x, matrix.a[1][2] = -z, matrix.a[2][2] = 1.0 - y;
    return matrix;
}

/// The exact dressing of the normal state, Delta = 0: w~ = omega + Gamma, B~ = B, x w~ = omega + y B.
template <class V>
MIRAGE_INLINE Dressing<V> normal_dressing(V omega, const PairingModel& m) {
    const V zero = 0.0 * omega;
    Renormalized<V> a;
    a.det = 1.0 + zero;
    a.w = omega + m.gamma;
    a.D = zero, a.d = zero;
    a.B = m.B + zero;
    a.in = {a.w * a.w, a.B * a.B, a.w * a.B, zero};
    int directions = 1;
    const DirectionAverage<V> r = average(a, m, directions);
    Dressing<V> self;
    self.z = 1.0 + 2.0 * m.gamma * r.b;
    self.y = m.gamma * r.e;
    self.x = (omega + self.y * m.B) / a.w;
    self.x_t = zero, self.z_t = zero, self.y_t = zero;
    return self;
}

/// One Newton step on (x, z, y); x and z change by a factor of 5 at most, y falls to a tenth at most, so that
/// all keep their signs. Returns its relative size.
template <class V>
MIRAGE_INLINE V newton_step(Dressing<V>& self, const Renormalized<V>& a, const DirectionAverage<V>& r,
                            double gamma) {
    const Matrix3<V> matrix = newton_matrix(self, a, r, gamma);
    V dx, dz, dy;
    matrix.solve(1.0 - 2.0 * gamma * r.s - self.x, 1.0 + 2.0 * gamma * r.b - self.z, gamma * r.e - self.y, dx,
                 dz, dy);
    const V x = smaller(larger(self.x + dx, 0.2 * self.x), 5.0 * self.x);
    const V z = smaller(larger(self.z + dz, 0.2 * self.z), 5.0 * self.z);
    const V y = larger(self.y + dy, 0.1 * self.y);
    const V size =
        absolute(x - self.x) / x + absolute(z - self.z) / z + absolute(y - self.y) / (absolute(y) + 1e-280);
    self.x = x, self.z = z, self.y = y;
    return size;
}

/// Everything at one frequency from a dressing that solves its equations; writes its derivatives x_t, z_t,
/// y_t. The caller sets error and directions.
template <class V>
MIRAGE_INLINE FrequencyState<V> frequency_state(Dressing<V>& self, const Renormalized<V>& a,
                                                const DirectionAverage<V>& r, const PairingModel& m) {
    FrequencyState<V> f;
    const V over = 1.0 / a.det;
    f.F_over_Delta = (2.0 * r.s * self.z - m.gamma * r.e * r.e) * over;
    f.g0 = 2.0 * a.w * r.s + a.B * r.e;
    f.G = a.B * r.hv_over_Q - a.w * a.D * a.d * r.h_over_Q;
    const V F = f.F_over_Delta * m.Delta;
    const V triplet = -(2.0 * a.d * r.b + a.D * r.e);
    f.phi = r.v - (0.5 * m.gamma) * (square(1.0 - f.g0) + F * F - f.G * f.G - triplet * triplet);
    f.directions_error = absolute(r.weight - 1.0);
    if (m.gamma == 0.0) {
        f.F_over_Delta_slope = 2.0 * r.ss;
        f.F_over_Delta_B = 2.0 * (2.0 * m.B * r.sb + a.w * r.se);
        self.x_t = 0.0 * a.w, self.z_t = 0.0 * a.w, self.y_t = 0.0 * a.w;
        return f;
    }

    // Along Delta^2: explicit change of the invariants, then the response of (x, z, y).
    const V s_t = square(self.z * over);
    const V b_t = square(self.y * over);
    const V e_t = -self.y * self.z * over * over;
    const Matrix3<V> matrix = newton_matrix(self, a, r, m.gamma);
    // F/Delta = (z/det - 1)/Gamma, differentiated
    const auto along_change = [&](V x, V z, V y) {
        const V det = x * self.z + self.x * z + 2.0 * self.y * y;
        return (z - self.z * det * over) * (over / m.gamma);
    };
    V fx, fz, fy, x_B, z_B, y_B;
    response(r, m.gamma, s_t, b_t, e_t, fx, fz, fy);
    matrix.solve(fx, fz, fy, self.x_t, self.z_t, self.y_t);
    f.F_over_Delta_slope = along_change(self.x_t, self.z_t, self.y_t);
    // Along B: w~ and B~ change by y/det and x/det before the self-energy answers.
    response(r, m.gamma, 2.0 * a.w * self.y * over, 2.0 * a.B * self.x * over,
             (self.y * a.B + self.x * a.w) * over, fx, fz, fy);
    matrix.solve(fx, fz, fy, x_B, z_B, y_B);
    f.F_over_Delta_B = along_change(x_B, z_B, y_B);
    return f;
}

/// Newton from the dressing in `self`, which ends as the solution. `error` of the result tells whether it
/// converged: quadratic, so a last step below 1e-7 leaves 1e-14. Domain: omega > 0.
template <class V>
MIRAGE_INLINE FrequencyState<V> solve_frequency(Dressing<V>& self, V omega, const PairingModel& m,
                                                int max_steps) {
    int directions = 1;
    V size = 0.0 * omega;
    if (m.gamma == 0.0) {
        self.x = 1.0 + size, self.z = 1.0 + size, self.y = size;
        const Renormalized<V> bare = bare_amplitudes(omega, m);
        FrequencyState<V> f = frequency_state(self, bare, average(bare, m, directions), m);
        f.error = size;
        f.directions = directions;
        return f;
    }
    for (int step = 0; step < max_steps; ++step) {
        const Renormalized<V> a = renormalize(self, omega, m);
        const DirectionAverage<V> r = average(a, m, directions);
        size = newton_step(self, a, r, m.gamma);
        if (!any(!(size < solved_step))) break;
    }
    const Renormalized<V> a = renormalize(self, omega, m);
    const DirectionAverage<V> r = average(a, m, directions);
    FrequencyState<V> f = frequency_state(self, a, r, m);
    f.error = size;
    f.directions = directions;
    return f;
}

/// Whether Newton converged, and onto the physical branch (a second one has the other sign of w~, d):
/// <g0> > 0, and <F> not negative beyond rounding (it vanishes in gapless states for omega -> 0).
inline bool physical(double error, double g0, double F_over_Delta) {
    return error < solved_step && g0 > 0.0 && F_over_Delta > -1e-6;
}

/// One frequency, robustly: from the given start, then by continuation in Delta from the normal state, then
/// by continuation in omega from above. False when all fail.
bool solve_frequency_robustly(Dressing<double>& self, double omega, const PairingModel& model,
                              FrequencyState<double>& state);

}  // namespace mirage
