#pragma once
// What one direction of the Fermi surface gives: the generating function r = Tr[X sgn X]/4 with its gradient,
// which is the propagator, and its Hessian in n coordinates of X.

#include "numeric/lane.hpp"

namespace mirage {

/// Pairs i <= j of n coordinates, row by row.
MIRAGE_INLINE constexpr int pair_count(int n) { return n * (n + 1) / 2; }
MIRAGE_INLINE constexpr int pair_index(int n, int i, int j) {
    const int row = i < j ? i : j, column = i < j ? j : i;
    return row * n - row * (row - 1) / 2 + (column - row);
}

/// At one direction on the Matsubara axis.
template <class V, int n>
struct DirectionTerms {
    V r, v;          ///< u = r^2 = w^2 + v, v without cancellation
    V one_minus_g0;  ///< 1 - dr/dw, without cancellation
    V gradient[n];
    V hessian[pair_count(n)];
};

/// Averages of these over directions.
template <class V, int n>
struct AverageTerms {
    V v_over_sum;  ///< <v/(r + w)> = <r> - w
    V one_minus_g0;
    V gradient[n];
    V hessian[pair_count(n)];
};

template <class V, int n>
MIRAGE_INLINE AverageTerms<V, n> no_terms(V zero) {
    AverageTerms<V, n> sum;
    sum.v_over_sum = zero;
    sum.one_minus_g0 = zero;
    for (int i = 0; i < n; ++i) sum.gradient[i] = zero;
    for (int i = 0; i < pair_count(n); ++i) sum.hessian[i] = zero;
    return sum;
}

/// Where one direction stands for all of them.
template <class V, int n>
MIRAGE_INLINE AverageTerms<V, n> average_of(const DirectionTerms<V, n>& f, V w) {
    AverageTerms<V, n> terms;
    terms.v_over_sum = f.v / (f.r + w);
    terms.one_minus_g0 = f.one_minus_g0;
    for (int i = 0; i < n; ++i) terms.gradient[i] = f.gradient[i];
    for (int i = 0; i < pair_count(n); ++i) terms.hessian[i] = f.hessian[i];
    return terms;
}

/// sum += weight f, f of a direction with the frequency w.
template <class V, int n, class R>
MIRAGE_INLINE void add_terms(AverageTerms<V, n>& sum, R weight, const DirectionTerms<V, n>& f, V w) {
    sum.v_over_sum += weight * (f.v / (f.r + w));
    sum.one_minus_g0 += weight * f.one_minus_g0;
    for (int i = 0; i < n; ++i) sum.gradient[i] += weight * f.gradient[i];
    for (int i = 0; i < pair_count(n); ++i) sum.hessian[i] += weight * f.hessian[i];
}

template <class V, int n>
MIRAGE_INLINE void add_average(AverageTerms<V, n>& sum, const AverageTerms<V, n>& f) {
    sum.v_over_sum += f.v_over_sum;
    sum.one_minus_g0 += f.one_minus_g0;
    for (int i = 0; i < n; ++i) sum.gradient[i] += f.gradient[i];
    for (int i = 0; i < pair_count(n); ++i) sum.hessian[i] += f.hessian[i];
}

/// part sum + (1 - part) other
template <class V, int n>
MIRAGE_INLINE void mix_terms(AverageTerms<V, n>& sum, double part, const AverageTerms<V, n>& other) {
    const auto mix = [part](V& a, V b) { a = part * a + (1.0 - part) * b; };
    mix(sum.v_over_sum, other.v_over_sum);
    mix(sum.one_minus_g0, other.one_minus_g0);
    for (int i = 0; i < n; ++i) mix(sum.gradient[i], other.gradient[i]);
    for (int i = 0; i < pair_count(n); ++i) mix(sum.hessian[i], other.hessian[i]);
}

}  // namespace mirage
