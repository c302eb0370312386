#include "spectra/spectrum_state.hpp"

#include <cmath>

#include "mirage/gap/zero_frequency.hpp"
#include "mirage/spectra/material_spectrum.hpp"
#include "propagator/material_model.hpp"

namespace mirage {
namespace {

double zero_energy_dos_of(const Parameters& p, double Delta, double tolerance) {
    if (Delta == 0.0) return 1.0;
    const GapProblem problem = gap_problem(p, tolerance);
    GapWorkspace workspace;
    return zero_energy_dos(problem, evaluate(problem, workspace, Delta, p.B));
}

/// Of a material at order parameters that need not be those of a solution.
double zero_energy_dos_of(const PairingModel& model) {
    constexpr double broadening = 1e-9;
    return spectrum(model, broadening, {0.0})[0].dos();
}

PointState state_of(const Parameters& parameters, double order_parameter, double tolerance) {
    if (std::isnan(order_parameter)) return solve_point(parameters, {tolerance});
    PointState state;
    state.order_parameter = order_parameter;
    state.pair_momentum = parameters.Q;
    return state;
}

constexpr MirageGap no_gap{quiet_nan, quiet_nan, quiet_nan, quiet_nan, quiet_nan, quiet_nan};

}  // namespace

SpectrumState spectrum_state(const Parameters& parameters, double order_parameter, double tolerance) {
    const PointState state = state_of(parameters, order_parameter, tolerance);
    SpectrumState s{stable_model(parameters, state), 1.0, state.status};
    if (state.status == Status::failed || !has_spectrum(s.model)) return s;
    if (!needs_general_theory(s.model))
        s.zero_energy_dos = zero_energy_dos_of(uniform(parameters), s.model.Delta, tolerance);
    else
        s.zero_energy_dos = std::isnan(order_parameter) ? state.zero_energy_dos : zero_energy_dos_of(s.model);
    return s;
}

SpectrumState model_state(const Parameters& parameters, double order_parameter, double tolerance) {
    const PointState state = state_of(parameters, order_parameter, tolerance);
    return {stable_model(parameters, state), 1.0, state.status};
}

MeasuredMirageGap mirage_gap_of_curve(const PairingModel& m, double eta) {
    constexpr MeasuredMirageGap none{quiet_nan, quiet_nan, quiet_nan, quiet_nan, quiet_nan, quiet_nan};
    return m.Delta == 0.0 || m.beta == 0.0 || m.B == 0.0 ? none : measure_mirage_gap(m, eta);
}

MirageGap mirage_gap_without_disorder(const PairingModel& m) {
    if (m.Q != 0.0) return no_gap;
    if (!m.material) return mirage_gap(m.Delta, m.B, m.beta);
    const MaterialModel material = material_model(m);
    const PocketModel& valleys = material.pocket[0];
    if (valleys.form != SpinOrbitForm::valley || material.B_z != 0.0) return no_gap;
    return mirage_gap_with_triplet(valleys.chi * m.Delta, valleys.triplet * m.eta, std::fabs(material.B_x),
                                   valleys.beta);
}

}  // namespace mirage
