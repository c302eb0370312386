#pragma once
// Newton for the equations of material_self_energy at one Matsubara frequency: where it starts, its steps,
// when they are enough.

#include <cmath>

#include "propagator/material_terms.hpp"
#include "propagator/newton.hpp"

namespace mirage {

/// One Newton step; at most, w falls to a fifth. Returns its size, relative to w and among the pair
/// amplitudes.
template <class V, class Field>
MIRAGE_INLINE V material_step(MaterialFrequency<V, Field>& f, const MaterialModel& m) {
    V b[MaterialFrequency<V, Field>::most];
    const auto& layout = f.layout;
    set_newton_change(f, m, b);
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
