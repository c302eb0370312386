#pragma once
// The mean over the directions of one level (direction_rule.hpp), one at a time for all lanes of frequencies,
// or some at a time for one frequency.

#include "propagator/direction_lanes.hpp"
#include "propagator/material_fields.hpp"

namespace mirage {

/// R: double, or a lane whose number of directions divides that of the level.
template <class Field, int n, class R, class V>
[[gnu::noinline]] AverageTerms<V, n> level_average(const V (&x)[Field::all], const PocketModel& pocket,
                                                   const DirectionLevel& level) {
    using L = typename AtDirections<V, R>::type;
    L at[Field::all];
    spread<R>(x, at);
    AverageTerms<L, n> sum = no_terms<L, n>(0.0 * at[0]);
    const bool nodes = pocket.form == SpinOrbitForm::cos3phi;
    // without Rashba coupling cos 3 phi runs through the same values as cos phi
    const double* g_z = pocket.alpha > 0.0 ? level.cosine3 : level.cosine;
    const R weight = 1.0 / level.count;
    for (int i = 0; i < level.count; i += lane_count<R>)
        add_terms(sum, weight,
                  Field::template terms<n>(at, pocket, load_lanes(level.sine + i, R{}),
                                           load_lanes(level.cosine + i, R{}),
                                           nodes ? load_lanes(g_z + i, R{}) : R(1.0)),
                  at[0]);
    return sum_directions<R>(sum);
}

}  // namespace mirage
