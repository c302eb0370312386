// Compiled once per instruction set, each time in a namespace of its own (MIRAGE_KERNEL).

#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "propagator/kernel.hpp"
#include "propagator/material_kernel.hpp"
#include "propagator/material_start.hpp"

namespace mirage::MIRAGE_KERNEL {

#include "numeric/pack.hpp"
using mirage::load_lanes;
using mirage::store;

namespace {

constexpr int max_steps = 12;

template <class Field>
int solve_all(const MaterialModel& m, const MaterialArrays& arrays) {
    const double accuracy = direction_accuracy(m);
    int directions = 1;
    for (int at = 0; at < arrays.count; at += lanes) {
        MaterialFrequency<Pack, Field> f;
        MaterialResponse<Pack, Field> response;
        f.layout = unknown_layout<Field>(m);
        set_bare(f.bare, load_lanes(arrays.omega + at, Pack{}), m);
        if (scatters(m)) load_start(f, m, arrays, at, accuracy, response);
        MaterialTerms<Pack> t = solve_material_frequency(f, m, accuracy, max_steps, response);
        t.error = choose(t.lowest_g0 > 0.0, t.error, 0.0 * t.error + 1.0);
        store_material_terms(t, arrays, at);
        if (scatters(m)) store_start(f, m, arrays, at, response);
        for (int p = 0; p < m.pocket_count; ++p)
            directions = f.quality[p].directions > directions ? f.quality[p].directions : directions;
    }
    return directions;
}

}  // namespace

int solve_material(const MaterialModel& m, const MaterialArrays& arrays) {
    return is_in_plane(m) ? solve_all<InPlaneField>(m, arrays) : solve_all<AnyField>(m, arrays);
}

}  // namespace mirage::MIRAGE_KERNEL
