#pragma once
// The propagator of a pocket with nodes of beta cos 3 phi, without Rashba coupling, where its frequency is
// far below its gap: a structure of the width of w~/beta at the node, which no trapezoidal rule resolves.

#include <cmath>
#include <numbers>

#include "propagator/direction_kernel.hpp"

namespace mirage {

/// Whether w~ is that small. x: coordinates of the pocket.
template <class Field>
inline bool is_sharp_node(const double (&x)[Field::all], const PocketModel& pocket) {
    constexpr double small = 0.02;
    return pocket.form == SpinOrbitForm::cos3phi && pocket.alpha == 0.0 && pocket.beta > 0.0 &&
           x[Field::w] < small * std::fabs(x[Field::D]);
}

/// Rules of 15 points on panels that grow by a factor of 4 from the node, beginning far inside the structure:
/// good to some 1e-11 of each amplitude. cos 3 phi runs through the same values as sin phi.
template <class Field, int n>
inline AverageTerms<double, n> node_average(const double (&x)[Field::all], const PocketModel& pocket,
                                            int& directions) {
    constexpr double growth = 4.0, inside = 1e-3;
    const double innermost = inside * x[Field::w] / (pocket.beta + std::fabs(x[Field::D]));
    AverageTerms<double, n> sum = no_terms<double, n>(0.0);
    directions = 0;
    for (double high = 0.5 * std::numbers::pi; high > 0.0;) {
        const double low = high > innermost ? high / growth : 0.0, half = 0.5 * (high - low);
        add_average(sum, panel_at<Field, n>(x, pocket, Quarters{}, low + half, half).terms);
        directions += 15;
        high = low;
    }
    return sum;
}

}  // namespace mirage
