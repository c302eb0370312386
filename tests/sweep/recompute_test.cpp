#include "sweep/recompute.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "mirage/gap/point.hpp"

namespace {

using namespace mirage;

SweepPlan plan_of(const std::vector<std::string>& arguments) {
    return sweep_plan(read_configuration("", arguments, Scope::sweep));
}

const VariableValues& named(const std::vector<VariableValues>& list, const std::string& name) {
    const auto at = std::find_if(list.begin(), list.end(), [&](const auto& v) { return v.name == name; });
    EXPECT_NE(at, list.end()) << name;
    return *at;
}

TEST(Recompute, APointHasTheUnitsOfTheUser) {
    const SweepPlan plan = plan_of({"--T=1, 2", "--B=0, 20", "--beta=4.1", "--tc0=3"});
    const auto values = recompute_point(plan, 3);
    const GridPoint at = grid_point(plan.grid, 3);
    const PointState state = solve_point(at.parameters, {1e-10}, Detail::thermodynamics);
    const VariableValues& Delta = named(values, "order_parameter");
    EXPECT_EQ(Delta.values, std::vector{state.order_parameter * at.unit.energy});
    EXPECT_EQ(Delta.unit, at.unit.energy);
    EXPECT_TRUE(named(values, "phase").flag);
}

TEST(Recompute, LinesAndPlanesOfTheCleanLimit) {
    const SweepPlan plan = plan_of({"--T=0.9", "--B=0"});
    EXPECT_GT(named(recompute_line(plan, 0), "B_c2").values[0], 0.0);
    EXPECT_NEAR(named(recompute_plane(plan, 0), "T_tricritical").values[0], 0.5615, 1e-4)
        << "the Pauli limit: Sarma 1963";
}

TEST(Recompute, ASpectrumHasEveryEnergyAndTheMirageGap) {
    const SweepPlan plan = plan_of({"--T=0.1", "--B=2", "--beta=7", "--energy=0:9:19"});
    const auto values = recompute_spectrum(plan, 0);
    EXPECT_EQ(named(values, "dos").values.size(), 19u);
    EXPECT_TRUE(named(values, "dos").has_energies);
    EXPECT_NEAR(named(values, "mirage_energy").values[0], std::sqrt(53.0), 0.1) << "eq. 5 of [T]: near W";
}

TEST(Recompute, ConductanceWhereItIsStored) {
    const auto values = recompute_spectrum(
        plan_of({"--T=0.1", "--B=2", "--beta=7", "--energy=0:9:19", "--conductance=true"}), 0);
    ASSERT_EQ(named(values, "conductance").values.size(), 19u);
    EXPECT_TRUE(named(values, "conductance").has_energies);
    EXPECT_LT(named(values, "conductance").values[0], 0.02) << "within the gap";
    EXPECT_NEAR(named(values, "conductance").values[18], 1.0, 0.05);
    EXPECT_EQ(recompute_spectrum(plan_of({"--T=0.1", "--B=2", "--beta=7", "--energy=0:9:19"}), 0).size() + 4,
              values.size())
        << "with the edges of gaps";
}

}  // namespace
