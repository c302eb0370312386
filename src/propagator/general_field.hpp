#pragma once
// Any direction of the field, as material_average.hpp takes it.

#include "propagator/general_terms.hpp"
#include "propagator/material_average.hpp"

namespace mirage {

/// Coordinates as in general_invariants.hpp.
struct GeneralField {
    static constexpr int even = general_even, all = general_all;
    static constexpr int w = general_w, D = general_D, g_z = general_g + 2, y = general_y + 1;

    MIRAGE_INLINE static constexpr bool is_pair(int i) {
        return i == D || (i >= general_d && i < general_g) || i >= general_y;
    }

    MIRAGE_INLINE static constexpr Component component(int i) {
        if (i == w) return Component::tau3;
        if (i == D) return Component::tau2;
        constexpr Component of[] = {Component::spin_tau3, Component::spin_tau2, Component::spin,
                                    Component::spin_tau1};
        return of[(i - general_h) / 3];
    }

    template <class V>
    MIRAGE_INLINE static void set_field(V* x, double B_x, double B_z) {
        x[general_h] = 0.0 * x[general_h] + B_x;
        x[general_h + 2] = 0.0 * x[general_h + 2] + B_z;
    }
    /// Derivative of r along the field.
    template <class V>
    MIRAGE_INLINE static V field_slope(const V* r, double B_x, double B_z) {
        return r[general_h] * B_x + r[general_h + 2] * B_z;
    }

    /// x: without the spin-orbit field of the direction.
    template <int n, class V>
    MIRAGE_INLINE static DirectionTerms<V, n> terms(const V (&x)[all], const PocketModel& pocket, double sine,
                                                    double cosine, double g_z_unit) {
        V at[all];
        for (int i = 0; i < all; ++i) at[i] = x[i];
        at[general_g] = at[general_g] - pocket.alpha * sine;
        at[general_g + 1] = at[general_g + 1] + pocket.alpha * cosine;
        at[g_z] = at[g_z] + pocket.beta * g_z_unit;
        return general_terms<n>(at);
    }
};

}  // namespace mirage
