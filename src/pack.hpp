#pragma once
// Eight doubles that the compiler keeps in vector registers of whatever width it is told to use.
// Included only by kernel.cpp, inside the namespace of one instruction set.

struct Pack {
    using Vector = double __attribute__((vector_size(64)));
    Vector v;

    Pack() = default;
    MIRAGE_INLINE Pack(Vector x) : v(x) {}
    MIRAGE_INLINE Pack(double x) : v(Vector{} + x) {}
};

using Mask = std::int64_t __attribute__((vector_size(64)));

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

struct PackMask {
    Mask m;
};

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
    std::int64_t joined = 0;
    for (int i = 0; i < pack_width; ++i) joined |= a.m[i];
    return joined != 0;
}

MIRAGE_INLINE Pack choose(PackMask condition, Pack yes, Pack no) { return Pack(condition.m ? yes.v : no.v); }
MIRAGE_INLINE Pack smaller(Pack x, Pack y) { return choose(x < y, x, y); }
MIRAGE_INLINE Pack larger(Pack x, Pack y) { return choose(x > y, x, y); }
MIRAGE_INLINE Pack absolute(Pack x) { return larger(x, -x); }

MIRAGE_INLINE Pack square_root(Pack x) {
    Pack root;
    for (int i = 0; i < pack_width; ++i) root.v[i] = __builtin_sqrt(x.v[i]);
    return root;
}

MIRAGE_INLINE Pack inverse_sinh(Pack x) {
    Pack y;
    for (int i = 0; i < pack_width; ++i) y.v[i] = __builtin_asinh(x.v[i]);
    return y;
}

MIRAGE_INLINE Pack load_lanes(const double* from, Pack) {
    Pack x;
    for (int i = 0; i < pack_width; ++i) x.v[i] = from[i];
    return x;
}

MIRAGE_INLINE double sum_lanes(Pack x) {
    double sum = x.v[0];
    for (int i = 1; i < pack_width; ++i) sum += x.v[i];
    return sum;
}

MIRAGE_INLINE double largest_lane(Pack x) {
    double most = x.v[0];
    for (int i = 1; i < pack_width; ++i) most = x.v[i] > most ? x.v[i] : most;
    return most;
}

/// exp(x) for |x| < 700 to 1 ulp: x = n ln 2 + f, Taylor series of exp(f) with |f| < 0.35, 2^n from its bits.
MIRAGE_INLINE Pack exponential(Pack x) {
    constexpr double rounder = 0x1.8p52;
    constexpr double ln2_high = 0x1.62e42fefa38p-1;
    constexpr double ln2_low = 0x1.ef35793c7673p-45;
    const Pack shifted = x * 1.4426950408889634 + rounder;
    const Pack n = shifted - rounder;
    const Pack f = (x - n * ln2_high) - n * ln2_low;
    constexpr double inverse_factorial[] = {
        1.0,        1.0,         1.0 / 2,      1.0 / 6,       1.0 / 24,       1.0 / 120,       1.0 / 720,
        1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800.0};
    Pack sum = inverse_factorial[13];
    for (int k = 12; k >= 0; --k) sum = sum * f + inverse_factorial[k];
    const Mask bits = reinterpret_cast<Mask>(shifted.v);
    const Mask power = (bits << 52) + (static_cast<std::int64_t>(1023) << 52);
    return sum * Pack(reinterpret_cast<Pack::Vector>(power));
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
