// Compiled once per instruction set, each time in a namespace of its own (MIRAGE_KERNEL).

#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

#include "propagator/clean_valleys.hpp"
#include "propagator/kernel.hpp"
#include "propagator/material_kernel.hpp"
#include "propagator/material_start.hpp"

namespace mirage::MIRAGE_KERNEL {

#include "numeric/pack.hpp"
using mirage::load_lanes;

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

void solve_clean_valleys(const MaterialModel& m, const MaterialArrays& arrays) {
    for (int at = 0; at < arrays.count; at += lanes)
        store_material_terms(clean_valleys_terms(load_lanes(arrays.omega + at, Pack{}), m), arrays, at);
}

int solve_in_plane(const MaterialModel& m, const MaterialArrays& arrays) {
    return is_one_pocket(unknown_layout<InPlaneField>(m)) ? solve_all<OnePocket<InPlaneField>>(m, arrays)
                                                          : solve_all<InPlaneField>(m, arrays);
}

/// Sums of n arrays over frequencies, the small terms first.
template <int n>
MIRAGE_INLINE void add_weighted(int count, const double* weight, const double* const (&of)[n],
                                double* const (&to)[n]) {
    Pack sum[n];
    for (Pack& one : sum) one = 0.0;
    for (int at = count - lanes; at >= 0; at -= lanes) {
        const Pack w = load_lanes(weight + at, Pack{});
        for (int i = 0; i < n; ++i) sum[i] += w * load_lanes(of[i] + at, Pack{});
    }
    for (int i = 0; i < n; ++i) *to[i] += sum_lanes(sum[i]);
}

}  // namespace

int solve_material(const MaterialModel& m, const MaterialArrays& arrays) {
    if (is_clean_pair_of_valleys(m)) {
        solve_clean_valleys(m, arrays);
        return 1;
    }
    if (is_in_plane(m)) return solve_in_plane(m, arrays);
    return turns_uniform_phase(m) ? solve_all<AnyTurningField>(m, arrays) : solve_all<AnyField>(m, arrays);
}

MaterialSums sum_material(const MaterialArrays& a, const double* weight) {
    MaterialSums s;
    add_weighted<9>(a.count, weight, {a.F, a.Ft, a.F_D, a.F_eta, a.Ft_eta, a.F_B, a.Ft_B, a.phi, a.G},
                    {&s.F, &s.Ft, &s.F_D, &s.F_eta, &s.Ft_eta, &s.F_B, &s.Ft_B, &s.phi, &s.G});
    if (a.current)
        add_weighted<4>(a.count, weight, {a.current, a.F_Q, a.Ft_Q, a.current_Q},
                        {&s.current, &s.F_Q, &s.Ft_Q, &s.current_Q});
    Pack error = 0.0;
    for (int at = 0; at < a.count; at += lanes) {
        const auto of = [at](const double* array) { return load_lanes(array + at, Pack{}); };
        error += of(weight) * absolute(of(a.F_D)) * of(a.directions_error);
    }
    s.error = sum_lanes(error);
    return s;
}

}  // namespace mirage::MIRAGE_KERNEL
