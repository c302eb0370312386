#pragma once
// A point of the phase diagram, in the reduced units of the papers.

#include <memory>
#include <numbers>

#include "mirage/model/material.hpp"

namespace mirage {

/// Directions of the pair momentum, as angles from the field's part in the plane.
inline constexpr double along_the_field = 0.0, across_the_field = 0.5 * std::numbers::pi;

/// Whether Q is that of the parameters, or the one of the lowest free energy.
enum class PairMomentum { given, best };

/// One point. Energies in Delta0, temperature in Tc0; B stands for (g/2) mu_B B, alpha for alpha p_F. The
/// five numbers are the two-valley model, which has equal scattering within and between the valleys and a
/// field in the plane; `material` is what there is beyond it.
struct Parameters {
    double T = 0.0;      ///< temperature [Tc0]
    double B = 0.0;      ///< field [Delta0]; only |B| matters
    double beta = 0.0;   ///< Ising spin-orbit coupling of the valleys [Delta0], >= 0
    double gamma = 0.0;  ///< scattering rate Gamma, within and between the valleys together [Delta0], >= 0
    double alpha = 0.0;  ///< Rashba spin-orbit coupling of the valleys [Delta0], >= 0
    std::shared_ptr<const Material> material{};  ///< none: the two-valley model
    double Q = 0.0;  ///< pair momentum q as Q = v_F q/2 [Delta0]; only |Q| matters. Delta exp(i q.r)
    PairMomentum momentum = PairMomentum::given;
    double Q_angle = across_the_field;  ///< from the field's part in the plane to q [radian]
};

/// Beyond the two-valley model of a uniform state, whose equations are the special, fast ones.
inline bool needs_general_theory(const Parameters& p) { return p.material || p.Q != 0.0; }

/// The same in the uniform state.
inline Parameters uniform(Parameters p) {
    p.Q = 0.0;
    p.momentum = PairMomentum::given;
    return p;
}

/// Whether a material adds anything to the two-valley model of these parameters.
bool is_two_valley(const Parameters& parameters, const Material& material);

/// The parameters with that material, or without one where it adds nothing: the fast special case is taken
/// wherever it applies. gamma: gamma_intra + gamma_inter.
Parameters with_material(Parameters parameters, const Material& material);

/// What a calculation promises.
struct Accuracy {
    double tolerance = 1e-10;  ///< largest error of the order parameter [Delta0]
};

}  // namespace mirage
