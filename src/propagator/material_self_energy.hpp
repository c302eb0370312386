#pragma once
// Self-consistent Born approximation of a material at one Matsubara frequency: potential, magnetic,
// spin-orbit and orbital scattering between all pockets, and the matrix of its linear equations. Theory page,
// section 8, eqs. (13) and (13a).
//
// With the propagator r_i = <dr/dx_i> of every pocket, the dressed coordinates of pocket p obey
//   x_p,i = bare_p,i + sign_i sum_q Gamma^i_pq r_q,i,
//   Gamma^i_pq = even_pq + n_q (f_i^magnetic magnetic + f_i^spin-orbit spin_orbit + f_i^orbital orbital)
// for what is equal in both halves of a pair, and Gamma^i_pp = odd_p for what changes its sign.

#include <cmath>

#include "propagator/material_average.hpp"
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
        for (int j = 0; j < i; ++j) b[i] = b[i] - f.matrix[i][j] * b[j];  // NOLINT: all `count` of b are set
    for (int i = count - 1; i >= 0; --i) {
        for (int j = i + 1; j < count; ++j) b[i] = b[i] - f.matrix[i][j] * b[j];
        b[i] = b[i] * f.matrix[i][i];
    }
}

/// What Newton's method would change of the unknowns, at the propagators of `f.state`; leaves the factors.
template <class V, class Field>
MIRAGE_INLINE void set_newton_change(MaterialFrequency<V, Field>& f, const MaterialModel& m, V* b) {
    const auto& layout = f.layout;
    for (int p = 0; p < layout.pockets; ++p)
        for (int i = 0; i < layout.extent[p]; ++i)
            b[layout.first[p] + i] = dressed(f, m, p, i) - f.state.x[p][i];
    factorise(f, m);
    solve_factors(f, b);
}

}  // namespace mirage
