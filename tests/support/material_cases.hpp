#pragma once
// Points of materials: as written, and at random.

#include <memory>

#include "mirage/model/parameters.hpp"
#include "table.hpp"

namespace mirage_test {

/// The parameters with that material, also where it adds nothing.
inline mirage::Parameters forced(mirage::Parameters p, const mirage::Material& material) {
    p.material = std::make_shared<const mirage::Material>(material);
    return p;
}

/// Two valleys with a triplet channel, without Rashba coupling.
inline mirage::Parameters triplet(double T, double B, double beta, double gamma, double T_triplet) {
    mirage::Material m;
    m.gamma_intra = 0.5 * gamma;
    m.T_triplet = T_triplet;
    return forced({T, B, beta, gamma}, m);
}

/// The two-valley model by the way of materials.
inline mirage::Parameters as_material(const mirage::Parameters& p) {
    mirage::Material material;
    material.gamma_intra = 0.5 * p.gamma;
    return forced(p, material);
}

/// A random point of the two-valley model.
inline mirage::Parameters random_point(Random& random, int turn) {
    return {random.logarithmic(0.01, 0.99), random.logarithmic(0.02, 10.0),
            turn % 5 ? random.logarithmic(0.05, 30.0) : 0.0, turn % 3 ? random.logarithmic(0.01, 3.0) : 0.0,
            turn % 2 ? random.logarithmic(0.01, 3.0) : 0.0};
}

/// A random material with a field in the plane: pockets, channels and the triplet channel in turn.
inline mirage::Parameters random_material(Random& random, int turn) {
    mirage::Parameters p = random_point(random, turn);
    mirage::Material m;
    p.gamma = random.uniform(0.0, 0.5);
    m.gamma_intra = random.uniform(0.0, 1.0) * p.gamma;
    if (turn % 3 == 0) m.gamma_magnetic = random.uniform(0.0, 0.1);
    if (turn % 4 == 0) m.gamma_spin_orbit = random.uniform(0.0, 0.5);
    if (turn % 5 == 0) m.orbital = random.uniform(0.0, 0.02);
    if (turn % 2 == 0) {
        m.gamma_pocket = random.uniform(0.0, 0.1);
        m.pockets.push_back({random.uniform(0.1, 0.6), random.uniform(0.0, 5.0)});
        m.pockets.back().gap = random.uniform(0.5, 1.2);
        m.pockets.back().alpha = turn % 4 ? random.uniform(0.0, 0.5) : 0.0;
    }
    if (turn % 3 == 1) m.T_triplet = random.logarithmic(0.01, 0.8);
    return forced(p, m);
}

}  // namespace mirage_test
