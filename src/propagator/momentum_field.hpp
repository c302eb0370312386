#pragma once
// The real coordinates of states with pair momentum, as InPlaneField and AnyField are those of uniform ones.
// Theory page, section 10.

#include "propagator/momentum_average.hpp"

namespace mirage {

/// A field along x and a momentum across it, along y: w, D, h, d as without momentum, the imaginary part of
/// g_x, which every direction shifts by the same amount, the momentum; g_z and y are odd in the valley.
template <class Pack>
struct AcrossField {
    using Lanes = Pack;
    static constexpr MomentumCoordinate coordinate[] = {
        {in_plane_w, Part::real},     {in_plane_D, Part::real}, {in_plane_h, Part::real},
        {in_plane_w, Part::momentum}, {in_plane_d, Part::real}, {in_plane_g_x, Part::imaginary},
        {in_plane_g_z, Part::real},   {in_plane_y, Part::real}};
    static constexpr int clean = 4, even = 6, all = 8;
    static constexpr bool has_momentum = true;
    static constexpr int w = 0, D = 1, h = 2, Q = 3, d = 4, g_x = 5, g_z = 6, y = 7;
    static constexpr DirectionRange range = DirectionRange::quarter;

    MIRAGE_INLINE static constexpr bool is_pair(int i) { return i == D || i == d || i == y; }
    MIRAGE_INLINE static constexpr bool is_momentum(int i) { return i == Q; }
    MIRAGE_INLINE static constexpr Component component(int i) {
        constexpr Component of[] = {Component::tau3, Component::tau2,      Component::spin_tau3,
                                    Component::tau3, Component::spin_tau2, Component::spin,
                                    Component::spin, Component::spin_tau1};
        return of[i];
    }
    MIRAGE_INLINE static constexpr double sign(int i) {
        return coordinate[i].part == Part::real ? sign_of(component(i)) : -sign_of(component(i));
    }

    MIRAGE_INLINE static void set_field(double* x, double B_x, double) { x[h] = B_x; }
    MIRAGE_INLINE static double field_slope(const double* r, double B_x, double) { return r[h] * B_x; }
    MIRAGE_INLINE static void set_momentum(double* x, const MaterialModel&, double Q_of_pocket) {
        x[Q] = Q_of_pocket;
    }

    template <int n>
    MIRAGE_INLINE static MainDerivatives<Pack> add(AverageTerms<Pack, n>& sum, const double (&x)[all],
                                                   const MaterialModel&, const PocketModel& pocket, Pack sine,
                                                   Pack cosine, Pack g_z_unit) {
        using C = Complex<Pack>;
        const Pack zero = 0.0, g_y = pocket.alpha * cosine;
        const auto real = [zero](double value) { return C(Pack(value), zero); };
        const C z[6] = {C(Pack(x[w]), x[Q] * sine),
                        real(x[D]),
                        real(x[h]),
                        real(x[d]),
                        C(x[g_z] + pocket.beta * g_z_unit, zero),
                        real(x[y])};
        const Pack g_x_bare = pocket.alpha * sine;
        if constexpr (n == clean)  // d and the shift of g_x are zero
            return add_momentum_terms<n, AcrossField>(
                sum, in_plane_terms<3>(z, InPlaneDirection<Pack, Pack>{g_x_bare * g_x_bare, g_y * g_y}), z[0],
                sine);
        else
            return add_momentum_terms<n, AcrossField>(
                sum, in_plane_terms_with_g_x<7>(z, C(g_x_bare, Pack(x[g_x])), g_y * g_y), z[0], sine);
    }

    template <int n>
    MIRAGE_INLINE static AverageTerms<double, n> average(const double (&x)[all], const MaterialModel& m,
                                                         int p, double accuracy,
                                                         AverageQuality<double>& quality) {
        return momentum_average<AcrossField, n>(x, m, m.pocket[p], accuracy, quality);
    }
};

/// Any field and any momentum in the plane: real and imaginary parts of all complex coordinates. Real parts
/// of the first eight and imaginary ones of the others are equal in both valleys, the rest changes its sign.
template <class Pack, int complex_count>
struct AnyMomentumField {
    using Lanes = Pack;
    static constexpr int even = complex_count + 1, clean = even, all = 2 * complex_count + 1;
    static constexpr bool has_momentum = true;
    static constexpr int w = general_w, D = general_D, Q = complex_count;
    static constexpr int g_z = even + general_g + 2, y = even + general_y + 1;
    static constexpr DirectionRange range = DirectionRange::circle;

    struct Table {
        MomentumCoordinate at[all];
    };
    static constexpr Table table = [] {
        Table t{};
        for (int i = 0; i < complex_count; ++i) {
            const bool first = i < general_even;
            t.at[i] = {i, first ? Part::real : Part::imaginary};
            t.at[even + i] = {i, first ? Part::imaginary : Part::real};
        }
        t.at[Q] = {general_w, Part::momentum};
        return t;
    }();
    static constexpr auto& coordinate = table.at;

    MIRAGE_INLINE static constexpr bool is_pair(int i) { return AnyField::is_pair(coordinate[i].of); }
    MIRAGE_INLINE static constexpr bool is_momentum(int i) { return i == Q; }
    MIRAGE_INLINE static constexpr Component component(int i) {
        return AnyField::component(coordinate[i].of);
    }
    MIRAGE_INLINE static constexpr double sign(int i) {
        return coordinate[i].part == Part::real ? sign_of(component(i)) : -sign_of(component(i));
    }

    MIRAGE_INLINE static void set_field(double* x, double B_x, double B_z) {
        x[general_h] = B_x;
        x[general_h + 2] = B_z;
    }
    MIRAGE_INLINE static double field_slope(const double* r, double B_x, double B_z) {
        return r[general_h] * B_x + r[general_h + 2] * B_z;
    }
    MIRAGE_INLINE static void set_momentum(double* x, const MaterialModel&, double Q_of_pocket) {
        x[Q] = Q_of_pocket;
    }

    template <int n>
    MIRAGE_INLINE static MainDerivatives<Pack> add(AverageTerms<Pack, n>& sum, const double (&x)[all],
                                                   const MaterialModel& m, const PocketModel& pocket,
                                                   Pack sine, Pack cosine, Pack g_z_unit) {
        using C = Complex<Pack>;
        const Pack velocity = m.Q_x * cosine + m.Q_y * sine;
        C z[complex_count];
        for (int i = 0; i < complex_count; ++i) {
            const double first = x[i], second = x[even + i];
            z[i] = i < general_even ? C(Pack(first), Pack(second)) : C(Pack(second), Pack(first));
        }
        z[general_w].im = z[general_w].im + x[Q] * velocity;
        z[general_g].re = z[general_g].re - pocket.alpha * sine;
        z[general_g + 1].re = z[general_g + 1].re + pocket.alpha * cosine;
        z[general_g + 2].re = z[general_g + 2].re + pocket.beta * g_z_unit;
        return add_momentum_terms<n, AnyMomentumField>(sum, general_terms(z), z[general_w], velocity);
    }

    template <int n>
    MIRAGE_INLINE static AverageTerms<double, n> average(const double (&x)[all], const MaterialModel& m,
                                                         int p, double accuracy,
                                                         AverageQuality<double>& quality) {
        return momentum_average<AnyMomentumField, n>(x, m, m.pocket[p], accuracy, quality);
    }
};

/// Without tau1, the phases of pairs being fixed, and with it.
template <class Pack>
using MomentumField = AnyMomentumField<Pack, general_all>;
template <class Pack>
using TurningField = AnyMomentumField<Pack, turning_all>;

}  // namespace mirage
