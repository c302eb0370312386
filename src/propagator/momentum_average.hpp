#pragma once
// The propagator of one pocket of a state with pair momentum, averaged over its directions at one Matsubara
// frequency: the trapezoidal rule, which converges geometrically once it resolves the frequency. Lanes hold
// directions. Theory page, section 10.

#include "propagator/material_average.hpp"
#include "propagator/momentum_terms.hpp"

namespace mirage {

/// The sum over some directions, weights of the first `ends` halved, those beyond `count` zero.
template <class Field, int n>
[[gnu::noinline]] AverageTerms<double, n> direction_sum(const double (&x)[Field::all], const MaterialModel& m,
                                                        const PocketModel& pocket,
                                                        const DirectionLevel& directions, int ends) {
    using Pack = typename Field::Lanes;
    constexpr int lanes = lane_count<Pack>;
    AverageTerms<Pack, n> sum = no_terms<Pack, n>(Pack(0.0));
    for (int at = 0; at < directions.count; at += lanes) {
        double weights[lanes];
        for (int i = 0; i < lanes; ++i)
            weights[i] = at + i < ends ? 0.5 : at + i < directions.count ? 1.0 : 0.0;
        const Pack sine = load_lanes(directions.sine + at, Pack{}),
                   cosine = load_lanes(directions.cosine + at, Pack{}),
                   cosine3 = load_lanes(directions.cosine3 + at, Pack{});
        const Pack g_z = pocket.form == SpinOrbitForm::cos3phi ? cosine3 : Pack(1.0);
        Field::template add<n>(sum, load_lanes(weights, Pack{}), x, m, pocket, sine, cosine, g_z);
    }
    AverageTerms<double, n> total;
    total.v_over_sum = sum_lanes(sum.v_over_sum);
    total.one_minus_g0 = sum_lanes(sum.one_minus_g0);
    for (int i = 0; i < n; ++i) total.gradient[i] = sum_lanes(sum.gradient[i]);
    for (int i = 0; i < pair_count(n); ++i) total.hessian[i] = sum_lanes(sum.hessian[i]);
    return total;
}

template <int n>
MIRAGE_INLINE void scale_terms(AverageTerms<double, n>& f, double factor) {
    f.v_over_sum *= factor;
    f.one_minus_g0 *= factor;
    for (double& value : f.gradient) value *= factor;
    for (double& value : f.hessian) value *= factor;
}

/// The average: the first four levels of directions at once, then one more until it is expected to be good to
/// `accuracy`.
template <class Field, int n>
MIRAGE_INLINE AverageTerms<double, n> momentum_average(const double (&x)[Field::all], const MaterialModel& m,
                                                       const PocketModel& pocket, double accuracy,
                                                       AverageQuality<double>& quality) {
    constexpr int first = 3, first_count = (1 << first) + 1;
    const DirectionLevel* levels = direction_levels(Field::range);
    DirectionLevel begin = levels[0];
    begin.count = first_count;
    AverageTerms<double, n> mean = direction_sum<Field, n>(x, m, pocket, begin, 2);
    scale_terms(mean, 1.0 / (1 << first));
    double before = 0.0;
    int level = first + 1;
    for (;; ++level) {
        AverageTerms<double, n> added = direction_sum<Field, n>(x, m, pocket, levels[level], 0);
        scale_terms(added, 1.0 / levels[level].count);
        const double change = 0.5 * distance<Field>(mean, added);
        mix_terms(mean, 0.5, added);
        // a q^N with a about 1 at first
        quality.error = level == first + 1 ? change * change : expected_error(before, change);
        before = change;
        if (!(quality.error > accuracy) || level == quality.last_level) break;
    }
    const int directions = (1 << level) + 1;
    quality.directions = directions > quality.directions ? directions : quality.directions;
    return mean;
}

}  // namespace mirage
