#include "propagator/material_model.hpp"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "material_run.hpp"

using namespace mirage;
using mirage_test::Random;
using mirage_test::RandomMaterial;

TEST(MaterialModel, FormFactorsAreNormalised) {
    Random random(1);
    for (int turn = 0; turn < 50; ++turn) {
        const RandomMaterial r(random, turn);
        const MaterialModel m = material_model(r.model);
        double shares = 0.0, chi = 0.0;
        for (int p = 0; p < m.pocket_count; ++p) {
            shares += m.pocket[p].share;
            chi += m.pocket[p].share * m.pocket[p].chi * m.pocket[p].chi;
        }
        EXPECT_NEAR(shares, 1.0, 1e-15);
        EXPECT_NEAR(chi, 1.0, 1e-14);
        const double t = m.pocket[0].triplet;
        EXPECT_NEAR(m.pocket[0].share * t * t, turn % 2 ? 1.0 : 0.0, 1e-14);
        for (int p = 1; p < m.pocket_count; ++p)
            EXPECT_NEAR(m.pocket[p].chi / m.pocket[0].chi,
                        r.material.pockets[static_cast<std::size_t>(p) - 1].gap, 1e-14);
    }
}

TEST(MaterialModel, DetailedBalance) {
    Random random(2);
    for (int turn = 0; turn < 50; ++turn) {
        const RandomMaterial r(random, turn);
        const MaterialModel m = material_model(r.model);
        for (int p = 0; p < m.pocket_count; ++p)
            for (int q = 0; q < m.pocket_count; ++q)
                EXPECT_NEAR(m.pocket[p].share * m.even[p][q], m.pocket[q].share * m.even[q][p], 1e-14);
    }
}

TEST(MaterialModel, TheTwoValleysHaveTheirRates) {
    Material material;
    material.gamma_intra = 0.3;
    PairingModel model;
    model.gamma = 0.4;
    model.material = &material;
    const MaterialModel m = material_model(model);
    EXPECT_DOUBLE_EQ(m.even[0][0], 0.4);
    EXPECT_NEAR(m.odd[0], 0.2, 1e-16);
}

TEST(MaterialModel, DirectionOfTheField) {
    Material material;
    material.orbital = 0.02;
    material.orbital_perpendicular = 0.3;
    PairingModel model;
    model.B = 2.0;
    model.material = &material;
    for (const double degrees : {0.0, 30.0, 90.0, 150.0, 180.0, 270.0, -30.0}) {
        material.theta = degrees * std::numbers::pi / 180.0;
        const MaterialModel m = material_model(model);
        EXPECT_NEAR(m.B_x, 2.0 * std::fabs(std::cos(material.theta)), 1e-15);
        EXPECT_NEAR(m.B_z, 2.0 * std::fabs(std::sin(material.theta)), 1e-15);
        EXPECT_NEAR(m.orbital, 0.02 * m.B_x * m.B_x + 0.3 * m.B_z, 1e-15);
        EXPECT_NEAR(m.orbital_B, 0.04 * m.B_x * m.B_x_B + 0.3 * m.B_z_B, 1e-15);
        if (std::fmod(degrees, 180.0) == 0.0) {
            EXPECT_EQ(m.B_z, 0.0);
        }
        if (std::fmod(std::fabs(degrees), 180.0) == 90.0) {
            EXPECT_EQ(m.B_x, 0.0);
        }
    }
}

TEST(MaterialModel, PhasesTurnWhereSymmetryLetsThem) {
    Material material;
    PairingModel model{0.5, 1.0, 2.0, 0.4, 0.6};
    model.material = &material;
    model.Q = 0.3;
    const auto turns = [&](double angle, double theta) {
        model.Q_angle = angle, material.theta = theta;
        return turns_phase(material_model(model));
    };
    material.gamma_intra = 0.1;  // two valleys, unequal rates
    EXPECT_TRUE(turns(0.7, 0.0));
    EXPECT_FALSE(turns(along_the_field, 0.0));
    EXPECT_FALSE(turns(across_the_field, 0.0));
    EXPECT_TRUE(turns(0.7, 0.5));
    material.gamma_intra = 0.5 * model.gamma;
    EXPECT_FALSE(turns(0.7, 0.0));
    EXPECT_FALSE(turns(0.7, 0.5));
    material.pockets = {{0.4, 1.2}};  // around Gamma, without Rashba coupling
    material.gamma_pocket = 0.1;
    EXPECT_TRUE(turns(along_the_field, 0.5));
    EXPECT_FALSE(turns(across_the_field, 0.5));
    material.pockets[0].alpha = 0.3;
    EXPECT_TRUE(turns(across_the_field, 0.5));
    model.alpha = material.pockets[0].alpha = 0.0;
    EXPECT_FALSE(turns(0.7, 0.5));
}

TEST(MaterialModel, OfAUniformStateWithThreeAxesInATiltedField) {
    Material material;
    PairingModel model{0.5, 1.0, 2.0, 0.4, 0.6};
    model.material = &material;
    material.pockets = {{0.4, 1.2}};
    material.pockets[0].alpha = 0.3;
    material.gamma_intra = 0.1;
    EXPECT_FALSE(turns_uniform_phase(material_model(model)));
    material.theta = 0.5;
    EXPECT_TRUE(turns_uniform_phase(material_model(model)));
    material.gamma_intra = 0.5 * model.gamma;
    EXPECT_FALSE(turns_uniform_phase(material_model(model)));
    material.gamma_intra = 0.1, material.pockets[0].alpha = 0.0;
    EXPECT_FALSE(turns_uniform_phase(material_model(model)));
}
