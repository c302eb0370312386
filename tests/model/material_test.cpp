#include <gtest/gtest.h>

#include "mirage/model/parameters.hpp"

using namespace mirage;

namespace {

const Parameters valleys{0.1, 2.0, 7.0, 0.4, 0.3};

Material nothing_more() {
    Material m;
    m.gamma_intra = 0.2;
    return m;
}

}  // namespace

TEST(Material, NothingBeyondTheTwoValleyModelIsDropped) {
    EXPECT_EQ(with_material(valleys, nothing_more()).material, nullptr);
    Material empty_pocket = nothing_more();
    empty_pocket.pockets.push_back({});
    EXPECT_EQ(with_material(valleys, empty_pocket).material, nullptr);
    Material out_of_use = nothing_more();
    out_of_use.gamma_pocket = 1.0;           // no other pocket
    out_of_use.orbital_perpendicular = 1.0;  // no perpendicular field
    EXPECT_EQ(with_material(valleys, out_of_use).material, nullptr);
}

TEST(Material, WhatAddsSomethingIsKept) {
    for (const auto& change :
         {+[](Material& m) { m.gamma_intra = 0.1; }, +[](Material& m) { m.gamma_magnetic = 0.1; },
          +[](Material& m) { m.gamma_spin_orbit = 0.1; }, +[](Material& m) { m.orbital = 0.1; },
          +[](Material& m) { m.theta = 0.1; }, +[](Material& m) { m.T_triplet = 0.1; },
          +[](Material& m) { m.pockets.push_back({0.3}); }}) {
        Material m = nothing_more();
        change(m);
        const Parameters p = with_material(valleys, m);
        ASSERT_NE(p.material, nullptr);
        EXPECT_EQ(p.gamma, valleys.gamma);
    }
}

TEST(Material, ScatteringWithinAValleyDropsOutWithoutRashba) {
    Parameters p = valleys;
    p.alpha = 0.0;
    Material m;
    m.gamma_intra = 0.3;
    const Parameters two_valley = with_material(p, m);
    EXPECT_EQ(two_valley.material, nullptr);
    EXPECT_DOUBLE_EQ(two_valley.gamma, 0.2);  // twice the rate between the valleys
}

TEST(Material, FieldDirectionMattersWithSpinOrbitCouplingAlone) {
    Material m;
    m.theta = 0.5;
    EXPECT_EQ(with_material({0.1, 0.3, 0.0, 0.0, 0.0}, m).material, nullptr);
    EXPECT_NE(with_material({0.1, 0.3, 1.0, 0.0, 0.0}, m).material, nullptr);
    m.orbital_perpendicular = 0.2;
    EXPECT_NE(with_material({0.1, 0.3, 0.0, 0.0, 0.0}, m).material, nullptr);
}
