#pragma once
// One interval of phi at real energies: the propagator of one pocket at the nodes of a Gauss-Kronrod pair, as
// many of them at a time as a lane R holds. Theory page, section 9.

#include <numbers>

#include "propagator/direction_lanes.hpp"
#include "propagator/material_fields.hpp"
#include "propagator/retarded_average.hpp"
#include "propagator/retarded_terms.hpp"

namespace mirage {

/// Quarters of the circle that stand for all of it, as signs of sin phi and cos phi.
struct Quarters {
    int count = 1;
    double sine_sign[4] = {1.0, -1.0, 1.0, -1.0}, cosine_sign[4] = {1.0, 1.0, -1.0, -1.0};
    bool mirror = false;  ///< the others have g_y -> -g_y
};

/// What a Gauss-Kronrod pair tells about one interval of phi in a quarter.
template <class C, int n>
struct PocketPanel {
    AverageTerms<C, n> terms;
    double error, size;      ///< of the amplitudes
    double w_error, w_size;  ///< of <g0>
};

/// Weighted sums over directions; of the gradient with the weights of the Gauss rule, too.
template <class C, int n>
struct PanelSums {
    AverageTerms<C, n> kronrod;
    C gauss[n];
};

template <class C, int n>
MIRAGE_INLINE PanelSums<C, n> no_sums(C zero) {
    PanelSums<C, n> sums;
    sums.kronrod = no_terms<C, n>(zero);
    for (int i = 0; i < n; ++i) sums.gauss[i] = zero;
    return sums;
}

/// The quarters at the directions phi in [0, pi/2], with both weights. Without Rashba coupling cos 3 phi runs
/// through the same values as sin phi, whose node at 0 is resolved by numbers of every size.
template <class Field, int n, class C, class R>
MIRAGE_INLINE void add_phi(PanelSums<C, n>& sums, const C (&x)[Field::all], const PocketModel& pocket,
                           const Quarters& quarters, R phi, R kronrod, R gauss) {
    const R sin_phi = sine(phi), cos_phi = sine(0.5 * std::numbers::pi - phi);
    const bool nodes = pocket.form == SpinOrbitForm::cos3phi;
    const R cosine3 = (1.0 - 2.0 * sin_phi) * (1.0 + 2.0 * sin_phi) * cos_phi;
    for (int q = 0; q < quarters.count; ++q) {
        const double sign = quarters.cosine_sign[q];
        const R g_z = !nodes                                      ? 0.0 * phi + 1.0
                      : pocket.alpha > 0.0 || Field::has_momentum ? sign * cosine3
                                                                  : sin_phi;
        const DirectionTerms<C, n> f =
            Field::template terms<n>(x, pocket, quarters.sine_sign[q] * sin_phi, sign * cos_phi, g_z);
        add_terms(sums.kronrod, kronrod, f, x[0]);
        for (int i = 0; i < n; ++i) sums.gauss[i] += gauss * f.gradient[i];
    }
}

/// One interval.
template <class Field, int n, class R, class C>
MIRAGE_INLINE PocketPanel<C, n> pocket_panel(const C (&x)[Field::all], const PocketModel& pocket,
                                             const Quarters& quarters, double centre, double half) {
    using L = typename AtDirections<C, R>::type;
    constexpr int nodes = lane_count<R> == 1 ? 15 : 16;
    const KronrodRule& rule = kronrod_rule();
    L at[Field::all];
    spread<R>(x, at);
    const double measure = half * (2.0 * std::numbers::inv_pi) / quarters.count;
    PanelSums<L, n> sums = no_sums<L, n>(0.0 * at[0]);
    for (int k = 0; k < nodes; k += lane_count<R>)
        add_phi<Field, n>(sums, at, pocket, quarters, centre + half * load_lanes(rule.node + k, R{}),
                          measure * load_lanes(rule.kronrod + k, R{}),
                          measure * load_lanes(rule.gauss + k, R{}));
    PocketPanel<C, n> panel;
    panel.terms = sum_directions<R>(sums.kronrod);
    const auto missed = [&](int i) {  // by the Gauss rule
        if constexpr (std::is_same_v<R, double>)
            return modulus(panel.terms.gradient[i] - sums.gauss[i]);
        else
            return modulus(panel.terms.gradient[i] - sum_lanes(sums.gauss[i]));
    };
    double difference = 0.0;
    panel.size = 0.0;
    for (int i = 0; i < n; ++i) {
        difference += missed(i);
        panel.size += modulus(panel.terms.gradient[i]);
    }
    panel.error = kronrod_error(difference, panel.size);
    panel.w_size = modulus(panel.terms.gradient[Field::w]);
    panel.w_error = kronrod_error(missed(Field::w), panel.w_size);
    return panel;
}

}  // namespace mirage
