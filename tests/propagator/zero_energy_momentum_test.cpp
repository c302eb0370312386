#include "propagator/zero_energy_material.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "table.hpp"

namespace {

using namespace mirage;
using mirage_test::Random;

PairingModel with(PairingModel m, const Material& material) {
    m.material = &material;
    return m;
}

/// The halves of the valleys apart, whatever the direction, against both together.
TEST(ZeroEnergyMomentum, AsTheLimitAcrossTheField) {
    Random random(52);
    int gapless = 0, found = 0;
    for (int k = 0; k < 24; ++k) {
        Material material;
        PairingModel m{random.uniform(0.2, 0.9), random.uniform(0.5, 4), random.uniform(2, 8),
                       k % 2 ? random.uniform(0.05, 0.5) : 0.0, random.uniform(0.3, 1)};
        material.gamma_intra = 0.5 * m.gamma;
        m.Q = random.uniform(0.05, 0.8);
        const ZeroEnergyMaterial across = zero_energy_material(material_model(with(m, material)), 0.1);
        m.Q_angle = across_the_field + 1e-10;  // the equations of any direction
        const ZeroEnergyMaterial any = zero_energy_material(material_model(with(m, material)), 0.1);
        ASSERT_TRUE(across.solved) << k;
        found += any.solved;
        if (!any.solved) continue;
        EXPECT_NEAR(any.dos, across.dos, 1e-7) << k;
        EXPECT_TRUE(std::isnan(any.closing));
        gapless += across.dos > 1e-6;
    }
    EXPECT_GE(found, 20) << "but next to the closing of a gap";
    EXPECT_GT(gapless, 4);
    EXPECT_LT(gapless, 20);
}

/// Without spin-orbit coupling the Doppler shift alone: the mean over directions beyond their edges.
TEST(ZeroEnergyMomentum, DopplerShiftAlone) {
    const Material none;
    PairingModel m{0.5, 0.0, 0.0, 0.0, 0.0};
    for (const double Q : {0.2, 0.4, 0.7, 0.9}) {
        m.Q = Q;
        const ZeroEnergyMaterial found = zero_energy_material(material_model(with(m, none)), 0.1);
        ASSERT_TRUE(found.solved) << Q;
        double expected = 0.0;  // <Q|sin|/sqrt(Q^2 sin^2 - Delta^2)> over the directions beyond the edge
        constexpr int points = 20000;
        const double edge = Q > 0.5 ? std::asin(0.5 / Q) : 0.0, half = std::acos(0.0);
        for (int i = 0; i < points && Q > 0.5; ++i) {
            // phi = pi/2 - (pi/2 - edge) sin(t): the root at the edge is gone
            const double t = half * (i + 0.5) / points, phi = half - (half - edge) * std::sin(t);
            const double s = Q * std::sin(phi);
            expected += s / std::sqrt(s * s - 0.25) * (half - edge) * std::cos(t) / points;
        }
        EXPECT_NEAR(found.dos, expected, 1e-7) << Q;
    }
}

}  // namespace
