#pragma once
// The fields that a material may be in and the coordinates that its pockets have there; one direction in the
// coordinates of a pocket. Theory page, section 8.

#include <type_traits>

#include "propagator/direction_rule.hpp"
#include "propagator/general_terms.hpp"
#include "propagator/in_plane_terms.hpp"
#include "propagator/material_model.hpp"
#include "propagator/turning_terms.hpp"

namespace mirage {

/// What a coordinate multiplies in X.
enum class Component { tau3, tau2, tau1, spin_tau3, spin_tau2, spin, spin_tau1 };

/// The most directions that an average took, and what the last one missed.
template <class V>
struct AverageQuality {
    int directions = 1;
    int last_level = max_direction_level;
    int next_rule = 0;  ///< of states with momentum: where the next average begins
    V error;            ///< relative
};

template <class Field, int n, class V>
MIRAGE_INLINE AverageTerms<V, n> pocket_average(const V (&x)[Field::all], const PocketModel& pocket,
                                                double accuracy, AverageQuality<V>& quality);

/// i^2 of its matrix in X: -1 for the coordinates that stand with an i.
MIRAGE_INLINE constexpr double sign_of(Component component) {
    return component == Component::spin_tau3 || component == Component::spin_tau2 ||
                   component == Component::spin || component == Component::tau1
               ? -1.0
               : 1.0;
}

/// What fields share in which pairs have no momentum.
template <class Field>
struct WithoutMomentum {
    static constexpr bool has_momentum = false;

    MIRAGE_INLINE static constexpr bool is_momentum(int) { return false; }
    MIRAGE_INLINE static constexpr double sign(int i) { return sign_of(Field::component(i)); }
    template <class V>
    MIRAGE_INLINE static void set_momentum(V*, const MaterialModel&, double) {}
    /// Of pocket p, in the first n coordinates.
    template <int n, class V, int all>
    MIRAGE_INLINE static AverageTerms<V, n> average(const V (&x)[all], const MaterialModel& m, int p,
                                                    double accuracy, AverageQuality<V>& quality) {
        return pocket_average<Field, n>(x, m.pocket[p], accuracy, quality);
    }
};

/// A field along x. Coordinates as in in_plane_terms.hpp.
struct InPlaneField : WithoutMomentum<InPlaneField> {
    static constexpr int even = 4, clean = even, all = 6;
    static constexpr int w = in_plane_w, D = in_plane_D, g_z = in_plane_g_z, y = in_plane_y;

    MIRAGE_INLINE static constexpr bool is_pair(int i) {
        return i == in_plane_D || i == in_plane_d || i == in_plane_y;
    }

    MIRAGE_INLINE static constexpr Component component(int i) {
        constexpr Component of[] = {Component::tau3,      Component::tau2, Component::spin_tau3,
                                    Component::spin_tau2, Component::spin, Component::spin_tau1};
        return of[i];
    }

    template <class V>
    MIRAGE_INLINE static void set_field(V* x, double B_x, double) {
        x[in_plane_h] = 0.0 * x[in_plane_h] + B_x;
    }
    /// Derivative of r along the field.
    template <class V>
    MIRAGE_INLINE static V field_slope(const V* r, double B_x, double) {
        return r[in_plane_h] * B_x;
    }

    MIRAGE_INLINE static DirectionRange range(const PocketModel&) { return DirectionRange::quarter; }

    /// x: without the spin-orbit field of the direction.
    template <int n, class V, class R>
    MIRAGE_INLINE static DirectionTerms<V, n> terms(const V (&x)[all], const PocketModel& pocket, R sine,
                                                    R cosine, R g_z_unit) {
        const R g_x = pocket.alpha * sine, g_y = pocket.alpha * cosine;
        V at[all];
        for (int i = 0; i < all; ++i) at[i] = x[i];
        at[g_z] = at[g_z] + pocket.beta * g_z_unit;
        if constexpr (!std::is_same_v<R, double>)
            if (pocket.alpha == 0.0) return in_plane_terms<n>(at, InPlaneDirection<>{0.0, 0.0});
        return in_plane_terms<n>(at, InPlaneDirection<R, R>{g_x * g_x, g_y * g_y});
    }
};

/// general_terms, compiled once for all averages that call it.
template <int n, class V, int coordinates>
[[gnu::noinline]] DirectionTerms<V, n> shared_general_terms(const V (&x)[coordinates]) {
    return general_terms<n>(x);
}

/// A field of any direction. Coordinates as in general_invariants.hpp or turning_terms.hpp.
template <int coordinates>
struct AnyFieldOf : WithoutMomentum<AnyFieldOf<coordinates>> {
    static constexpr int complex_count = coordinates;
    static constexpr int even = general_even, clean = even, all = coordinates;
    static constexpr int w = general_w, D = general_D, g_z = general_g + 2, y = general_y + 1;

    MIRAGE_INLINE static constexpr bool is_pair(int i) {
        return i == general_D || (i >= general_d && i < general_g) || i >= general_y;
    }
    MIRAGE_INLINE static constexpr Component component(int i) {
        return i == general_w   ? Component::tau3
               : i == general_D ? Component::tau2
               : i < general_d  ? Component::spin_tau3
               : i < general_g  ? Component::spin_tau2
               : i < general_y  ? Component::spin
               : i < general_q  ? Component::spin_tau1
                                : Component::tau1;
    }

    template <class V>
    MIRAGE_INLINE static void set_field(V* x, double B_x, double B_z) {
        x[general_h] = 0.0 * x[general_h] + B_x;
        x[general_h + 2] = 0.0 * x[general_h + 2] + B_z;
    }
    template <class V>
    MIRAGE_INLINE static V field_slope(const V* r, double B_x, double B_z) {
        return r[general_h] * B_x + r[general_h + 2] * B_z;
    }

    MIRAGE_INLINE static DirectionRange range(const PocketModel& pocket) {
        if (pocket.alpha == 0.0) return DirectionRange::quarter;  // cos 3 phi alone, equal at k and -k
        return pocket.form == SpinOrbitForm::valley ? DirectionRange::circle : DirectionRange::half;
    }

    template <int n, class V, class R>
    MIRAGE_INLINE static DirectionTerms<V, n> terms(const V (&x)[all], const PocketModel& pocket, R sine,
                                                    R cosine, R g_z_unit) {
        V at[all];
        for (int i = 0; i < all; ++i) at[i] = x[i];
        at[general_g] = at[general_g] - pocket.alpha * sine;
        at[general_g + 1] = at[general_g + 1] + pocket.alpha * cosine;
        at[g_z] = at[g_z] + pocket.beta * g_z_unit;
        return shared_general_terms<n>(at);
    }
};

/// Without tau1, which vanishes, and with it.
using AnyField = AnyFieldOf<general_all>;
using AnyTurningField = AnyFieldOf<turning_all>;

}  // namespace mirage
