#pragma once
// The propagator of one pocket averaged over its directions at Matsubara frequencies, with an error. Any form
// of the spin-orbit field: Ising, Rashba, beta cos 3 phi, together.

#include <type_traits>

#include "propagator/direction_rule.hpp"
#include "propagator/general_terms.hpp"
#include "propagator/in_plane_terms.hpp"
#include "propagator/material_model.hpp"
#include "propagator/node_average.hpp"
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

/// A field along x. Coordinates as in in_plane_terms.hpp.
struct InPlaneField {
    static constexpr int even = 4, clean = even, all = 6;
    static constexpr bool has_momentum = false;
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

    MIRAGE_INLINE static constexpr bool is_momentum(int) { return false; }
    MIRAGE_INLINE static constexpr double sign(int i) { return sign_of(component(i)); }
    template <class V>
    MIRAGE_INLINE static void set_momentum(V*, const MaterialModel&, double) {}
    /// Of pocket p, in the first n coordinates.
    template <int n, class V>
    MIRAGE_INLINE static AverageTerms<V, n> average(const V (&x)[all], const MaterialModel& m, int p,
                                                    double accuracy, AverageQuality<V>& quality) {
        return pocket_average<InPlaneField, n>(x, m.pocket[p], accuracy, quality);
    }

    MIRAGE_INLINE static DirectionRange range(const PocketModel&) { return DirectionRange::quarter; }

    /// x: without the spin-orbit field of the direction.
    template <int n, class V>
    MIRAGE_INLINE static DirectionTerms<V, n> terms(const V (&x)[all], const PocketModel& pocket, double sine,
                                                    double cosine, double g_z_unit) {
        const double g_x = pocket.alpha * sine, g_y = pocket.alpha * cosine;
        V at[all];
        for (int i = 0; i < all; ++i) at[i] = x[i];
        at[g_z] = at[g_z] + pocket.beta * g_z_unit;
        return in_plane_terms<n>(at, InPlaneDirection<>{g_x * g_x, g_y * g_y});
    }
};

/// A field of any direction. Coordinates as in general_invariants.hpp or turning_terms.hpp.
template <int coordinates>
struct AnyFieldOf {
    static constexpr int complex_count = coordinates;
    static constexpr int even = general_even, clean = even, all = coordinates;
    static constexpr bool has_momentum = false;
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

    MIRAGE_INLINE static constexpr bool is_momentum(int) { return false; }
    MIRAGE_INLINE static constexpr double sign(int i) { return sign_of(component(i)); }
    template <class V>
    MIRAGE_INLINE static void set_momentum(V*, const MaterialModel&, double) {}
    /// Of pocket p, in the first n coordinates.
    template <int n, class V>
    MIRAGE_INLINE static AverageTerms<V, n> average(const V (&x)[all], const MaterialModel& m, int p,
                                                    double accuracy, AverageQuality<V>& quality) {
        return pocket_average<AnyFieldOf, n>(x, m.pocket[p], accuracy, quality);
    }

    MIRAGE_INLINE static DirectionRange range(const PocketModel& pocket) {
        if (pocket.alpha == 0.0) return DirectionRange::quarter;  // cos 3 phi alone, equal at k and -k
        return pocket.form == SpinOrbitForm::valley ? DirectionRange::circle : DirectionRange::half;
    }

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

/// Without tau1, which vanishes, and with it.
using AnyField = AnyFieldOf<general_all>;
using AnyTurningField = AnyFieldOf<turning_all>;

/// How far two averages are apart: absolute in 1 - g0 and the other amplitudes, which are at most 1, relative
/// in the pair amplitudes, which may all be small.
template <class Field, class V, int n>
MIRAGE_INLINE V distance(const AverageTerms<V, n>& a, const AverageTerms<V, n>& b) {
    V pairs = 0.0 * a.v_over_sum, change = pairs, others = absolute(a.gradient[0] - b.gradient[0]);
    for (int i = 1; i < Field::even; ++i) {
        const V difference = absolute(a.gradient[i] - b.gradient[i]);
        if (Field::is_pair(i)) {
            pairs += absolute(a.gradient[i]);
            change += difference;
        } else {
            others = larger(others, difference);
        }
    }
    const V small = 1e-280 + 0.0 * pairs;
    return larger(others, change / (pairs + small));
}

/// The mean over the directions of one level.
template <class Field, int n, class V>
[[gnu::noinline]] AverageTerms<V, n> level_average(const V (&x)[Field::all], const PocketModel& pocket,
                                                   const DirectionLevel& level) {
    AverageTerms<V, n> sum = no_terms<V, n>(0.0 * x[0]);
    const bool nodes = pocket.form == SpinOrbitForm::cos3phi;
    // without Rashba coupling cos 3 phi runs through the same values as cos phi
    const double* g_z = pocket.alpha > 0.0 ? level.cosine3 : level.cosine;
    const double weight = 1.0 / level.count;
    for (int i = 0; i < level.count; ++i)
        add_terms(sum, weight,
                  Field::template terms<n>(x, pocket, level.sine[i], level.cosine[i], nodes ? g_z[i] : 1.0),
                  x[0]);
    return sum;
}

/// What the average over a level more is likely to miss, when the last two changes were `before` and
/// `change`: geometric convergence, an error a q^N for N directions, leaves change (change/before)^2.
template <class V>
MIRAGE_INLINE V expected_error(V before, V change) {
    const V ratio = change / (before + 1e-280);
    return change * smaller(ratio * ratio, 0.0 * change + 1.0);
}

/// The average: levels are added until it is expected to be good to `accuracy`.
template <class Field, int n, class V>
MIRAGE_INLINE AverageTerms<V, n> pocket_average(const V (&x)[Field::all], const PocketModel& pocket,
                                                double accuracy, AverageQuality<V>& quality) {
    quality.error = 0.0 * x[0];
    if (pocket.alpha == 0.0 && pocket.form == SpinOrbitForm::valley)
        return average_of(Field::template terms<n>(x, pocket, 0.0, 0.0, 1.0), x[0]);
    if constexpr (std::is_same_v<V, double>) {
        if (is_sharp_node<Field>(x, pocket)) {
            constexpr double accuracy_of_rule = 1e-11;
            quality.error = accuracy_of_rule;
            return node_average<Field, n>(x, pocket, quality.directions);
        }
    }
    const DirectionLevel* levels = direction_levels(Field::range(pocket));
    AverageTerms<V, n> sum = level_average<Field, n>(x, pocket, levels[0]);
    V before = 0.0 * x[0] + 1.0;
    int level = 1;
    for (;; ++level) {
        const AverageTerms<V, n> added = level_average<Field, n>(x, pocket, levels[level]);
        const V change = 0.5 * distance<Field>(sum, added);
        mix_terms(sum, 0.5, added);
        quality.error = expected_error(before, change);
        before = change;
        if (level > 1 && (!any(quality.error > accuracy) || level == quality.last_level)) break;
    }
    const int directions = (1 << level) + 1;
    quality.directions = directions > quality.directions ? directions : quality.directions;
    return sum;
}

}  // namespace mirage
