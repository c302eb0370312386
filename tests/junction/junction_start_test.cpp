#include "junction/junction_start.hpp"

#include <gtest/gtest.h>

#include "junction_cases.hpp"
#include "mirage/gap/point.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(JunctionStart, TheNearestDynesCurveOfADynesCurve) {
    MadeWith made = ising_junction();
    made.model = JunctionModel::dynes;
    made.slope = 0.0;
    for (const double delta : {0.2, 0.45, 1.1}) {
        made.delta = {delta, delta, delta}, made.values.eta = 0.06 * delta;
        const DynesStart start = dynes_start(made_task(made), 0);
        EXPECT_NEAR(start.delta, delta, 0.05 * delta);
        EXPECT_NEAR(start.eta, made.values.eta, 0.6 * made.values.eta);
    }
}

TEST(JunctionStart, TheCriticalTemperatureOfAGap) {
    const double cold = bcs_tc0(0.456, 0.0);
    EXPECT_NEAR(cold, 0.456 / si_units(1.0, 2.0).energy, 1e-12);
    Parameters warm;
    warm.T = 2.0 / 3.0;
    const double gap = solve_point(warm).order_parameter * si_units(3.0, 2.0).energy;
    EXPECT_NEAR(bcs_tc0(gap, 2.0), 3.0, 1e-6);
}

TEST(JunctionStart, TheZeroOfTheVoltageBySymmetry) {
    MadeWith made = ising_junction();
    made.values.v_offset = 0.083;
    EXPECT_NEAR(symmetry_centre(made_task(made).curves[0]), 0.083, 0.02);
    made.values.v_offset = 0.0;
    EXPECT_NEAR(symmetry_centre(made_task(made).curves[0]), 0.0, 0.02);
}

TEST(JunctionStart, AnErrorThatVanishesLeavesNoGap) {
    JunctionTask task = made_task(ising_junction());
    task.curves[0].sigma.assign(task.curves[0].V.size(), 1e-2);
    task.curves[0].sigma[4] = 0.0;
    task.parameters = {free_delta(0)};
    EXPECT_EQ(dynes_start(task, 0).delta, 0.0);
    EXPECT_THROW(suited_values(task), std::runtime_error);
}

TEST(JunctionStart, ValuesMoveOnlyWhereTheyAreFree) {
    JunctionTask task = made_task(ising_junction());
    for (CurveValues& values : task.start) values.delta = 0.1, values.eta = 0.2;
    task.parameters = {free_delta(0)};
    const std::vector<CurveValues> suited = suited_values(task);
    EXPECT_NEAR(suited[0].delta, 0.45, 0.04);
    EXPECT_EQ(suited[0].eta, 0.2);
}

TEST(JunctionStart, NoMirageGapSlipsThroughTheGrid) {
    const JunctionTask task = made_task(ising_junction());
    const std::vector<double> grid = beta_grid(task, task.start, 0.0, 50.0);
    EXPECT_EQ(grid.front(), 0.0);
    EXPECT_GT(grid.back(), 20.0);
    const double product = 2.0 * 8.0 * si_units(1.0, 2.0).energy / si_units(1.0, 2.0).field * 0.45;
    for (std::size_t i = 1; i < grid.size() && grid[i] < 2.5; ++i)
        EXPECT_LT(grid[i] - grid[i - 1], std::max(product / grid[i - 1], 0.03)) << grid[i];
}

}  // namespace
