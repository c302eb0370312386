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

/// The last Fourier coefficients of the pair amplitude, of g0 and of the current, which tell the error: those
/// around N of a quarter with N directions, N/2 of a circle. Odd and even ones of the circle, since all odd
/// ones may vanish.
template <class Field>
inline constexpr int last_count = Field::range == DirectionRange::quarter ? 2 : 4;
template <class V, int count>
struct LastCoefficients {
    V of[count][3];
};

/// Over a quarter: sum (-1)^i sin 2 phi_i f_i and sum (-1)^i sin 4 phi_i f_i; over the circle: with sin
/// phi_i, cos phi_i, sin 2 phi_i and cos 2 phi_i.
template <class Field, int n, class V>
MIRAGE_INLINE void add_last_coefficients(LastCoefficients<V, last_count<Field>>& last,
                                         const AverageTerms<V, n>& f, V alternating, V sine, V cosine) {
    const V double_sine = 2.0 * sine * cosine, double_cosine = cosine * cosine - sine * sine;
    const auto add = [&](int i, V waves) {
        const V of[3] = {f.gradient[Field::D], f.gradient[Field::w], f.gradient[Field::Q]};
        for (int k = 0; k < 3; ++k) last.of[i][k] += alternating * waves * of[k];
    };
    if constexpr (Field::range == DirectionRange::quarter) {
        add(0, double_sine);
        add(1, 2.0 * double_sine * double_cosine);
    } else {
        add(0, sine);
        add(1, cosine);
        add(2, double_sine);
        add(3, double_cosine);
    }
}

/// Their moduli together, that of the pair amplitude relative to its mean.
template <class V, int count>
MIRAGE_INLINE double size_of(const LastCoefficients<V, count>& last, double mean_pair) {
    const double scale[3] = {absolute(mean_pair) + 1e-280, 1.0, 1.0};
    double size = 0.0;
    for (int k = 0; k < 3; ++k) {
        double sum = 0.0;
        for (int i = 0; i < count; ++i) sum += absolute(sum_lanes(last.of[i][k]));
        size = larger(size, sum / scale[k]);
    }
    return size;
}

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
    LastCoefficients<Pack, last_count<Field>> last;
    for (auto& of : last.of)
        for (Pack& coefficient : of) coefficient = zero;
    for (int at = 0; at < directions.count; at += lanes) {
        const Pack sine = load_lanes(directions.sine + at, Pack{}),
                   cosine = load_lanes(directions.cosine + at, Pack{});
        const Pack g_z =
            pocket.form == SpinOrbitForm::cos3phi ? load_lanes(directions.cosine3 + at, Pack{}) : Pack(1.0);
        AverageTerms<Pack, n> here = no_terms<Pack, n>(zero);
        Field::template add<n>(here, x, m, pocket, sine, cosine, g_z);
        add_last_coefficients<Field>(last, here, alternating, sine, cosine);
        sum.v_over_sum += here.v_over_sum;
        sum.one_minus_g0 += here.one_minus_g0;
        for (int i = 0; i < n; ++i) sum.gradient[i] += here.gradient[i];
        for (int i = 0; i < pair_count(n); ++i) sum.hessian[i] += here.hessian[i];
    }
    const double weight = 1.0 / directions.count;
    AverageTerms<double, n> mean;
    mean.v_over_sum = weight * sum_lanes(sum.v_over_sum);
    mean.one_minus_g0 = weight * sum_lanes(sum.one_minus_g0);
    for (int i = 0; i < n; ++i) mean.gradient[i] = weight * sum_lanes(sum.gradient[i]);
    for (int i = 0; i < pair_count(n); ++i) mean.hessian[i] = weight * sum_lanes(sum.hessian[i]);
    error = 2.0 * weight * size_of(last, mean.gradient[Field::D]);
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

/// The average, with rules of more and more directions until one is good to `accuracy`.
template <class Field, int n>
MIRAGE_INLINE AverageTerms<double, n> momentum_average(const double (&x)[Field::all], const MaterialModel& m,
                                                       const PocketModel& pocket, double accuracy,
                                                       AverageQuality<double>& quality) {
    constexpr int first = Field::range == DirectionRange::quarter ? 0 : 2;
    for (int l = first;;) {
        const DirectionLevel& directions = midpoint_rule(Field::range, l);
        const AverageTerms<double, n> mean =
            direction_mean<Field, n>(x, m, pocket, directions, quality.error);
        if (!(quality.error > accuracy) || l == midpoint_rules - 1) {
            quality.directions =
                directions.count > quality.directions ? directions.count : quality.directions;
            return mean;
        }
        l = finer_rule(l, quality.error, accuracy);
    }
}

}  // namespace mirage
