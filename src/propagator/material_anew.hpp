#pragma once
// One Matsubara frequency of a material from nothing: slower than from the solution before, and sure.

#include "propagator/material_newton.hpp"

namespace mirage {

inline constexpr int anew_steps = 40;

/// The plain fixed point: slow, but on the physical branch throughout.
template <class Field>
void iterate(MaterialFrequency<double, Field>& f, const MaterialModel& m, double accuracy, int rounds) {
    for (int round = 0; round < rounds; ++round) {
        average_pockets(f, m, accuracy);
        for (int p = 0; p < f.layout.pockets; ++p)
            for (int i = 0; i < f.layout.extent[p]; ++i) f.state.x[p][i] = dressed(f, m, p, i);
    }
}

/// Newton from the linear response, then after more and more rounds of the fixed point.
template <class Field>
MaterialTerms<double> solve_anew(MaterialFrequency<double, Field>& f, const MaterialModel& m,
                                 MaterialResponse<double, Field>& response) {
    const double accuracy = direction_accuracy(m);
    MaterialTerms<double> t{};
    set_start(f, m, accuracy, response);
    for (const int rounds : {0, 10, 100, 1000, 10000}) {
        if (rounds == 10) {  // a start that is physical for sure
            set_normal(f, m);
            for (int p = 0; p < f.layout.pockets; ++p) f.state.x[p][Field::D] = f.bare.x[p][Field::D];
        }
        iterate(f, m, accuracy, rounds);
        const MaterialState<double, Field> before = f.state;
        t = solve_material_frequency(f, m, accuracy, anew_steps, response);
        if (is_physical(t)) return t;
        f.state = before;
    }
    return t;
}

}  // namespace mirage
