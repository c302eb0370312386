#pragma once
// One point of the phase diagram: every solution of the gap equation, the stable one, its phase.

#include <cstdint>
#include <vector>

#include "mirage/model/pairing_model.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {

/// failed: of a point whose status is failed, which has no phase.
enum class Phase : std::int8_t { failed = -1, normal = 0, gapped = 1, gapless = 2 };

/// A point that is not `converged` says so; `failed` carries NaN, never a plausible number.
enum class Status : std::int8_t { converged = 0, tolerance_not_met = 1, failed = 2 };

/// Of a superconducting solution: the global minimum, another minimum, or a maximum of the free energy in
/// Delta.
enum class SolutionKind : std::int8_t { stable = 0, metastable = 1, unstable = 2 };

/// One solution Delta > 0 of the gap equation.
struct Solution {
    double order_parameter = 0.0;  ///< Delta [Delta0]
    double free_energy = 0.0;      ///< (Omega_S - Omega_N)/N0 [Delta0^2]
    SolutionKind kind = SolutionKind::stable;
    double triplet_order_parameter = 0.0;  ///< eta [Delta0]
};

/// How a point was computed.
struct Numerics {
    double residual = 0.0;    ///< |gap equation| at the reported order parameter
    int matsubara_nodes = 0;  ///< nodes that stand for the whole Matsubara sum
    int directions = 1;       ///< largest number of directions used at one frequency (1 without alpha)
};

/// The state at one point. Solutions are sorted by order parameter; the normal state is not among them.
struct PointState {
    Phase phase = Phase::normal;
    Status status = Status::converged;
    double order_parameter = 0.0;          ///< Delta of the stable state [Delta0], 0 in the normal state
    double triplet_order_parameter = 0.0;  ///< eta of the stable state [Delta0], of its sign for B > 0
    double free_energy = 0.0;              ///< (Omega_S - Omega_N)/N0 of the stable state [Delta0^2], <= 0
    double magnetization = 0.0;            ///< (M_S - M_N)/N0 [Delta0]
    double susceptibility_ratio = 1.0;     ///< M_S/M_N, its limit at B = 0
    double zero_energy_dos = 1.0;          ///< <g0> at omega -> 0+, 1 in the normal state
    double entropy = quiet_nan;  ///< (S_S - S_N)/(N0 k_B) of the stable state [Delta0]; NaN unless asked for
    double specific_heat = quiet_nan;    ///< (C_S - C_N)/(N0 k_B) at fixed B [Delta0]; NaN unless asked for
    double pair_momentum = 0.0;          ///< Q of the stable state [Delta0]; that of the parameters if given
    double current = 0.0;                ///< J = d(Omega/N0)/dQ of the stable state [Delta0]
    double stiffness_along = quiet_nan;  ///< d2(Omega/N0)/dQ2 of a uniform state along the field, 1 without
    double stiffness_across =
        quiet_nan;  ///< one at T = 0 and without disorder; across it. NaN unless asked for
    std::vector<Solution> solutions;
    Numerics numerics;
};

/// What is computed of the stable state beside the rest: entropy and specific heat, at the cost of up to a
/// tenth more; the stiffness, at that of the rest or several times as much with Rashba coupling and disorder.
enum class Detail { state, thermodynamics, stiffness, all };

/// Solves one point: theory page (eqs. 6 to 8), src/propagator/README.md. A pure function: same input, same
/// bits, whatever ran before. Domain: model/domain.hpp (T >= 1 is normal). Never throws, memory aside; failed
/// where a parameter is not a finite number.
PointState solve_point(const Parameters& parameters, const Accuracy& accuracy = {},
                       Detail detail = Detail::state);

/// The model of the stable state of a point: its order parameters, its pair momentum. Spectra are of this.
inline PairingModel stable_model(const Parameters& parameters, const PointState& state) {
    PairingModel model = pairing_model(parameters, state.order_parameter, state.triplet_order_parameter);
    model.Q = state.pair_momentum;
    return model;
}

}  // namespace mirage
