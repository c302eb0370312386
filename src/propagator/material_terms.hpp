#pragma once
// What a material contributes at one Matsubara frequency whose equations are solved: pair amplitudes, density
// of states, free energy, magnetisation and current, and how they change with Delta, eta, |B|, omega and Q: a
// linear response, with the factors that Newton's step has left. Theory page, section 8, eqs. (13b) to (13d).

#include <cmath>

#include "propagator/material_self_energy.hpp"

namespace mirage {

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

}  // namespace mirage
