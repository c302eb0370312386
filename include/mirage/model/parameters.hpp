#pragma once
// The five numbers of a point of the phase diagram, in the reduced units of the papers.

namespace mirage {

/// One point. Energies in Delta0, temperature in Tc0; B stands for (g/2) mu_B B, alpha for alpha p_F.
struct Parameters {
    double T = 0.0;      ///< temperature [Tc0]
    double B = 0.0;      ///< in-plane field [Delta0]; only |B| matters
    double beta = 0.0;   ///< Ising spin-orbit coupling [Delta0], >= 0
    double gamma = 0.0;  ///< scattering rate Gamma, equal within and between the valleys [Delta0], >= 0
    double alpha = 0.0;  ///< Rashba spin-orbit coupling [Delta0], >= 0
};

/// What a calculation promises.
struct Accuracy {
    double tolerance = 1e-10;  ///< largest error of the order parameter [Delta0]
};

}  // namespace mirage
