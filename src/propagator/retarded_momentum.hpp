#pragma once
// The coordinates of a state with pair momentum at real energies, complex all of them. Theory page,
// section 10.

#include "propagator/material_fields.hpp"
#include "propagator/momentum_terms.hpp"

namespace mirage {

/// Q across a field in the plane. Directions phi and -phi differ at real energies, phi and pi - phi do not.
struct RetardedAcross {
    static constexpr int even = 6, clean = even, all = 8;
    static constexpr bool has_momentum = true;
    static constexpr int quarters = 2;  ///< of the circle: -pi/2 to pi/2
    static constexpr int w = 0, D = 1, h = 2, d = 3, g_x = 4, Q = 5, g_z = 6, y = 7;

    MIRAGE_INLINE static constexpr bool is_momentum(int i) { return i == Q; }
    MIRAGE_INLINE static constexpr Component component(int i) {
        return i == g_x ? Component::spin
               : i == Q ? Component::tau3
                        : InPlaneField::component(i < Q ? i : i - 2);
    }
    MIRAGE_INLINE static constexpr double sign(int i) { return sign_of(component(i)); }
    MIRAGE_INLINE static void set_field(Complex<double>* x, double B_x, double) {
        x[h] = Complex<double>(B_x, 0.0);
    }
    MIRAGE_INLINE static Complex<double> field_slope(const Complex<double>* r, double B_x, double) {
        return r[h] * B_x;
    }
    MIRAGE_INLINE static void set_momentum(Complex<double>* x, const MaterialModel&, double Q_of_pocket) {
        x[Q] = Complex<double>(Q_of_pocket, 0.0);
    }

    /// x: without the spin-orbit field and the Doppler shift of the direction.
    template <int n, class R>
    MIRAGE_INLINE static DirectionTerms<Complex<R>, n> terms(const Complex<R> (&x)[all],
                                                             const PocketModel& pocket, R sine, R cosine,
                                                             R g_z_unit) {
        using C = Complex<R>;
        const C i_sine(0.0 * sine, sine);
        const C z[6] = {x[w] + i_sine * x[Q], x[D], x[h], x[d], x[g_z] + pocket.beta * g_z_unit, x[y]};
        const R g_y = pocket.alpha * cosine;
        const auto f = in_plane_terms_with_g_x<7>(z, x[g_x] + pocket.alpha * sine, g_y * g_y);
        constexpr int of[all] = {0, 1, 2, 3, in_plane_g_x, 0, in_plane_g_z, in_plane_y};
        const auto factor = [i_sine](int k) { return k == Q ? i_sine : C(1.0, 0.0); };
        DirectionTerms<C, n> terms;
        terms.r = f.r;
        terms.v = f.v;
        terms.one_minus_g0 = f.one_minus_g0;
        for (int k = 0; k < n; ++k) {
            terms.gradient[k] = factor(k) * f.gradient[of[k]];
            for (int l = k; l < n; ++l)
                terms.hessian[pair_index(n, k, l)] =
                    factor(k) * factor(l) * f.hessian[pair_index(7, of[k], of[l])];
        }
        return terms;
    }
};

/// Any field and any momentum, of pockets that are no pairs: the coordinates of general_invariants.hpp, or of
/// turning_terms.hpp, and both components of the momentum, over the whole circle.
template <int coordinates>
struct RetardedAny {
    static constexpr int complex_count = coordinates;
    static constexpr int even = coordinates + 2, clean = even, all = even;
    static constexpr bool has_momentum = true;
    static constexpr int quarters = 4;
    static constexpr int w = general_w, D = general_D, g_z = general_g + 2, y = general_y + 1,
                         Q = coordinates;

    MIRAGE_INLINE static constexpr bool is_momentum(int i) { return i >= Q; }
    MIRAGE_INLINE static constexpr Component component(int i) {
        return is_momentum(i) ? Component::tau3 : AnyField::component(i);
    }
    MIRAGE_INLINE static constexpr double sign(int i) { return sign_of(component(i)); }
    MIRAGE_INLINE static void set_field(Complex<double>* x, double B_x, double B_z) {
        AnyField::set_field(x, B_x, B_z);
    }
    MIRAGE_INLINE static Complex<double> field_slope(const Complex<double>* r, double B_x, double B_z) {
        return AnyField::field_slope(r, B_x, B_z);
    }
    MIRAGE_INLINE static void set_momentum(Complex<double>* x, const MaterialModel& m, double Q_of_pocket) {
        x[Q] = Complex<double>(m.Q_x * Q_of_pocket, 0.0);
        x[Q + 1] = Complex<double>(m.Q_y * Q_of_pocket, 0.0);
    }

    template <int n, class R>
    MIRAGE_INLINE static DirectionTerms<Complex<R>, n> terms(const Complex<R> (&x)[all],
                                                             const PocketModel& pocket, R sine, R cosine,
                                                             R g_z_unit) {
        using C = Complex<R>;
        const C i_v[] = {C(0.0 * cosine, cosine), C(0.0 * sine, sine)};
        C z[coordinates];
        for (int k = 0; k < coordinates; ++k) z[k] = x[k];
        z[w] = z[w] + i_v[0] * x[Q] + i_v[1] * x[Q + 1];
        z[general_g] = z[general_g] - pocket.alpha * sine;
        z[general_g + 1] = z[general_g + 1] + pocket.alpha * cosine;
        z[g_z] = z[g_z] + pocket.beta * g_z_unit;
        return with_momentum<n>(shared_general_terms<coordinates>(z), i_v);
    }

private:
    /// The derivatives in the momentum are those in w times i v.
    template <int n, class C>
    MIRAGE_INLINE static DirectionTerms<C, n> with_momentum(const DirectionTerms<C, coordinates>& f,
                                                            const C* i_v) {
        DirectionTerms<C, n> terms;
        terms.r = f.r;
        terms.v = f.v;
        terms.one_minus_g0 = f.one_minus_g0;
        const auto of = [](int k) { return is_momentum(k) ? general_w : k; };
        const auto factor = [i_v](int k) { return is_momentum(k) ? i_v[k - Q] : C(1.0, 0.0); };
        for (int k = 0; k < n; ++k) {
            terms.gradient[k] = factor(k) * f.gradient[of(k)];
            for (int l = k; l < n; ++l)
                terms.hessian[pair_index(n, k, l)] =
                    factor(k) * factor(l) * f.hessian[pair_index(coordinates, of(k), of(l))];
        }
        return terms;
    }
};

/// Without tau1, the phases of pairs being fixed, and with it.
using RetardedMomentum = RetardedAny<general_all>;
using RetardedTurning = RetardedAny<turning_all>;

}  // namespace mirage
