// Compiled once per instruction set, each time in a namespace of its own (MIRAGE_KERNEL).

#include <cmath>
#include <cstdint>
#include <numbers>

#if defined(__SSE2__)
#include <immintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
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
};

/// A quarter of the circle is enough where phi -> -phi or pi - phi leaves both g_x^2 and |v| alone.
Directions directions_of(const PairField& field, int quarter) {
    const double step = half_pi / quarter;
    if (field.along == 0.0 || field.across == 0.0) return {0.5 * step, step, quarter};
    return {0.5 * step - half_pi, step, 2 * quarter};
}

/// V at some directions of some frequencies.
struct Terms {
    PairTerm<Pack> f;
    Complex<Pack> W;
    Pack v;
};

MIRAGE_INLINE Terms terms_at(const PairField& field, Pack w, Pack phi) {
    const Pack sin_phi = sine(phi), cos_phi = sine(half_pi - absolute(phi));
    const Pack v = cos_phi * field.along + sin_phi * field.across;
    const Complex<Pack> W(w, v * field.Q);
    return {pair_term(W, sin_phi * sin_phi * field.alpha2, field.alpha2 + field.beta2, field.B2), W, v};
}

PairDerivatives total(const PairTermSums<Pack>& sums, double factor) {
    return {sum_lanes(sums.value) * factor, sum_lanes(sums.B2) * factor, sum_lanes(sums.Q) * factor,
            sum_lanes(sums.QQ) * factor, sum_lanes(sums.B2Q) * factor};
}

MIRAGE_INLINE Pack counted_from(int first) {
    Pack x;
    for (int i = 0; i < lanes; ++i) x.v[i] = first + i;
    return x;
}

/// Directions of all frequencies one after the other, so that packs are full; a frequency may begin inside
/// one.
struct Block {
    static constexpr int size = 64;
    alignas(64) double w[size], phi[size], weight[size];
    int count = 0;

    MIRAGE_INLINE void add(double w_here, double phi_here, double weight_here) {
        w[count] = w_here, phi[count] = phi_here, weight[count] = weight_here;
        ++count;
    }
};

/// Adds what a block holds, and empties it.
MIRAGE_INLINE void add_block(const PairField& field, Block& block, PairTermSums<Pack>& sums) {
    while (block.count % lanes != 0) block.add(1.0, 0.0, 0.0);
    for (int at = 0; at < block.count; at += lanes) {
        const Terms t = terms_at(field, load_lanes(block.w + at, Pack{}), load_lanes(block.phi + at, Pack{}));
        sums.add(over(t.f, t.W), t.v, load_lanes(block.weight + at, Pack{}));
    }
    block.count = 0;
}

}  // namespace

PairAverages average_pairs(const PairField& field, const PairFrequency& frequency) {
    const Directions d = directions_of(field, frequency.directions);
    PairTermSums<Pack> over_w, plain, times_w;
    for (int at = 0; at < d.count; at += lanes) {
        const Pack index = counted_from(at);
        const PackMask inside = index < static_cast<double>(d.count);
        // what lies beyond the last direction repeats the first, with no weight
        const Pack phi = choose(inside, index * d.step + d.first, Pack(d.first));
        const Pack weight = choose(inside, Pack(1.0), Pack(0.0));
        const Terms t = terms_at(field, Pack(frequency.w), phi);
        over_w.add(over(t.f, t.W), t.v, weight);
        plain.add(t.f, t.v, weight);
        times_w.add(times(t.f, t.W), t.v, weight);
    }
    const double each = 1.0 / d.count;
    return {total(over_w, each), total(plain, each), total(times_w, each)};
}

PairDerivatives sum_pairs(const PairField& field, int count, const PairFrequency* frequencies) {
    PairTermSums<Pack> sums;
    Block block;
    for (int k = 0; k < count; ++k) {
        const PairFrequency& at = frequencies[k];
        const Directions d = directions_of(field, at.directions);
        const double weight = at.weight / d.count;
        for (int i = 0; i < d.count; ++i) {
            block.add(at.w, d.first + i * d.step, weight);
            if (block.count == Block::size) add_block(field, block, sums);
        }
    }
    add_block(field, block, sums);
    return total(sums, 1.0);
}

}  // namespace mirage::MIRAGE_KERNEL
