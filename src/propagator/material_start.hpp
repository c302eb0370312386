#pragma once
// The solution at one frequency as it is kept between calls: order parameters and field, the unknowns, their
// derivatives with respect to Delta, eta and |B|.

#include "propagator/material_kernel.hpp"
#include "propagator/material_newton.hpp"

namespace mirage {

MIRAGE_INLINE double field_of(const MaterialModel& m) { return m.B_x * m.B_x_B + m.B_z * m.B_z_B; }

/// The solution before, moved along its derivatives to the order parameters and the field of the model; where
/// there is none the start of set_start.
template <class V, class Field>
MIRAGE_INLINE void load_start(MaterialFrequency<V, Field>& f, const MaterialModel& m,
                              const MaterialArrays& arrays, int at, double accuracy,
                              MaterialResponse<V, Field>& response) {
    const auto row = [&](int i) { return load_lanes(arrays.self + i * arrays.count + at, V{}); };
    const auto& layout = f.layout;
    const int count = layout.count;
    if (any(!(row(3) > 0.0))) return set_start(f, m, accuracy, response);
    const V Delta = m.Delta - row(0), eta = m.eta - row(1), B = field_of(m) - row(2);
    const auto step = [&](int i) {
        return row(3 + count + i) * Delta + row(3 + 2 * count + i) * eta + row(3 + 3 * count + i) * B;
    };
    f.state = f.bare;
    auto near = Delta < 1e300;
    for (int p = 0; p < layout.pockets; ++p) {
        const int w = layout.first[p] + Field::w;
        near = near & (absolute(step(w)) < 0.5 * row(3 + w));
    }
    for (int p = 0; p < layout.pockets; ++p)
        for (int i = 0; i < layout.extent[p]; ++i) {
            const int k = layout.first[p] + i;
            f.state.x[p][i] = row(3 + k) + choose(near, step(k), 0.0 * Delta);
        }
}

template <class V, class Field>
MIRAGE_INLINE void store_start(const MaterialFrequency<V, Field>& f, const MaterialModel& m,
                               const MaterialArrays& arrays, int at,
                               const MaterialResponse<V, Field>& response) {
    const auto row = [&](int i) { return arrays.self + i * arrays.count + at; };
    const auto& layout = f.layout;
    const int count = layout.count;
    const V zero = 0.0 * f.state.x[0][0];
    store(row(0), zero + m.Delta);
    store(row(1), zero + m.eta);
    store(row(2), zero + field_of(m));
    for (int p = 0; p < layout.pockets; ++p)
        for (int i = 0; i < layout.extent[p]; ++i) {
            const int k = layout.first[p] + i;
            store(row(3 + k), f.state.x[p][i]);
            for (int along = 0; along < 3; ++along)
                store(row(3 + (along + 1) * count + k), response.x[along][k]);
        }
}

/// What a frequency contributes, at its place in the arrays.
template <class V>
MIRAGE_INLINE void store_material_terms(const MaterialTerms<V>& t, const MaterialArrays& a, int at) {
    store(a.F + at, t.F);
    store(a.Ft + at, t.Ft);
    store(a.phi + at, t.phi);
    store(a.G + at, t.G);
    store(a.one_minus_g0 + at, t.one_minus_g0);
    store(a.F_D + at, t.F_D);
    store(a.F_eta + at, t.F_eta);
    store(a.Ft_eta + at, t.Ft_eta);
    store(a.F_B + at, t.F_B);
    store(a.Ft_B + at, t.Ft_B);
    store(a.F_omega + at, t.F_omega);
    store(a.Ft_omega + at, t.Ft_omega);
    store(a.g0_omega + at, t.g0_omega);
    store(a.error + at, t.error);
    store(a.directions_error + at, t.directions_error);
    if (!a.current) return;
    store(a.current + at, t.current);
    store(a.F_Q + at, t.F_Q);
    store(a.Ft_Q + at, t.Ft_Q);
    store(a.current_Q + at, t.current_Q);
}

}  // namespace mirage
