#pragma once
// Self-consistent Born approximation of a material at one Matsubara frequency: potential, magnetic,
// spin-orbit and orbital scattering between all pockets, by Newton. Theory page, section 8, eqs. (13) to
// (13d).
//
// With the propagator r_i = <dr/dx_i> of every pocket, the dressed coordinates of pocket p obey
//   x_p,i = bare_p,i + sign_i sum_q Gamma^i_pq r_q,i,
//   Gamma^i_pq = even_pq + n_q (f_i^magnetic magnetic + f_i^spin-orbit spin_orbit + f_i^orbital orbital)
// for what is equal in both halves of a pair, and Gamma^i_pp = odd_p for what changes its sign.

#include <cmath>

#include "propagator/material_average.hpp"
#include "propagator/newton.hpp"
#include "propagator/unknown_layout.hpp"

namespace mirage {

/// P O P = factor O, averaged over the isotropic matrices P of a channel.
struct ChannelFactors {
    double magnetic, spin_orbit, orbital;
};
MIRAGE_INLINE constexpr ChannelFactors channel_factors(Component component) {
    switch (component) {
        case Component::tau3:
            return {1.0, 1.0, 1.0};
        case Component::tau2:
        case Component::tau1:
            return {-1.0, 1.0, -1.0};
        case Component::spin_tau3:
            return {-1.0 / 3.0, -1.0 / 3.0, 1.0};
        case Component::spin_tau2:
            return {1.0 / 3.0, -1.0 / 3.0, -1.0};
        case Component::spin:
            return {-1.0 / 3.0, -1.0 / 3.0, 1.0};
        case Component::spin_tau1:
            return {1.0 / 3.0, -1.0 / 3.0, -1.0};
    }
    return {};
}

/// Gamma^i_pq.
template <class Field>
MIRAGE_INLINE double rate(const MaterialModel& m, int i, int p, int q) {
    if (Field::is_momentum(i)) return 0.0;
    if (i >= Field::even) return p == q ? m.odd[p] : 0.0;
    const ChannelFactors f = channel_factors(Field::component(i));
    return m.even[p][q] + m.pocket[q].share *
                              (f.magnetic * m.magnetic + f.spin_orbit * m.spin_orbit + f.orbital * m.orbital);
}

/// Gamma^w_pq summed over q: what the normal state adds to omega.
template <class Field>
MIRAGE_INLINE double rate_of_leaving(const MaterialModel& m, int p) {
    double sum = 0.0;
    for (int q = 0; q < m.pocket_count; ++q) sum += rate<Field>(m, Field::w, p, q);
    return sum;
}

/// d Gamma^i_pq/d|B|.
template <class Field>
MIRAGE_INLINE double rate_B(const MaterialModel& m, int i, int q) {
    return i >= Field::even || Field::is_momentum(i)
               ? 0.0
               : m.pocket[q].share * channel_factors(Field::component(i)).orbital * m.orbital_B;
}

/// Of averages over directions.
MIRAGE_INLINE double direction_accuracy(const MaterialModel& m) { return std::pow(10.0, -m.digits); }

/// The propagator of one pocket, averaged.
template <class V, class Field>
struct PocketPropagator {
    V v_over_sum, one_minus_g0;
    V r[Field::all];              ///< gradient
    V H[Field::all][Field::all];  ///< Hessian
};

/// All that belongs to one frequency.
template <class V, class Field>
struct MaterialFrequency {
    static constexpr int most = most_pockets<Field> * Field::all;
    UnknownLayout<Field> layout;
    MaterialState<V, Field> bare, state;
    PocketPropagator<V, Field> pocket[most_pockets<Field>];
    V matrix[most][most];  ///< 1 - sign Gamma H of Newton's step and of every derivative; then its factors
    AverageQuality<V> quality[most_pockets<Field>];
};

/// x without scattering: frequency, gap, field, triplet order parameter.
template <class V, class Field>
MIRAGE_INLINE void set_bare(MaterialState<V, Field>& bare, V omega, const MaterialModel& m) {
    for (int p = 0; p < pockets_of<Field>(m); ++p) {
        for (int i = 0; i < Field::all; ++i) bare.x[p][i] = 0.0 * omega;
        bare.x[p][Field::w] = omega;
        bare.x[p][Field::D] = 0.0 * omega + m.pocket[p].chi * m.Delta;
        Field::set_field(bare.x[p], m.B_x, m.B_z);
        bare.x[p][Field::y] = 0.0 * omega - m.pocket[p].triplet * m.eta;
        Field::set_momentum(bare.x[p], m, m.pocket[p].velocity * m.Q);
    }
}

template <int n, class V, class Field>
MIRAGE_INLINE void set_pocket(PocketPropagator<V, Field>& to, const AverageTerms<V, n>& from) {
    to.v_over_sum = from.v_over_sum;
    to.one_minus_g0 = from.one_minus_g0;
    for (int i = 0; i < n; ++i) {
        to.r[i] = from.gradient[i];
        for (int j = 0; j < n; ++j) to.H[i][j] = from.hessian[pair_index(n, i, j)];
    }
}

/// The propagators of all pockets at `state`.
template <class V, class Field>
MIRAGE_INLINE void average_pockets(MaterialFrequency<V, Field>& f, const MaterialModel& m, double accuracy) {
    for (int p = 0; p < pockets_of<Field>(m); ++p) {
        const auto& x = f.state.x[p];
        if (f.layout.extent[p] == Field::all)
            set_pocket(f.pocket[p], Field::template average<Field::all>(x, m, p, accuracy, f.quality[p]));
        else if (Field::clean < Field::even && f.layout.extent[p] == Field::clean)
            set_pocket(f.pocket[p], Field::template average<Field::clean>(x, m, p, accuracy, f.quality[p]));
        else
            set_pocket(f.pocket[p], Field::template average<Field::even>(x, m, p, accuracy, f.quality[p]));
    }
}

/// bare + sign Gamma r: what the state should be.
template <class V, class Field>
MIRAGE_INLINE V dressed(const MaterialFrequency<V, Field>& f, const MaterialModel& m, int p, int i) {
    V sum = 0.0 * f.bare.x[p][i];
    for (int q = 0; q < pockets_of<Field>(m); ++q) sum += rate<Field>(m, i, p, q) * f.pocket[q].r[i];
    return f.bare.x[p][i] + Field::sign(i) * sum;
}

/// 1 - sign Gamma H, factorised without exchange of rows: what that spoils the error of the iteration tells.
template <class V, class Field>
MIRAGE_INLINE void factorise(MaterialFrequency<V, Field>& f, const MaterialModel& m) {
    const UnknownLayout<Field>& layout = f.layout;
    const auto &extent = layout.extent, &first = layout.first;
    const int pockets = layout.pockets, count = layout.count;
    const V zero = 0.0 * f.state.x[0][0];
    for (int p = 0; p < pockets; ++p)
        for (int i = 0; i < extent[p]; ++i)
            for (int q = 0; q < pockets; ++q) {
                const double factor = -Field::sign(i) * rate<Field>(m, i, p, q);
                for (int j = 0; j < extent[q]; ++j)
                    f.matrix[first[p] + i][first[q] + j] =
                        zero + (i < extent[q] && factor != 0.0 ? factor * f.pocket[q].H[i][j] : zero) +
                        (p == q && i == j ? 1.0 : 0.0);
            }
    for (int k = 0; k < count; ++k) {
        f.matrix[k][k] = 1.0 / f.matrix[k][k];
        for (int i = k + 1; i < count; ++i) {
            const V part = f.matrix[i][k] * f.matrix[k][k];
            f.matrix[i][k] = part;
            for (int j = k + 1; j < count; ++j) f.matrix[i][j] = f.matrix[i][j] - part * f.matrix[k][j];
        }
    }
}

/// Solves with the factors, in place.
template <class V, class Field>
MIRAGE_INLINE void solve_factors(const MaterialFrequency<V, Field>& f, V* b) {
    const int count = f.layout.count;
    for (int i = 1; i < count; ++i)
        for (int j = 0; j < i; ++j) b[i] = b[i] - f.matrix[i][j] * b[j];
    for (int i = count - 1; i >= 0; --i) {
        for (int j = i + 1; j < count; ++j) b[i] = b[i] - f.matrix[i][j] * b[j];
        b[i] = b[i] * f.matrix[i][i];
    }
}

/// One Newton step; at most, w falls to a fifth. Returns its size, relative to w and among the pair
/// amplitudes.
template <class V, class Field>
MIRAGE_INLINE V material_step(MaterialFrequency<V, Field>& f, const MaterialModel& m) {
    V b[MaterialFrequency<V, Field>::most];
    const auto& layout = f.layout;
    for (int p = 0; p < layout.pockets; ++p)
        for (int i = 0; i < layout.extent[p]; ++i)
            b[layout.first[p] + i] = dressed(f, m, p, i) - f.state.x[p][i];
    factorise(f, m);
    solve_factors(f, b);
    const V zero = 0.0 * f.state.x[0][0];
    V part = zero + 1.0, pairs = zero, pair_change = zero, change = zero;
    for (int p = 0; p < layout.pockets; ++p) {
        const V w = f.state.x[p][Field::w], dw = b[layout.first[p] + Field::w];
        part = choose(dw < -0.8 * w, smaller(part, -0.8 * w / dw), part);
        part = choose(dw > 5.0 * w, smaller(part, 5.0 * w / dw), part);
    }
    for (int p = 0; p < layout.pockets; ++p) {
        const V over_w = 1.0 / f.state.x[p][Field::w];
        for (int i = 0; i < layout.extent[p]; ++i) {
            const V step = b[layout.first[p] + i];
            V& x = f.state.x[p][i];
            if (Field::is_pair(i)) {
                pairs = larger(pairs, absolute(x));
                pair_change = larger(pair_change, absolute(step));
            } else {
                change = larger(change, absolute(step) * over_w);
            }
            x = x + part * step;
        }
    }
    return change + pair_change / (pairs + 1e-280);
}

/// What one frequency contributes: MaterialArrays.
template <class V>
struct MaterialTerms {
    V F, Ft, phi, G, one_minus_g0;
    V F_D, F_eta, Ft_eta, F_B, Ft_B, F_omega, Ft_omega, g0_omega;
    V current, F_Q, Ft_Q, current_Q;  ///< of a state with momentum
    V error, directions_error;
    V lowest_g0;  ///< of all pockets: positive on the physical branch
};

/// Derivatives of the state with respect to Delta, eta, |B|, omega and, where there is one, the momentum.
enum class Along { Delta, eta, B, omega, momentum };
template <class Field>
inline constexpr int response_count = Field::has_momentum ? 5 : 4;

template <class V, class Field>
struct MaterialResponse {
    V x[response_count<Field>][MaterialFrequency<V, Field>::most];
};

/// The explicit change of `dressed` at fixed propagators.
template <class V, class Field>
MIRAGE_INLINE void set_explicit_change(V* b, const MaterialFrequency<V, Field>& f, const MaterialModel& m,
                                       Along along) {
    const V zero = 0.0 * f.state.x[0][0];
    const auto& layout = f.layout;
    for (int p = 0; p < layout.pockets; ++p) {
        V* at = b + layout.first[p];
        for (int i = 0; i < layout.extent[p]; ++i) at[i] = zero;
        if (along == Along::Delta) at[Field::D] = zero + m.pocket[p].chi;
        if (along == Along::omega) at[Field::w] = zero + 1.0;
        if (along == Along::eta && layout.extent[p] == Field::all) at[Field::y] = zero - m.pocket[p].triplet;
        if (along == Along::momentum) Field::set_momentum(at, m, m.pocket[p].velocity);
        if (along != Along::B) continue;
        Field::set_field(at, m.B_x_B, m.B_z_B);
        for (int i = 0; i < Field::even && i < layout.extent[p]; ++i)
            for (int q = 0; q < layout.pockets; ++q)
                at[i] += (Field::sign(i) * rate_B<Field>(m, i, q)) * f.pocket[q].r[i];
    }
}

template <class V, class Field>
MIRAGE_INLINE void respond(MaterialResponse<V, Field>& response, const MaterialFrequency<V, Field>& f,
                           const MaterialModel& m) {
    for (int k = 0; k < response_count<Field>; ++k) {
        set_explicit_change(response.x[k], f, m, static_cast<Along>(k));
        if (scatters(m)) solve_factors(f, response.x[k]);
    }
}

/// Derivative of sum n factor_p r_i along a response.
template <class V, class Field, class Factor>
MIRAGE_INLINE V change_of(const MaterialFrequency<V, Field>& f, const MaterialModel& m, const V* x, int i,
                          Factor factor) {
    V sum = 0.0 * f.state.x[0][0];
    const auto& layout = f.layout;
    for (int p = 0; p < layout.pockets; ++p) {
        if (i >= layout.extent[p] || factor(p) == 0.0) continue;
        V along = 0.0 * sum;
        for (int j = 0; j < layout.extent[p]; ++j) along += f.pocket[p].H[i][j] * x[layout.first[p] + j];
        sum += (m.pocket[p].share * factor(p)) * along;
    }
    return sum;
}

/// Phi - Phi_N, eq. (13c): sum n <v/(r + w)> less half of n Gamma times the products of what is left of the
/// propagators beside that of the normal state; and its derivative with respect to |B|.
template <class V, class Field>
MIRAGE_INLINE void add_functional(MaterialTerms<V>& t, const MaterialFrequency<V, Field>& f,
                                  const MaterialModel& m) {
    V phi = 0.0 * f.state.x[0][0], phi_B = phi;
    for (int p = 0; p < pockets_of<Field>(m); ++p) {
        const double n = m.pocket[p].share;
        phi += n * f.pocket[p].v_over_sum;
        phi_B += n * Field::field_slope(f.pocket[p].r, m.B_x_B, m.B_z_B);
        for (int q = 0; q < pockets_of<Field>(m); ++q) {
            const V gp = f.pocket[p].one_minus_g0, gq = f.pocket[q].one_minus_g0;
            phi += (-0.5 * n * rate<Field>(m, Field::w, p, q)) * (gp * gq);
            phi_B += (-0.5 * n * rate_B<Field>(m, Field::w, q)) * (gp + gq - gp * gq);
            const int even = f.layout.extent[p] < Field::even ? f.layout.extent[p] : Field::even;
            const int extent = p == q ? f.layout.extent[p] : even;
            for (int i = 1; i < extent; ++i) {
                const V product = Field::sign(i) * (f.pocket[p].r[i] * f.pocket[q].r[i]);
                phi += (-0.5 * n * rate<Field>(m, i, p, q)) * product;
                phi_B += (0.5 * n * rate_B<Field>(m, i, q)) * product;
            }
        }
    }
    t.phi = phi;
    t.G = -phi_B;
}

/// -dPhi/dQ and how it and the pair amplitudes change with Q.
template <class V, class Field>
MIRAGE_INLINE void add_current(MaterialTerms<V>& t, const MaterialFrequency<V, Field>& f,
                               const MaterialModel& m, const V* along) {
    const auto velocity = [&](int p) { return -m.pocket[p].velocity; };
    t.current = 0.0 * f.state.x[0][0];
    for (int p = 0; p < pockets_of<Field>(m); ++p)
        t.current += (m.pocket[p].share * velocity(p)) * f.pocket[p].r[Field::Q];
    t.current_Q = change_of(f, m, along, Field::Q, velocity);
    t.F_Q = change_of(f, m, along, Field::D, [&](int p) { return m.pocket[p].chi; });
    t.Ft_Q = change_of(f, m, along, Field::y, [&](int p) { return -m.pocket[p].triplet; });
}

/// Everything at a state that solves its equations; the caller sets the error.
template <class V, class Field>
MIRAGE_INLINE MaterialTerms<V> material_terms(const MaterialFrequency<V, Field>& f, const MaterialModel& m,
                                              MaterialResponse<V, Field>& response) {
    const V zero = 0.0 * f.state.x[0][0];
    MaterialTerms<V> t;
    t.F = t.Ft = t.one_minus_g0 = t.directions_error = zero;
    t.lowest_g0 = zero + 1.0;
    for (int p = 0; p < pockets_of<Field>(m); ++p) {
        const double n = m.pocket[p].share;
        t.F += (n * m.pocket[p].chi) * f.pocket[p].r[Field::D];
        if (m.pocket[p].triplet != 0.0) t.Ft += (-n * m.pocket[p].triplet) * f.pocket[p].r[Field::y];
        t.one_minus_g0 += n * f.pocket[p].one_minus_g0;
        t.lowest_g0 = smaller(t.lowest_g0, f.pocket[p].r[Field::w]);
        t.directions_error = larger(t.directions_error, f.quality[p].error);
    }
    add_functional(t, f, m);
    respond(response, f, m);
    const auto singlet = [&](int p) { return m.pocket[p].chi; };
    const auto triplet = [&](int p) { return -m.pocket[p].triplet; };
    const auto one = [](int) { return 1.0; };
    const auto along = [&](Along k) { return response.x[static_cast<int>(k)]; };
    t.F_D = change_of(f, m, along(Along::Delta), Field::D, singlet);
    t.F_eta = change_of(f, m, along(Along::eta), Field::D, singlet);
    t.Ft_eta = change_of(f, m, along(Along::eta), Field::y, triplet);
    t.F_B = change_of(f, m, along(Along::B), Field::D, singlet);
    t.Ft_B = change_of(f, m, along(Along::B), Field::y, triplet);
    t.F_omega = change_of(f, m, along(Along::omega), Field::D, singlet);
    t.Ft_omega = change_of(f, m, along(Along::omega), Field::y, triplet);
    t.g0_omega = change_of(f, m, along(Along::omega), Field::w, one);
    if constexpr (Field::has_momentum) add_current(t, f, m, along(Along::momentum));
    return t;
}

/// The normal state; with `response` of that state, the linear response to the order parameters, cut off like
/// BCS where they are large.
template <class V, class Field>
MIRAGE_INLINE void set_normal(MaterialFrequency<V, Field>& f, const MaterialModel& m) {
    f.state = f.bare;
    for (int p = 0; p < pockets_of<Field>(m); ++p) {
        f.state.x[p][Field::w] += 0.0 * f.bare.x[p][0] + rate_of_leaving<Field>(m, p);
        f.state.x[p][Field::D] = 0.0 * f.bare.x[p][0];
        f.state.x[p][Field::y] = 0.0 * f.bare.x[p][0];
    }
}

template <class V, class Field>
MIRAGE_INLINE void set_start(MaterialFrequency<V, Field>& f, const MaterialModel& m, double accuracy,
                             MaterialResponse<V, Field>& response) {
    set_normal(f, m);
    average_pockets(f, m, accuracy);
    factorise(f, m);
    respond(response, f, m);
    const auto& layout = f.layout;
    V largest = 0.0 * f.state.x[0][0];
    for (int p = 0; p < layout.pockets; ++p) {
        const int at = layout.first[p] + Field::D;
        const V D = m.Delta * response.x[0][at] + m.eta * response.x[1][at];
        largest = larger(largest, absolute(D) / f.state.x[p][Field::w]);
    }
    const V q = 1.0 / square_root(1.0 + largest * largest);
    for (int p = 0; p < layout.pockets; ++p)
        for (int i = 0; i < layout.extent[p]; ++i) {
            const int at = layout.first[p] + i;
            V& x = f.state.x[p][i];
            if (i == Field::w)
                x = f.bare.x[p][i] + q * (x - f.bare.x[p][i]);
            else
                x += q * (m.Delta * response.x[0][at] + m.eta * response.x[1][at]);
        }
}

/// A Newton step s leaves s^2: that of solved_step goes with averages good to some 1e-13, a larger one with
/// rougher averages. 1 or less, by which steps are multiplied before they are judged.
MIRAGE_INLINE double step_strictness(double accuracy) {
    constexpr double strict = 1e-13;
    return accuracy > strict ? std::sqrt(strict / accuracy) : 1.0;
}

/// Newton from `f.state`; without scattering the bare coordinates.
template <class V, class Field>
MIRAGE_INLINE MaterialTerms<V> solve_material_frequency(MaterialFrequency<V, Field>& f,
                                                        const MaterialModel& m, double accuracy,
                                                        int max_steps, MaterialResponse<V, Field>& response) {
    const double strictness = step_strictness(accuracy);
    V size = 0.0 * f.bare.x[0][0];
    if (!scatters(m)) {
        f.state = f.bare;
    } else {
        for (int step = 0; step < max_steps; ++step) {
            average_pockets(f, m, accuracy);
            size = material_step(f, m) * strictness;
            if (!any(!(size < 0.1 * solved_step))) break;
        }
    }
    average_pockets(f, m, accuracy);
    if (scatters(m)) factorise(f, m);
    MaterialTerms<V> t = material_terms(f, m, response);
    t.error = size;
    return t;
}

/// Newton converged, onto the physical branch.
MIRAGE_INLINE bool is_physical(const MaterialTerms<double>& t) {
    return t.error < solved_step && t.lowest_g0 > 0.0;
}

}  // namespace mirage
