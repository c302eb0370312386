#include "sweep/grid_state.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(GridState, TheStiffnessIsComputedWhereAMomentumIsAskedFor) {
    EXPECT_EQ(detail_of(read_configuration("", {"--T=0.1"})), Detail::thermodynamics);
    EXPECT_EQ(detail_of(read_configuration("", {"--T=0.1", "--momentum=0"})), Detail::all);
}

TEST(GridState, ThePlaneOfThePauliLimit) {
    const PlaneState state = plane_state(Parameters{}, 0.1);
    EXPECT_EQ(state.status, LineStatus::converged);
    EXPECT_NEAR(state.T_tricritical, 0.5615, 1e-4) << "Sarma 1963";
    EXPECT_EQ(state.critical_temperature, 1.0);
    EXPECT_TRUE(std::isnan(state.T_lifshitz)) << "no free momentum";
}

TEST(GridState, TheLowestTemperatureIsInUnitsOfTc0) {
    const Configuration c = read_configuration("", {"--T=0.6,1.5", "--tc0=3"}, Scope::sweep);
    const Grid grid = grid_of(c);
    EXPECT_DOUBLE_EQ(lowest_temperature(grid, grid_point(grid, 0).unit), 0.2);
}

}  // namespace
