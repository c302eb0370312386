// Compiled once per instruction set, each time in a namespace of its own (MIRAGE_KERNEL).

#include <cmath>
#include <cstdint>
#include <numbers>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "propagator/kernel.hpp"
#include "propagator/pair_averages.hpp"
#include "propagator/pair_terms.hpp"

namespace mirage::MIRAGE_KERNEL {

#include "numeric/pack.hpp"

namespace {

constexpr double half_pi = 0.5 * std::numbers::pi;

/// Points of the midpoint rule from `first` on, `count` of them.
struct Directions {
    double first, step;
    int count;
    double along, across;  ///< components of the momentum's direction
};

/// A quarter of the circle is enough where phi -> -phi or pi - phi leaves both g_x^2 and |v| alone.
Directions directions_of(const PairField& field, int quarter) {
    const double along = std::cos(field.Q_angle), across = std::sin(field.Q_angle);
    const double step = half_pi / quarter;
    constexpr double rounding = 1e-15;  // of the angle
    if (std::fabs(along) < rounding) return {0.5 * step, step, quarter, 0.0, 1.0};
    if (std::fabs(across) < rounding) return {0.5 * step, step, quarter, 1.0, 0.0};
    return {0.5 * step - half_pi, step, 2 * quarter, along, across};
}

MIRAGE_INLINE Pack counted_from(int first) {
    Pack x;
    for (int i = 0; i < lanes; ++i) x.v[i] = first + i;
    return x;
}

PairDerivatives averages(const PairSums<Pack>& sums, int count) {
    const double each = 1.0 / count;
    return {sum_lanes(sums.value) * each, sum_lanes(sums.B2) * each, sum_lanes(sums.Q) * each,
            sum_lanes(sums.QQ) * each, sum_lanes(sums.B2Q) * each};
}

template <PairMoments moments>
PairAverages averages_at(const PairField& field, double w, const Directions& d) {
    const double g2 = field.alpha2 + field.beta2;
    PairSums<Pack> over_w, plain, times_w;
    for (int at = 0; at < d.count; at += lanes) {
        const Pack index = counted_from(at);
        const PackMask inside = index < static_cast<double>(d.count);
        // what lies beyond the last direction repeats one inside, with no weight
        const Pack phi = choose(inside, index * d.step + d.first, Pack(d.first));
        const Pack weight = choose(inside, Pack(1.0), Pack(0.0));
        const Pack sin_phi = sine(phi);
        const Pack cos_phi = sine(half_pi - absolute(phi));
        const Pack v = cos_phi * d.along + sin_phi * d.across;
        const Complex<Pack> W(Pack(w), v * field.Q);
        const PairTerm<Pack> f = pair_term(W, sin_phi * sin_phi * field.alpha2, g2, field.B2);
        over_w.add(over(f, W), v, weight);
        if constexpr (moments == PairMoments::all) {
            plain.add(f, v, weight);
            times_w.add(times(f, W), v, weight);
        }
    }
    return {averages(over_w, d.count), averages(plain, d.count), averages(times_w, d.count)};
}

}  // namespace

PairAverages average_pairs(const PairField& field, double w, int directions, PairMoments moments) {
    const Directions d = directions_of(field, directions);
    return moments == PairMoments::all ? averages_at<PairMoments::all>(field, w, d)
                                       : averages_at<PairMoments::over_w>(field, w, d);
}

}  // namespace mirage::MIRAGE_KERNEL
