// Compiled once per instruction set, each time in a namespace of its own (MIRAGE_KERNEL).

#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "propagator/clean_valleys.hpp"
#include "propagator/kernel.hpp"
#include "propagator/material_kernel.hpp"
#include "propagator/material_start.hpp"

namespace mirage::MIRAGE_KERNEL {

#include "numeric/pack.hpp"
using mirage::load_lanes;
using mirage::store;

namespace {

constexpr int max_steps = 12;

void store_terms(const MaterialTerms<Pack>& t, const MaterialArrays& a, int at) {
    store(a.F + at, t.F);
    store(a.Ft + at, t.Ft);
    store(a.phi + at, t.phi);
    store(a.G + at, t.G);
    store(a.one_minus_g0 + at, t.one_minus_g0);
    store(a.F_D + at, t.F_D);
    store(a.F_eta + at, t.F_eta);
    store(a.Ft_eta + at, t.Ft_eta);
    store(a.F_B + at, t.F_B);
    store(a.Ft_B + at, t.Ft_B);
    store(a.F_omega + at, t.F_omega);
    store(a.Ft_omega + at, t.Ft_omega);
    store(a.g0_omega + at, t.g0_omega);
    store(a.error + at, choose(t.lowest_g0 > 0.0, t.error, 0.0 * t.error + 1.0));
    store(a.directions_error + at, t.directions_error);
}

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
        const MaterialTerms<Pack> t = solve_material_frequency(f, m, accuracy, max_steps, response);
        store_terms(t, arrays, at);
        if (scatters(m)) store_start(f, m, arrays, at, response);
        for (int p = 0; p < m.pocket_count; ++p)
            directions = f.quality[p].directions > directions ? f.quality[p].directions : directions;
    }
    return directions;
}

void solve_clean_valleys(const MaterialModel& m, const MaterialArrays& arrays) {
    for (int at = 0; at < arrays.count; at += lanes)
        store_terms(clean_valleys_terms(load_lanes(arrays.omega + at, Pack{}), m), arrays, at);
}

int solve_in_plane(const MaterialModel& m, const MaterialArrays& arrays) {
    return is_one_pocket(unknown_layout<InPlaneField>(m)) ? solve_all<OnePocket<InPlaneField>>(m, arrays)
                                                          : solve_all<InPlaneField>(m, arrays);
}

}  // namespace

int solve_material(const MaterialModel& m, const MaterialArrays& arrays) {
    if (is_clean_pair_of_valleys(m)) {
        solve_clean_valleys(m, arrays);
        return 1;
    }
    return is_in_plane(m) ? solve_in_plane(m, arrays) : solve_all<AnyField>(m, arrays);
}

MaterialSums sum_material(const MaterialArrays& a, const double* weight) {
    constexpr int count = 10;
    Pack sum[count];
    for (Pack& one : sum) one = 0.0;
    for (int at = a.count - lanes; at >= 0; at -= lanes) {  // the small ones first
        const auto term = [at](const double* array) { return load_lanes(array + at, Pack{}); };
        const Pack w = term(weight), F_D = term(a.F_D);
        const Pack of[count] = {
            term(a.F),   term(a.Ft),   F_D,         term(a.F_eta), term(a.Ft_eta),
            term(a.F_B), term(a.Ft_B), term(a.phi), term(a.G),     absolute(F_D) * term(a.directions_error)};
        for (int i = 0; i < count; ++i) sum[i] += w * of[i];
    }
    double s[count];
    for (int i = 0; i < count; ++i) s[i] = sum_lanes(sum[i]);
    return {s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9]};
}

}  // namespace mirage::MIRAGE_KERNEL
