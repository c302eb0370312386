#pragma once
// Materials with pair momentum: at random, and by 4 x 4 matrices in every direction.

#include <vector>

#include "material_reference.hpp"
#include "mirage/model/pairing_model.hpp"
#include "table.hpp"

namespace mirage_test {

/// A material whose pairs move; `model` points into it.
struct MovingMaterial {
    mirage::Material material;
    mirage::PairingModel model;

    /// Momentum across, along and at any angle to a field in the plane, at any angle to a tilted one;
    /// pockets, channels and the triplet channel in turn. Every eighth scatters equally within and between
    /// valleys.
    MovingMaterial(Random& random, int turn) {
        model.Delta = random.logarithmic(0.05, 1.2);
        model.B = random.logarithmic(0.2, 3.0);
        model.beta = turn % 5 ? random.uniform(0.5, 4.0) : 0.0;
        model.alpha = turn % 3 == 1 ? 0.0 : random.uniform(0.1, 1.5);
        model.Q = random.uniform(0.05, 1.2);
        const double angles[] = {mirage::across_the_field, mirage::along_the_field, random.uniform(-3.0, 3.0),
                                 mirage::across_the_field};
        model.Q_angle = angles[turn % 4];
        material.theta = turn % 4 == 3 ? random.uniform(0.1, 1.4) : 0.0;
        material.gamma_intra = turn % 6 ? random.uniform(0.0, 0.4) : 0.0;
        const double inter = random.uniform(0.0, 0.4);
        model.gamma = material.gamma_intra + (turn % 4 == 2 || turn % 8 == 0 ? material.gamma_intra : inter);
        if (turn % 2) material.gamma_magnetic = random.uniform(0.0, 0.1);
        if (turn % 3 == 0) material.gamma_spin_orbit = random.uniform(0.0, 0.3);
        if (turn % 5 == 0) material.orbital = material.orbital_perpendicular = random.uniform(0.0, 0.02);
        if (turn % 2) {
            material.T_triplet = 0.3;
            model.eta = random.uniform(-0.4, 0.4);
        }
        if (turn % 8 == 5 || turn % 16 == 8 || turn % 8 == 7) add_pockets(random, turn);
        model.material = &material;
    }
    MovingMaterial(const MovingMaterial&) = delete;
    MovingMaterial& operator=(const MovingMaterial&) = delete;

private:
    void add_pockets(Random& random, int turn) {
        mirage::Pocket nodes;
        nodes.share = random.uniform(0.2, 0.6);
        nodes.beta = random.uniform(0.5, 2.0);
        nodes.gap = random.uniform(-0.5, 1.0);
        nodes.velocity = random.uniform(0.6, 1.4);
        nodes.alpha = turn % 4 == 1 ? random.uniform(0.0, 0.7) : 0.0;
        material.gamma_pocket = random.uniform(0.0, 0.2);
        material.pockets.push_back(nodes);
        if (turn % 16 != 7) return;
        mirage::Pocket pair;
        pair.share = 0.15;
        pair.beta = 1.5;
        pair.velocity = 0.8;
        pair.form = mirage::SpinOrbitForm::valley;
        material.pockets.push_back(pair);
    }
};

/// One sheet of the Fermi surface: a valley, one half of a pair of pockets or a pocket around Gamma.
struct ReferenceSheet {
    std::size_t pocket;  ///< 0: the valleys
    double chi, t, velocity;
};

struct MovingReference {
    ReferenceMaterial material;
    std::vector<ReferenceSheet> sheets;
    std::vector<double> component;  ///< (Q.v_phi)/(Q v) of every direction
    Eigen::Vector3d along_field = Eigen::Vector3d::Zero();
    double orbital_B = 0.0;  ///< d orbital/d|B|
};

/// All pockets with the two valleys before them.
std::vector<mirage::Pocket> with_valleys(const mirage::PairingModel& m);

void add_sheets(MovingReference& r, const mirage::PairingModel& m, int directions);

void add_rates(MovingReference& r, const mirage::PairingModel& m);

MovingReference reference_of(const mirage::PairingModel& m, int directions);

/// As MaterialArrays; `functional` without that of the normal state.
struct ReferenceAmplitudes {
    double functional = 0.0, g0 = 0.0, F = 0.0, Ft = 0.0, G = 0.0, current = 0.0;
};

ReferenceAmplitudes amplitudes_of(const MovingReference& r, double omega);

}  // namespace mirage_test
