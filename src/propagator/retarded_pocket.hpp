#pragma once
// The propagator of one pocket averaged over its directions at real energies. As eta -> 0 the integrand over
// phi is singular like an inverse square root wherever the energy meets a band edge of that direction:
// intervals are halved until Gauss-Kronrod pairs agree.

#include <numbers>

#include "propagator/direction_kernel.hpp"

namespace mirage {

/// A field along x: r depends on g_x^2, g_y^2, and g_z^2 without dressing of g_z. Any other one in the x-z
/// plane: a valley and its mirror image, y -> -y, are equal but with three axes. A pocket around Gamma is
/// equal at k and -k.
template <class Field>
inline Quarters quarters(const MaterialModel& m, const PocketModel& pocket) {
    Quarters q;
    if constexpr (Field::has_momentum) {
        q.count = Field::quarters;
        return q;
    }
    if (Field::all < general_all || pocket.alpha == 0.0) return q;
    if (pocket.form == SpinOrbitForm::cos3phi) {
        q.count = 2;  // 0 to pi
        q.sine_sign[1] = 1.0, q.cosine_sign[1] = -1.0;
    } else {
        q.mirror = !has_three_axes(m);
        q.count = q.mirror ? 2 : 4;
    }
    return q;
}

/// Coordinates that change sign with the mirror: h_y, d_y, g_y, y_x, y_z.
constexpr bool is_odd_in_mirror(int i) {
    return i == general_h + 1 || i == general_d + 1 || i == general_g + 1 || i == general_y ||
           i == general_y + 2;
}

/// What averages to zero over a circle and its mirror image.
template <class C, int n>
inline void drop_odd_in_mirror(AverageTerms<C, n>& f) {
    const C zero = 0.0 * f.gradient[0];
    for (int i = 0; i < n; ++i) {
        if (is_odd_in_mirror(i)) f.gradient[i] = zero;
        for (int j = i; j < n; ++j)
            if (is_odd_in_mirror(i) != is_odd_in_mirror(j)) f.hessian[pair_index(n, i, j)] = zero;
    }
}

/// An average with the number of directions that it took and its error.
template <class C, int n>
struct RetardedPocketAverage {
    AverageTerms<C, n> terms;
    int directions = 1;
    double error = 0.0;  ///< estimated, of the amplitudes
};

/// An interval of phi.
struct PhiInterval {
    double centre, half;
};

/// Where the halving begins: at nodes, next to which there may be states in an otherwise gapped pocket.
/// Returns how many.
inline int first_intervals(const PocketModel& pocket, PhiInterval* to) {
    constexpr double quarter = 0.25 * std::numbers::pi;
    if (pocket.form == SpinOrbitForm::cos3phi && pocket.alpha > 0.0) {
        constexpr double node = std::numbers::pi / 6.0;
        to[0] = {0.5 * node, 0.5 * node};
        to[1] = {2.0 * node, node};
        return 2;
    }
    to[0] = {quarter, quarter};
    return 1;
}

/// Whether nothing but the node of a pocket without Rashba coupling gives the integrand a structure: on the
/// Matsubara axis, a field in the plane.
template <class Field, class C>
inline bool only_the_node_counts(const C (&x)[Field::all], const PocketModel& pocket) {
    if (Field::all >= general_all || Field::has_momentum || pocket.alpha > 0.0) return false;
    for (int i = 0; i < Field::all; ++i)
        if (imaginary_part(x[i]) != 0.0) return false;
    return true;
}

/// Panels that grow from the node, whose width is about w/beta: by a factor of 4, and of 2 where they are
/// wide. The rule of 15 points is good to some 1e-11 of each amplitude, also of those that vanish like omega.
template <class Field, int n, class C>
inline RetardedPocketAverage<C, n> average_from_node(const C (&x)[Field::all], const PocketModel& pocket,
                                                     const Quarters& circle) {
    constexpr double least = 1e-22, wide = 1e-3;
    const double smooth = 1e-4 * modulus(x[Field::w]) / pocket.beta;
    RetardedPocketAverage<C, n> average;
    average.terms = no_terms<C, n>(0.0 * x[0]);
    int panels = 0;
    for (double high = 0.5 * std::numbers::pi; high > 0.0; ++panels) {
        const double next = (high > wide ? 0.5 : 0.25) * high;
        const double low = next > smooth && next > least ? next : 0.0;
        const PocketPanel<C, n> panel =
            panel_at<Field, n>(x, pocket, circle, 0.5 * (high + low), 0.5 * (high - low));
        add_average(average.terms, panel.terms);
        average.error += panel.error;
        high = low;
    }
    average.directions = 15 * panels;
    return average;
}

/// The average of gradient and Hessian in the first n coordinates, every interval to `tolerance` of the
/// larger of 1 and the amplitudes, and to 500 times that of <g0>, unless it cannot be halved further.
template <class Field, int n, class C>
inline RetardedPocketAverage<C, n> retarded_pocket_average(const C (&x)[Field::all], const MaterialModel& m,
                                                           const PocketModel& pocket, double tolerance) {
    constexpr double quarter = 0.25 * std::numbers::pi;
    constexpr int max_panels = 4000, deepest = 52;
    const Quarters circle = quarters<Field>(m, pocket);
    RetardedPocketAverage<C, n> average;
    average.terms = no_terms<C, n>(0.0 * x[0]);
    if (!Field::has_momentum && pocket.alpha == 0.0 &&
        (pocket.form == SpinOrbitForm::valley || pocket.beta == 0.0)) {
        PanelSums<C, n> sums = no_sums<C, n>(0.0 * x[0]);
        add_phi<Field, n>(sums, x, pocket, circle, 0.0, 1.0 / circle.count, 0.0);
        average.terms = sums.kronrod;
        return average;
    }
    if (only_the_node_counts<Field>(x, pocket)) return average_from_node<Field, n>(x, pocket, circle);
    PhiInterval stack[deepest + 4];
    int depth = first_intervals(pocket, stack), panels = 0;
    double scale = 1.0, w_scale = 1.0;
    while (depth > 0) {
        const PhiInterval at = stack[--depth];
        const PocketPanel<C, n> panel = panel_at<Field, n>(x, pocket, circle, at.centre, at.half);
        if (++panels == 1) {
            const double whole = quarter / at.half;
            scale = panel.size * whole > 1.0 ? panel.size * whole : 1.0;
            w_scale = panel.w_size * whole;
        }
        const bool exhausted = depth + 2 > deepest || at.half < 1e-15 || panels > max_panels;
        // not where something is not a number
        const bool coarse = panel.error > tolerance * scale || panel.w_error > 500.0 * tolerance * w_scale;
        if (coarse && !exhausted) {
            stack[depth++] = {at.centre + 0.5 * at.half, 0.5 * at.half};
            stack[depth++] = {at.centre - 0.5 * at.half, 0.5 * at.half};
            continue;
        }
        add_average(average.terms, panel.terms);
        average.error += panel.error;
    }
    if (circle.mirror) drop_odd_in_mirror(average.terms);
    average.directions = 15 * panels;
    return average;
}

}  // namespace mirage
