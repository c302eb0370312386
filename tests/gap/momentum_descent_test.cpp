#include <vector>

#include <gtest/gtest.h>

#include "gap/free_energy_landscape.hpp"
#include "mirage/gap/best_momentum.hpp"

namespace {

using namespace mirage;

FreeEnergyLandscape landscape_of(Parameters p) {
    p.Q = largest_momentum(p);
    return FreeEnergyLandscape(p, 1e-13, 13.0);
}

TEST(MomentumDescent, EndsInAMinimumFromBothSides) {
    const Parameters p{0.2, 3.8, 7.0, 0.0, 1.0};
    FreeEnergyLandscape landscape = landscape_of(p);
    const MomentumPlace starts[] = {{0.01, 0.3}, {0.05, 0.5}};
    std::vector<double> found;
    for (MomentumPlace place : starts) {
        GapState state;
        ASSERT_TRUE(descend(landscape, place, largest_momentum(p), 1e-7, state));
        EXPECT_NEAR(state.equation, 0.0, 1e-10);
        EXPECT_NEAR(state.current, 0.0, 1e-10);
        EXPECT_GT(state.slope * state.current_slope, state.momentum_slope * state.momentum_slope);
        EXPECT_NEAR(state.Delta * state.Delta, place.amplitude2, 1e-10);
        found.push_back(place.Q);
    }
    ASSERT_EQ(found.size(), 2u);
    EXPECT_NEAR(found[0], found[1], 1e-7);
}

TEST(MomentumDescent, FindsNoneWhereTheUniformOrTheNormalStateIsBest) {
    for (const double B : {1.0, 6.0}) {
        const Parameters p{0.2, B, 7.0, 0.0, 1.0};
        FreeEnergyLandscape landscape = landscape_of(p);
        MomentumPlace place{0.3, 0.2};
        GapState state;
        EXPECT_FALSE(descend(landscape, place, largest_momentum(p), 1e-7, state)) << B;
    }
}

}  // namespace
