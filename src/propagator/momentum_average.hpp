#pragma once
// The propagator of one pocket of a state with pair momentum, averaged over its directions at one Matsubara
// frequency. Lanes hold directions. Theory page, section 10.
//
// A midpoint rule of N directions converges geometrically once it resolves the frequency: the error is a
// Fourier coefficient q^(2N), if the last one that N directions tell is about q^N. That one is in the sum
// anyway, so that one rule is enough wherever its square is small.

#include "propagator/material_average.hpp"
#include "propagator/momentum_terms.hpp"

namespace mirage {

/// The last Fourier coefficients of the pair amplitude, of g0 and of the current, which tell the error: over
/// a quarter sum (-1)^i sin 2 m phi_i f_i, m = 1, 2; over the circle, where symmetry may forbid those of one
/// parity, with sin and cos of m phi_i.
template <class V, bool quarter>
struct LastCoefficients {
    static constexpr int weights = quarter ? 2 : 4;
    V of[weights][3];

    MIRAGE_INLINE explicit LastCoefficients(V zero) {
        for (auto& row : of)
            for (V& value : row) value = zero;
    }
    MIRAGE_INLINE void add(const MainDerivatives<V>& f, V alternating, V sine, V cosine) {
        const V double_sine = 2.0 * sine * cosine, double_cosine = cosine * cosine - sine * sine;
        V weight[4] = {double_sine, 2.0 * double_sine * double_cosine, sine, cosine};
        if (!quarter) weight[1] = double_cosine;
        for (int w = 0; w < weights; ++w) {
            const V signed_weight = alternating * weight[w];
            of[w][0] += signed_weight * f.D;
            of[w][1] += signed_weight * f.w;
            of[w][2] += signed_weight * f.Q;
        }
    }
};

/// The mean over the directions of a rule, and what it is likely to miss, as `distance` measures it.
template <class Field, int n>
[[gnu::noinline]] AverageTerms<double, n> direction_mean(const double (&x)[Field::all],
                                                         const MaterialModel& m, const PocketModel& pocket,
                                                         const DirectionLevel& directions, double& error) {
    using Pack = typename Field::Lanes;
    constexpr int lanes = lane_count<Pack>;
    static constexpr double signs[8] = {1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0};
    const Pack zero = 0.0, alternating = load_lanes(signs, Pack{});
    AverageTerms<Pack, n> sum = no_terms<Pack, n>(zero);
    LastCoefficients<Pack, Field::range == DirectionRange::quarter> last(zero);
    for (int at = 0; at < directions.count; at += lanes) {
        const Pack sine = load_lanes(directions.sine + at, Pack{}),
                   cosine = load_lanes(directions.cosine + at, Pack{});
        const Pack g_z =
            pocket.form == SpinOrbitForm::cos3phi ? load_lanes(directions.cosine3 + at, Pack{}) : Pack(1.0);
        last.add(Field::template add<n>(sum, x, m, pocket, sine, cosine, g_z), alternating, sine, cosine);
    }
    const double weight = 1.0 / directions.count;
    AverageTerms<double, n> mean;
    mean.v_over_sum = weight * sum_lanes(sum.v_over_sum);
    mean.one_minus_g0 = weight * sum_lanes(sum.one_minus_g0);
    for (int i = 0; i < n; ++i) mean.gradient[i] = weight * sum_lanes(sum.gradient[i]);
    for (int i = 0; i < pair_count(n); ++i) mean.hessian[i] = weight * sum_lanes(sum.hessian[i]);
    error = 0.0;
    const double scale[3] = {absolute(mean.gradient[Field::D]) + 1e-280, 1.0, 1.0};
    for (int k = 0; k < 3; ++k) {
        double size = 0.0;
        for (const auto& row : last.of) size += absolute(sum_lanes(row[k]));
        error = larger(error, 2.0 * weight * size / scale[k]);
    }
    error = error * error;
    return mean;
}

/// The rule that a geometric convergence needs where rule l has the error `error`.
MIRAGE_INLINE int finer_rule(int l, double error, double accuracy) {
    for (double reached = error; l < midpoint_rules - 1;) {
        ++l;
        reached = reached * reached;
        if (reached < accuracy || error > 0.1) break;
    }
    return l;
}

/// The rule to begin with next time, at a frequency that is as high or higher, after rule l was good enough:
/// the coarser one, whose error is about the square root, where that is good enough too or nearly so.
MIRAGE_INLINE int next_rule(int l, double error, double accuracy) {
    constexpr double nearly = 100.0;
    return error < nearly * nearly * accuracy * accuracy ? l - 1 : l;
}

/// The average, with rules of more and more directions until one is good to `accuracy`.
template <class Field, int n>
MIRAGE_INLINE AverageTerms<double, n> momentum_average(const double (&x)[Field::all], const MaterialModel& m,
                                                       const PocketModel& pocket, double accuracy,
                                                       AverageQuality<double>& quality) {
    constexpr int first = Field::range == DirectionRange::quarter ? 0 : 2;
    for (int l = quality.next_rule > first ? quality.next_rule : first;;) {
        const DirectionLevel& directions = midpoint_rule(Field::range, l);
        const AverageTerms<double, n> mean =
            direction_mean<Field, n>(x, m, pocket, directions, quality.error);
        if (!(quality.error > accuracy) || l == midpoint_rules - 1) {
            quality.directions =
                directions.count > quality.directions ? directions.count : quality.directions;
            quality.next_rule = next_rule(l, quality.error, accuracy);
            return mean;
        }
        l = finer_rule(l, quality.error, accuracy);
    }
}

}  // namespace mirage
