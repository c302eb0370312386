#include <algorithm>
#include <memory>

#include "propagator/kernel.hpp"
#include "propagator/material_anew.hpp"
#include "propagator/material_kernel.hpp"
#include "propagator/material_start.hpp"
#include "propagator/momentum_field.hpp"

namespace mirage {
namespace {

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
        store_material_terms(t, arrays, at);
        if (!is_physical(t)) arrays.error[at] = 1.0;
        if (scatters(m)) store_start(*f, m, arrays, at, *response);
        for (int p = 0; p < m.pocket_count; ++p) directions = std::max(directions, f->quality[p].directions);
    }
    return directions;
}

int momentum_unknowns(const MaterialModel& model) {
    if (turns_phase(model)) return unknown_layout<TurningField<double>>(model).count;
    return is_across(model) ? unknown_layout<AcrossField<double>>(model).count
                            : unknown_layout<MomentumField<double>>(model).count;
}

int unknowns(const MaterialModel& model) {
    if (model.Q != 0.0) return momentum_unknowns(model);
    if (is_in_plane(model)) return unknown_layout<InPlaneField>(model).count;
    return turns_uniform_phase(model) ? unknown_layout<AnyTurningField>(model).count
                                      : unknown_layout<AnyField>(model).count;
}

int repair_all(const MaterialModel& model, const MaterialArrays& arrays) {
    if (is_in_plane(model)) return repair<InPlaneField>(model, arrays);
    return turns_uniform_phase(model) ? repair<AnyTurningField>(model, arrays)
                                      : repair<AnyField>(model, arrays);
}

int leave_unsolved(const MaterialArrays& arrays) {
    std::fill_n(arrays.error, arrays.count, 1.0);
    return 1;
}

}  // namespace

int material_rows(const MaterialModel& model) { return 3 + 4 * unknowns(model); }

int solve_material(const MaterialModel& model, const MaterialArrays& arrays) {
    if (model.Q != 0.0) return solve_momentum(model, arrays);
    const int directions = kernel().solve_material(model, arrays);
    return std::max(directions, repair_all(model, arrays));
}

int momentum_rows(const MaterialModel& model) { return 3 + 4 * momentum_unknowns(model); }

int solve_momentum(const MaterialModel& model, const MaterialArrays& arrays) {
    if (!has_real_order_parameters(model)) return leave_unsolved(arrays);
    return kernel().solve_momentum(model, arrays);
}

}  // namespace mirage
