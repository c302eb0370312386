#include <vector>

#include <gtest/gtest.h>

#include "gap/branch_roots.hpp"
#include "gap/free_energy_landscape.hpp"
#include "material_cases.hpp"
#include "mirage/gap/best_momentum.hpp"
#include "mirage/gap/gap_roots.hpp"

namespace {

using namespace mirage;

/// The lowest minimum over the order parameters at this momentum, Delta = 0 without one.
GapState lowest_minimum(Parameters p, double Q) {
    p.Q = Q;
    const GapProblem problem = gap_problem(p, 1e-10, 10.0);
    GapState lowest;
    lowest.free_energy = 0.0;
    for (const GapState& root : gap_roots(problem, p.B, beyond_solutions(problem)).roots)
        if (root.slope > 0.0 && root.angle_curvature > 0.0 && root.free_energy < lowest.free_energy)
            lowest = root;
    return lowest;
}

std::vector<MomentumColumn> columns_of(Parameters p, const std::vector<double>& momenta, double near) {
    p.Q = largest_momentum(p);
    FreeEnergyLandscape landscape(p, 1e-6, 6.5);
    return scan_momenta(landscape, momenta, near, beyond_solutions(rough_problem(uniform(p))));
}

/// Columns against all solutions at their momenta; the number of those with a minimum.
int compare(const Parameters& p) {
    int minima = 0;
    for (const MomentumColumn& c : columns_of(p, {0.1, 0.3, 0.5, 0.8, 1.1}, 10.0)) {
        const GapState lowest = lowest_minimum(p, c.Q);
        EXPECT_TRUE(c.solved);
        EXPECT_NEAR(c.lowest, lowest.free_energy, 2e-3) << c.Q;
        if (lowest.free_energy > -1e-3) continue;
        EXPECT_NEAR(c.amplitude2, lowest.Delta * lowest.Delta, 2e-2) << c.Q;
        EXPECT_NEAR(c.current, lowest.current, 2e-2) << c.Q;
        ++minima;
    }
    return minima;
}

TEST(MomentumColumns, HoldTheLowestMinimumAtTheirMomentum) {
    EXPECT_GT(compare({0.1, 0.6, 0.0, 0.0, 0.0}), 1);
    EXPECT_GT(compare({0.1, 1.5, 4.0, 0.0, 0.5}), 1);
    EXPECT_GT(compare({0.2, 2.0, 7.0, 0.1, 1.0}), 1);
}

TEST(MomentumColumns, HoldTheLowestOfTwoOrderParameters) {
    EXPECT_GT(compare(mirage_test::triplet(0.1, 0.8, 1.0, 0.0, 0.3)), 1);
}

TEST(MomentumColumns, AreAddedWhereTheNormalStateIsLeastStable) {
    // beyond the uniform state the largest field belongs to Q = 0.41
    const Parameters p{0.2, 3.88, 7.0, 0.0, 1.0};
    const std::vector<MomentumColumn> columns = columns_of(p, {0.2, 0.7}, 10.0);
    ASSERT_EQ(columns.size(), 3u);
    EXPECT_NEAR(columns[1].Q, 0.41, 0.05);
    EXPECT_LT(columns[1].g_zero, 0.0);
    EXPECT_LT(columns[1].lowest, 0.0);
}

TEST(MomentumColumns, FarOnesAreScannedWhereTheyCondense) {
    const Parameters p{0.1, 0.6, 0.0, 0.0, 0.0};
    const std::vector<MomentumColumn> columns = columns_of(p, {0.1, 3.0}, 0.5);
    EXPECT_EQ(columns.front().Q, 0.1);
    EXPECT_LT(columns.front().lowest, 0.0);
    EXPECT_EQ(columns.back().Q, 3.0);
    EXPECT_GT(columns.back().g_zero, 0.3);
    EXPECT_EQ(columns.back().amplitude2, 0.0);
}

}  // namespace
