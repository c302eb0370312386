#include <algorithm>
#include <memory>

#include "propagator/kernel.hpp"
#include "propagator/material_anew.hpp"
#include "propagator/material_kernel.hpp"
#include "propagator/material_start.hpp"

namespace mirage {
namespace {

void store(const MaterialTerms<double>& t, const MaterialArrays& a, int at) {
    const double values[] = {t.F,       t.Ft,       t.phi,      t.G,     t.one_minus_g0,
                             t.F_D,     t.F_eta,    t.Ft_eta,   t.F_B,   t.Ft_B,
                             t.F_omega, t.Ft_omega, t.g0_omega, t.error, t.directions_error};
    double* const arrays[] = {a.F,       a.Ft,       a.phi,      a.G,     a.one_minus_g0,
                              a.F_D,     a.F_eta,    a.Ft_eta,   a.F_B,   a.Ft_B,
                              a.F_omega, a.Ft_omega, a.g0_omega, a.error, a.directions_error};
    for (int i = 0; i < material_results; ++i) arrays[i][at] = values[i];
}

template <class Field>
int repair(const MaterialModel& m, const MaterialArrays& arrays) {
    int directions = 1;
    for (int at = 0; at < arrays.count; ++at) {
        if (arrays.error[at] < solved_step) continue;
        const auto f = std::make_unique<MaterialFrequency<double, Field>>();
        const auto response = std::make_unique<MaterialResponse<double, Field>>();
        f->layout = unknown_layout<Field>(m);
        set_bare(f->bare, arrays.omega[at], m);
        const MaterialTerms<double> t = solve_anew(*f, m, *response);
        store(t, arrays, at);
        if (!is_physical(t)) arrays.error[at] = 1.0;
        if (scatters(m)) store_start(*f, m, arrays, at, *response);
        for (int p = 0; p < m.pocket_count; ++p) directions = std::max(directions, f->quality[p].directions);
    }
    return directions;
}

}  // namespace

int material_rows(const MaterialModel& model) {
    const int unknowns = is_in_plane(model) ? unknown_layout<InPlaneField>(model).count
                                            : unknown_layout<AnyField>(model).count;
    return 3 + 4 * unknowns;
}

int solve_material(const MaterialModel& model, const MaterialArrays& arrays) {
    const int directions = kernel().solve_material(model, arrays);
    const int repaired =
        is_in_plane(model) ? repair<InPlaneField>(model, arrays) : repair<AnyField>(model, arrays);
    return std::max(directions, repaired);
}

}  // namespace mirage
