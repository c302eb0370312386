#include "junction/curve_model.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "junction/lock_in.hpp"
#include "mirage/gap/gap_equation.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/model/units.hpp"

namespace mirage {

JunctionState junction_state(const JunctionTask& task, std::size_t k, const CurveValues& v) {
    const JunctionCurve& curve = task.curves[k];
    const UnitSystem si = si_units(v.material.tc0, v.material.g_factor);
    const double t = curve.T / v.material.tc0;
    JunctionState state;
    state.energy = si.energy;
    if (task.model == JunctionModel::dynes)
        state.parameters = {t, 0.0, 0.0, 0.0, 0.0};
    else {
        state.parameters = reduced_parameters(v.material, t);
        state.parameters.B = curve.B / si.field;
    }
    if (task.gap == GapOf::engine) {
        const PointState point = solve_point(state.parameters);
        state.found = point.status != Status::failed;
        state.model = stable_model(state.parameters, point);
    } else {
        state.model = pairing_model(state.parameters, v.delta / si.energy);
    }
    state.eta = v.eta / si.energy;
    const double electrons = std::isnan(v.t_effective) ? curve.T : v.t_effective;
    state.kT = thermal_energy({electrons / v.material.tc0});
    return state;
}

ThermalConductance junction_conductance(const JunctionTask& task, std::size_t k, const JunctionState& state,
                                        const CurveValues& v, const ConductanceMesh* near, Panels panels) {
    const JunctionCurve& curve = task.curves[k];
    const double largest = std::max(std::fabs(curve.V.front()), std::fabs(curve.V.back()));
    const double reach = (1.001 * largest + 1.05 * v.v_ac + 1.05 * std::fabs(v.v_offset)) / state.energy;
    return thermal_conductance(state.model, state.eta, state.kT, reach, near, panels);
}

std::vector<double> junction_voltages(const JunctionTask& task, std::size_t k, const CurveValues& v) {
    const JunctionCurve& curve = task.curves[k];
    std::vector<double> voltages;
    voltages.reserve(curve.V.size());
    for (const double V : curve.V) voltages.push_back(V - v.v_offset);
    if (v.r_series == 0.0) return voltages;
    std::vector<double> current(voltages.size(), 0.0);  // of conductance and mV
    for (std::size_t i = 1; i < current.size(); ++i)
        current[i] = current[i - 1] + 0.5 * (curve.G[i] + curve.G[i - 1]) * (voltages[i] - voltages[i - 1]);
    const auto above = std::lower_bound(voltages.begin(), voltages.end(), 0.0);
    const std::size_t at =
        std::clamp<std::size_t>(static_cast<std::size_t>(above - voltages.begin()), 1, voltages.size() - 1);
    // at no voltage no current flows: the same integral up to there
    const double width = voltages[at] - voltages[at - 1], step = -voltages[at - 1];
    const double slope = width > 0.0 ? (curve.G[at] - curve.G[at - 1]) / width : 0.0;
    const double zero = current[at - 1] + step * (curve.G[at - 1] + 0.5 * slope * step);
    const double drop = v.r_series * task.siemens;
    for (std::size_t i = 0; i < voltages.size(); ++i) voltages[i] -= drop * (current[i] - zero);
    return voltages;
}

std::vector<double> measured_shape(const ThermalConductance& g, const JunctionState& state,
                                   const CurveValues& v, const std::vector<double>& voltages) {
    const double width = state.eta + std::numbers::pi * state.kT;
    const LockIn lock_in(v.v_ac / state.energy, width);
    std::vector<double> shape;
    shape.reserve(voltages.size());
    for (const double V : voltages) shape.push_back(lock_in(g, V / state.energy));
    return shape;
}

}  // namespace mirage
