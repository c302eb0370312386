#pragma once
// Directions in lanes: a number of one frequency at as many directions as R holds, and sums over them.

#include "numeric/complex_lane.hpp"
#include "propagator/direction_terms.hpp"

namespace mirage {

/// A number C at the directions of R: C itself where R is one of them.
template <class C, class R>
struct AtDirections {
    using type = R;
};
template <class V, class R>
struct AtDirections<Complex<V>, R> {
    using type = Complex<R>;
};
template <class C>
struct AtDirections<C, double> {
    using type = C;
};
template <class V>
struct AtDirections<Complex<V>, double> {
    using type = Complex<V>;
};

/// x at the directions of R.
template <class R, class C, int count>
MIRAGE_INLINE void spread(const C (&x)[count], typename AtDirections<C, R>::type (&to)[count]) {
    for (int i = 0; i < count; ++i)
        if constexpr (std::is_same_v<R, double>)
            to[i] = x[i];
        else if constexpr (std::is_same_v<C, double>)
            to[i] = R(x[i]);
        else
            to[i] = {R(x[i].re), R(x[i].im)};
}

/// Sums over the directions of R.
template <class R, class L, int n>
MIRAGE_INLINE auto sum_directions(const AverageTerms<L, n>& f) {
    if constexpr (std::is_same_v<R, double>) {
        return f;
    } else {
        AverageTerms<decltype(sum_lanes(f.one_minus_g0)), n> sum;
        sum.v_over_sum = sum_lanes(f.v_over_sum);
        sum.one_minus_g0 = sum_lanes(f.one_minus_g0);
        for (int i = 0; i < n; ++i) sum.gradient[i] = sum_lanes(f.gradient[i]);
        for (int i = 0; i < pair_count(n); ++i) sum.hessian[i] = sum_lanes(f.hessian[i]);
        return sum;
    }
}

}  // namespace mirage
