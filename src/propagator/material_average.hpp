#pragma once
// The propagator of one pocket averaged over its directions at Matsubara frequencies, with an error. Any form
// of the spin-orbit field: Ising, Rashba, beta cos 3 phi, together.

#include "propagator/direction_kernel.hpp"
#include "propagator/direction_level.hpp"
#include "propagator/material_fields.hpp"
#include "propagator/node_average.hpp"

namespace mirage {

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

/// The mean over the directions of one level; of one frequency in lanes of directions where there are many.
template <class Field, int n, class V>
MIRAGE_INLINE AverageTerms<V, n> level_mean(const V (&x)[Field::all], const PocketModel& pocket,
                                            const DirectionLevel& level) {
    if constexpr (std::is_same_v<V, double>)
        if (level.count >= pack_width) return level_at<Field, n>(x, pocket, level);
    return level_average<Field, n, double>(x, pocket, level);
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
    AverageTerms<V, n> sum = level_mean<Field, n>(x, pocket, levels[0]);
    V before = 0.0 * x[0] + 1.0;
    int level = 1;
    for (;; ++level) {
        const AverageTerms<V, n> added = level_mean<Field, n>(x, pocket, levels[level]);
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
