#pragma once
// The model at one order parameter.

#include "mirage/model/parameters.hpp"

namespace mirage {

/// What the propagator of one frequency depends on; energies in any common unit.
struct PairingModel {
    double Delta = 0.0;                  ///< order parameter, >= 0
    double B = 0.0;                      ///< in-plane field, >= 0
    double beta = 0.0;                   ///< Ising spin-orbit coupling
    double gamma = 0.0;                  ///< scattering rate Gamma, within and between the valleys together
    double alpha = 0.0;                  ///< Rashba coupling alpha p_F
    double digits = 13.0;                ///< decimal digits of the average over directions
    double eta = 0.0;                    ///< triplet order parameter; for a material with that channel
    const Material* material = nullptr;  ///< of the parameters that this was made from, which must live on
    double Q = 0.0, Q_angle = across_the_field;  ///< pair momentum, as in Parameters
};

/// The model of a point at the order parameters Delta and eta: |B| for B.
inline PairingModel pairing_model(const Parameters& p, double Delta, double eta = 0.0) {
    return {Delta, p.B < 0.0 ? -p.B : p.B, p.beta, p.gamma,  p.alpha, 13.0,
            eta,   p.material.get(),       p.Q,    p.Q_angle};
}

}  // namespace mirage
