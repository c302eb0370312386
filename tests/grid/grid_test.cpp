#include "grid/grid.hpp"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

Grid grid_with(const std::vector<std::string>& arguments) {
    return grid_of(read_configuration("", arguments));
}

TEST(Grid, FourAxesAreAlwaysThere) {
    const Grid grid = grid_with({"--T=0.1,0.2,0.3", "--beta=7"});
    ASSERT_EQ(grid.axes.size(), 4u);
    const char* names[] = {"alpha", "gamma", "T", "B"};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(grid.axes[i].setting->name, names[i]);
    EXPECT_EQ(grid.planes(), 1);
    EXPECT_EQ(grid.lines(), 3);
    EXPECT_EQ(grid.points(), 3);
    EXPECT_EQ(grid.fixed.beta, 7.0);
    EXPECT_EQ(axes_text(grid), "alpha 1 x gamma 1 x T 3 x B 1");
}

TEST(Grid, NumbersAndParametersBelongTogether) {
    const Grid grid =
        grid_with({"--T=0.1,0.2,0.3", "--B=1, 2", "--gamma=0,0.4", "--alpha=0,0.3,1", "--beta=7"});
    EXPECT_EQ(grid.points(), 36);
    EXPECT_EQ(grid.lines(), 18);
    const std::int64_t line = (2 * 2 + 1) * 3 + 1;
    const Parameters p = grid_point(grid, line * 2 + 1).parameters;
    EXPECT_EQ(p.alpha, 1.0);
    EXPECT_EQ(p.gamma, 0.4);
    EXPECT_EQ(p.T, 0.2);
    EXPECT_EQ(p.B, 2.0);
    EXPECT_EQ(p.beta, 7.0);
    EXPECT_EQ(grid_line(grid, line).parameters.T, 0.2);
    EXPECT_EQ(grid_line(grid, line).parameters.B, 0.0);
    EXPECT_EQ(grid_plane(grid, line / grid.T()).parameters.alpha, 1.0);
    EXPECT_EQ(grid_plane(grid, line / grid.T()).parameters.T, 0.0);
}

/// Every numeric setting of the material may be an axis, in front of the four.
TEST(Grid, AnySettingOfTheMaterialIsAnAxisWhereItHasSeveralValues) {
    const Grid grid = grid_with({"--beta=1:9:5", "--T=0.1,0.2", "--B=1,2,3", "--gamma=0,0.4"});
    ASSERT_EQ(grid.axes.size(), 5u);
    EXPECT_EQ(grid.axes[0].setting->name, "beta");
    EXPECT_EQ(grid.planes(), 10);
    EXPECT_EQ(grid.points(), 60);
    std::set<std::pair<double, double>> seen;
    for (std::int64_t plane = 0; plane < grid.planes(); ++plane) {
        const Parameters p = grid_plane(grid, plane).parameters;
        EXPECT_EQ(p.beta, 1.0 + 2.0 * static_cast<double>(plane / 2));
        EXPECT_EQ(p.gamma, plane % 2 ? 0.4 : 0.0);
        seen.insert({p.beta, p.gamma});
    }
    EXPECT_EQ(seen.size(), 10u);
}

/// gamma is an axis, and rates that depend on it follow at every point.
TEST(Grid, DefaultsThatDependOnAnAxisAreSettledAtEveryPoint) {
    const Grid grid = grid_with({"--gamma=0.25, 0.5", "--gamma-magnetic=0.125, 1", "--theta=0, 90",
                                 "--beta=7", "--alpha=1", "--pocket=G:share=0.5"});
    ASSERT_EQ(grid.axes.size(), 6u);
    EXPECT_EQ(axes_text(grid), "gamma-magnetic 2 x theta 2 x alpha 1 x gamma 2 x T 1 x B 1");
    for (std::int64_t i = 0; i < grid.points(); ++i) {
        const Parameters p = grid_point(grid, i).parameters;
        ASSERT_NE(p.material, nullptr);
        EXPECT_EQ(p.gamma, i % 2 ? 0.5 : 0.25);
        EXPECT_EQ(p.material->gamma_intra, 0.5 * p.gamma);
        EXPECT_EQ(p.material->gamma_pocket, 0.5 * p.gamma);
        EXPECT_EQ(p.material->gamma_magnetic, i < 4 ? 0.125 : 1.0);
        EXPECT_EQ(p.material->theta > 0.0, i % 4 >= 2);
    }
}

TEST(Grid, GammaOfWhichAPartIsAnAxisHasNoValue) {
    Grid grid = grid_with({"--gamma-intra=0.25", "--gamma-inter=0.5", "--alpha=1"});
    EXPECT_EQ(grid.axes[1].values, (std::vector<double>{0.75}));
    EXPECT_EQ(grid_point(grid, 0).parameters.gamma, 0.75);
    grid = grid_with({"--gamma-intra=0.25", "--gamma-inter=0.5, 1", "--alpha=1"});
    EXPECT_EQ(grid.points(), 2);
    EXPECT_TRUE(std::isnan(grid.axes[2].values[0]));
    EXPECT_EQ(grid_point(grid, 1).parameters.gamma, 1.25);
}

TEST(Grid, UnitsFollowAnAxisOfTheCriticalTemperature) {
    const Grid grid = grid_with(
        {"--units=si", "--tc0=2, 4", "--g-factor=1, 2", "--beta=4", "--T=1, 2", "--B=10", "--gamma=0"});
    ASSERT_EQ(grid.axes.size(), 6u);
    for (std::int64_t i = 0; i < grid.points(); ++i) {
        const auto [p, unit] = grid_point(grid, i);
        const double tc0 = i < 4 ? 2.0 : 4.0, g = i % 4 < 2 ? 1.0 : 2.0, T = i % 2 ? 2.0 : 1.0;
        EXPECT_EQ(unit.temperature, tc0);
        EXPECT_EQ(p.T, T / tc0);
        EXPECT_EQ(p.beta, 4.0 / si_units(tc0, g).energy);
        EXPECT_EQ(p.B, 10.0 / si_units(tc0, g).field);
    }
}

TEST(Grid, APointNeedsOneValueOfEverything) {
    const GridPoint at = single_grid_point(
        read_configuration("", {"--units=si", "--tc0=3", "--beta=4.1", "--T=0.3", "--B=10"}));
    EXPECT_NEAR(at.parameters.T, 0.1, 1e-15);
    EXPECT_NEAR(at.parameters.beta, 4.1 / 0.45601, 1e-3);
    EXPECT_NEAR(at.parameters.B, 10 * 0.057883818 / 0.45601, 1e-4);
    EXPECT_EQ(at.unit.temperature, 3.0);
    for (const char* word : {"--T=0.1,0.2", "--beta=1, 2", "--alpha=0, 1"})
        EXPECT_THROW(single_grid_point(read_configuration("", {word})), InputError) << word;
}

}  // namespace
