#pragma once
// States whose momentum turns the phase of pairs, with scattering that responds to it.

#include <cmath>

#include "mirage/model/pairing_model.hpp"

namespace mirage_test {

/// `model` points into the material.
struct TurningCase {
    mirage::Material material;
    mirage::PairingModel model{0.6, 1.1, 1.4, 0.35, 0.7};

    TurningCase() {
        model.material = &material;
        model.Q = 0.45;
    }
    TurningCase(const TurningCase&) = delete;
    TurningCase& operator=(const TurningCase&) = delete;
};

/// A field in the plane, two valleys with unequal rates, a momentum at an angle.
struct TurningValleys : TurningCase {
    explicit TurningValleys(double angle) {
        material.gamma_intra = 0.3;
        model.Q_angle = angle;
    }
};

/// A field 30 degrees out of the plane; a pocket around Gamma with Rashba coupling beside the valleys.
struct TurningPockets : TurningCase {
    explicit TurningPockets(double angle) {
        material.theta = std::acos(-1.0) / 6.0;
        material.gamma_intra = 0.1;
        material.gamma_pocket = 0.15;
        mirage::Pocket around_gamma;
        around_gamma.share = 0.35;
        around_gamma.beta = 0.9;
        around_gamma.alpha = 0.5;
        around_gamma.gap = 0.6;
        around_gamma.velocity = 1.3;
        material.pockets.push_back(around_gamma);
        model.Q_angle = angle;
    }
};

/// With another pair of pockets and every other channel.
struct TurningThree : TurningPockets {
    explicit TurningThree(double angle) : TurningPockets(angle) {
        mirage::Pocket pair;
        pair.share = 0.2;
        pair.beta = 0.8;
        pair.alpha = 0.3;
        pair.gap = 1.4;
        pair.velocity = 0.8;
        pair.form = mirage::SpinOrbitForm::valley;
        material.pockets.push_back(pair);
        material.gamma_magnetic = 0.04;
        material.gamma_spin_orbit = 0.1;
        material.orbital = 0.02;
        material.orbital_perpendicular = 0.03;
    }
};

/// All of them, one after the other.
template <class Test>
void for_turning_cases(Test test) {
    for (const double angle : {0.3, 0.7, 2.0}) test(TurningValleys(angle));
    for (const double angle : {mirage::along_the_field, mirage::across_the_field, 0.6}) {
        test(TurningPockets(angle));
        test(TurningThree(angle));
    }
}

}  // namespace mirage_test
