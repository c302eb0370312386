#pragma once
// One dI/dV curve of the theory: the junction's density of states, then what the instrument makes of it.

#include <memory>
#include <optional>
#include <vector>

#include "junction/junction_problem.hpp"
#include "junction/thermal_conductance.hpp"

namespace mirage {

/// The state that a curve is measured in, energies in a unit of its own.
struct JunctionState {
    Parameters parameters;  ///< which the model points into
    PairingModel model;
    double energy = 1.0;  ///< the unit [meV]
    double eta = 0.0;     ///< broadening and temperature of the electrons in it
    double kT = 0.0;
    bool found = true;  ///< the gap equation was solved
};

/// The order parameter of the values, or that of the stable state at T and B of the curve.
JunctionState junction_state(const JunctionTask& task, std::size_t curve, const CurveValues& values);

/// g(V) at the voltages of the junction that the curve reaches; a neighbour may be given.
ThermalConductance junction_conductance(const JunctionTask& task, std::size_t curve,
                                        const JunctionState& state, const CurveValues& values,
                                        const ConductanceMesh* near = nullptr, Panels panels = Panels::given);

/// Where the voltage of every point falls across the junction [mV]: V - V_offset - R_s I, with the current I
/// = int G dV of the measured curve from V_offset on.
std::vector<double> junction_voltages(const JunctionTask& task, std::size_t curve, const CurveValues& values);

/// g at those voltages as a lock-in amplifier measures it, relative to the normal state.
std::vector<double> measured_shape(const ThermalConductance& g, const JunctionState& state,
                                   const CurveValues& values, const std::vector<double>& voltages);

}  // namespace mirage
