#pragma once
// Points of materials, as tests write them.

#include "mirage/formulas/linear_response.hpp"
#include "mirage/formulas/pocket_field.hpp"
#include "mirage/model/parameters.hpp"

namespace mirage_test {

/// The rates of a point [Delta0]; `inter` between the valleys and within them, unless `intra` is given.
struct Rates {
    double inter = 0.0, magnetic = 0.0, spin_orbit = 0.0, orbital = 0.0;
};

/// Two valleys with every kind of scattering and a triplet channel.
inline mirage::Parameters valleys(double T, double B, double beta, const Rates& rates,
                                  double T_triplet = 0.0) {
    mirage::Material material;
    material.gamma_intra = rates.inter;
    material.gamma_magnetic = rates.magnetic;
    material.gamma_spin_orbit = rates.spin_orbit;
    material.orbital = rates.orbital;
    material.T_triplet = T_triplet;
    return mirage::with_material({T, B, beta, 2.0 * rates.inter, 0.0}, material);
}

/// The same for the closed formulas.
inline mirage::ScatteringRates closed(const Rates& rates) {
    return mirage::isotropic_rates(2.0 * rates.inter, rates.magnetic, rates.spin_orbit, rates.orbital);
}

/// Valleys with beta, and a pocket around Gamma with nodes.
inline mirage::Parameters nodal(double T, double B, double beta, const mirage::Pocket& pocket,
                                const Rates& rates = {}) {
    mirage::Parameters p = valleys(T, B, beta, rates);
    mirage::Material material = p.material ? *p.material : mirage::Material{};
    material.gamma_intra = rates.inter;
    material.gamma_pocket = rates.inter;
    material.pockets.push_back(pocket);
    p.material = nullptr;
    return mirage::with_material(p, material);
}

}  // namespace mirage_test
