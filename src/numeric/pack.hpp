#pragma once
// As many doubles as one vector register of the instruction set holds.
// Included only by kernel.cpp, inside the namespace of one instruction set. Every lane computes the same, bit
// for bit, whatever its neighbours hold.

#if defined(__AVX512F__)
#define MIRAGE_PACK_BYTES 64
#elif defined(__AVX__)
#define MIRAGE_PACK_BYTES 32
#else
#define MIRAGE_PACK_BYTES 16
#endif

using Native = double __attribute__((vector_size(MIRAGE_PACK_BYTES)));
using Bits = std::int64_t __attribute__((vector_size(MIRAGE_PACK_BYTES)));
constexpr int lanes = MIRAGE_PACK_BYTES / 8;
static_assert(pack_width % lanes == 0);

struct Pack {
    Native v;

    Pack() = default;
    MIRAGE_INLINE Pack(Native x) : v(x) {}
    MIRAGE_INLINE Pack(double x) : v(Native{} + x) {}
};

struct PackMask {
    Bits m;
};

#define MIRAGE_PACK_OPERATOR(op)                                                        \
    MIRAGE_INLINE Pack operator op(Pack a, Pack b) { return Pack(a.v op b.v); }         \
    MIRAGE_INLINE Pack operator op(double a, Pack b) { return Pack(Pack(a).v op b.v); } \
    MIRAGE_INLINE Pack operator op(Pack a, double b) { return Pack(a.v op Pack(b).v); }
MIRAGE_PACK_OPERATOR(+)
MIRAGE_PACK_OPERATOR(-)
MIRAGE_PACK_OPERATOR(*)
MIRAGE_PACK_OPERATOR(/)
#undef MIRAGE_PACK_OPERATOR

MIRAGE_INLINE Pack operator-(Pack a) { return Pack(-a.v); }
MIRAGE_INLINE Pack& operator+=(Pack& a, Pack b) {
    a.v += b.v;
    return a;
}

#define MIRAGE_PACK_COMPARE(op)                                                 \
    MIRAGE_INLINE PackMask operator op(Pack a, Pack b) { return {a.v op b.v}; } \
    MIRAGE_INLINE PackMask operator op(Pack a, double b) { return {a.v op Pack(b).v}; }
MIRAGE_PACK_COMPARE(<)
MIRAGE_PACK_COMPARE(>)
MIRAGE_PACK_COMPARE(<=)
MIRAGE_PACK_COMPARE(>=)
#undef MIRAGE_PACK_COMPARE

MIRAGE_INLINE PackMask operator&(PackMask a, PackMask b) { return {a.m & b.m}; }
MIRAGE_INLINE PackMask operator!(PackMask a) { return {~a.m}; }

MIRAGE_INLINE bool any(PackMask a) {
#if defined(__AVX__) && !defined(__AVX512F__)
    return _mm256_movemask_pd(reinterpret_cast<__m256d>(a.m)) != 0;
#else
    std::int64_t joined = 0;
    for (int i = 0; i < lanes; ++i) joined |= a.m[i];
    return joined != 0;
#endif
}

MIRAGE_INLINE Pack choose(PackMask condition, Pack yes, Pack no) { return Pack(condition.m ? yes.v : no.v); }
MIRAGE_INLINE Pack smaller(Pack x, Pack y) { return choose(x < y, x, y); }
MIRAGE_INLINE Pack larger(Pack x, Pack y) { return choose(x > y, x, y); }
MIRAGE_INLINE Pack absolute(Pack x) { return larger(x, -x); }

MIRAGE_INLINE Pack square_root(Pack x) {
#if defined(__AVX512F__)
    return Pack(reinterpret_cast<Native>(_mm512_maskz_sqrt_pd(0xff, reinterpret_cast<__m512d>(x.v))));
#elif defined(__AVX__)
    return Pack(reinterpret_cast<Native>(_mm256_sqrt_pd(reinterpret_cast<__m256d>(x.v))));
#elif defined(__SSE2__)
    return Pack(reinterpret_cast<Native>(_mm_sqrt_pd(reinterpret_cast<__m128d>(x.v))));
#elif defined(__wasm_simd128__)
    return Pack(reinterpret_cast<Native>(wasm_f64x2_sqrt(reinterpret_cast<v128_t>(x.v))));
#else
    for (int i = 0; i < lanes; ++i) x.v[i] = __builtin_sqrt(x.v[i]);
    return x;
#endif
}

MIRAGE_INLINE Pack load_lanes(const double* from, Pack) {
    Pack x;
    __builtin_memcpy(&x, from, sizeof x);
    return x;
}

MIRAGE_INLINE void store(double* to, Pack x) { __builtin_memcpy(to, &x, sizeof x); }

MIRAGE_INLINE double sum_lanes(Pack x) {
    double sum = x.v[0];
    for (int i = 1; i < lanes; ++i) sum += x.v[i];
    return sum;
}

MIRAGE_INLINE double largest_lane(Pack x) {
    double largest = x.v[0];
    for (int i = 1; i < lanes; ++i) largest = x.v[i] > largest ? x.v[i] : largest;
    return largest;
}

MIRAGE_INLINE Bits bits_of(Pack x) { return reinterpret_cast<Bits>(x.v); }
MIRAGE_INLINE Pack from_bits(Bits bits) { return Pack(reinterpret_cast<Native>(bits)); }

/// sinh x and cosh x for |x| < 700 to a few ulp: x = n ln 2 + f, Taylor series of sinh f and cosh f with
/// |f| < 0.35, and 2^n, 2^-n from their bits.
MIRAGE_INLINE void hyperbolic(Pack x, Pack& sinh, Pack& cosh) {
    constexpr double rounder = 0x1.8p52;
    constexpr double ln2_high = 0x1.62e42fefa38p-1;
    constexpr double ln2_low = 0x1.ef35793c7673p-45;
    const Pack shifted = x * 1.4426950408889634 + rounder;
    const Pack n = shifted - rounder;
    const Pack f = (x - n * ln2_high) - n * ln2_low;
    constexpr double odd[] = {1.0,          1.0 / 6,        1.0 / 120,         1.0 / 5040,
                              1.0 / 362880, 1.0 / 39916800, 1.0 / 6227020800.0};
    constexpr double even[] = {1.0,         1.0 / 2,       1.0 / 24,       1.0 / 720,
                               1.0 / 40320, 1.0 / 3628800, 1.0 / 479001600};
    const Pack f2 = f * f;
    Pack sinh_f = odd[6], cosh_f = even[6];
    for (int k = 5; k >= 0; --k) {
        sinh_f = sinh_f * f2 + odd[k];
        cosh_f = cosh_f * f2 + even[k];
    }
    sinh_f = sinh_f * f;
    const Bits exponent = bits_of(shifted) << 52, half = Bits{} + (static_cast<std::int64_t>(1022) << 52);
    const Pack growth = from_bits(half + exponent), decay = from_bits(half - exponent);
    const Pack sum = growth + decay, difference = growth - decay;
    sinh = difference * cosh_f + sum * sinh_f;
    cosh = sum * cosh_f + difference * sinh_f;
}

/// asinh(x) for 0 <= x < 1e150 to a few ulp: ln(1 + y) with y = x + x^2/(1 + sqrt(1 + x^2)); 1 + y = 2^n m
/// with m between 0.7 and 1.5, ln m = 2 artanh((m - 1)/(m + 1)) by its series.
MIRAGE_INLINE Pack inverse_sinh(Pack x) {
    constexpr double ln2_high = 0x1.62e42fefa38p-1;
    constexpr double ln2_low = 0x1.ef35793c7673p-45;
    const Pack x2 = x * x;
    const Pack y = x + x2 / (1.0 + square_root(1.0 + x2));
    const Pack u = 1.0 + y;
    const Pack lost = y - (u - 1.0);
    // n: the exponent of u * sqrt 2, so that u/2^n lies between 1/sqrt 2 and sqrt 2
    const Bits biased = bits_of(u * 1.4142135623730951) >> 52;
    const Pack n(__builtin_convertvector(biased - 1023, Native));
    const Pack scale = from_bits((2046 - biased) << 52);
    const Pack m = u * scale, rest = lost * scale;
    // the distance from 1 with what rounding of 1 + y lost
    const Pack d = (m - 1.0) + rest;
    const Pack s = d / (2.0 + d);
    const Pack s2 = s * s;
    Pack sum = 1.0 / 25;
    constexpr double odd[] = {1.0 / 3,  1.0 / 5,  1.0 / 7,  1.0 / 9,  1.0 / 11, 1.0 / 13,
                              1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21, 1.0 / 23};
    for (int k = 10; k >= 0; --k) sum = sum * s2 + odd[k];
    return n * ln2_high + (2.0 * s + (2.0 * s * s2 * sum + n * ln2_low));
}

/// sin(x) for |x| <= 1.6 to 1 ulp, by its Taylor series.
MIRAGE_INLINE Pack sine(Pack x) {
    constexpr double coefficient[] = {1.0,
                                      -1.0 / 6,
                                      1.0 / 120,
                                      -1.0 / 5040,
                                      1.0 / 362880,
                                      -1.0 / 39916800,
                                      1.0 / 6227020800.0,
                                      -1.0 / 1307674368000.0,
                                      1.0 / 355687428096000.0,
                                      -1.0 / 121645100408832000.0,
                                      1.0 / 51090942171709440000.0,
                                      -1.0 / 25852016738884976640000.0};
    const Pack x2 = x * x;
    Pack sum = coefficient[11];
    for (int k = 10; k >= 0; --k) sum = sum * x2 + coefficient[k];
    return x * sum;
}
