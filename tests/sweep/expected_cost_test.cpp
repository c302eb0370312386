#include "sweep/expected_cost.hpp"

#include <gtest/gtest.h>

#include "sweep/partition.hpp"

namespace {

using namespace mirage;

TEST(ExpectedCost, CostsGrowTheRightWay) {
    EXPECT_LT(expected_point_cost({0.1, 2, 7, 0, 0}), expected_point_cost({0.1, 2, 7, 0.4, 0}));
    EXPECT_LT(expected_point_cost({0.1, 2, 7, 0.4, 0}), expected_point_cost({0.1, 2, 7, 0.4, 0.3}));
    EXPECT_LT(expected_point_cost({0.1, 2, 7, 0, 0}), expected_point_cost({0.01, 2, 7, 0, 0}));
    EXPECT_LT(expected_point_cost({1.1, 2, 7, 0, 0}), 1e-6);
}

/// A line and a plane cost what those of their material do, not of the two valleys.
TEST(ExpectedCost, MaterialsCostMore) {
    const auto with = [](const Material& material) {
        return with_material({0.1, 2.0, 7.0, 0.1, 0.0}, material);
    };
    const Parameters two_valleys{0.1, 2.0, 7.0, 0.1, 0.0},
        magnetic = with({.gamma_intra = 0.05, .gamma_magnetic = 0.1}),
        nodes = with({.gamma_intra = 0.05, .pockets = {{.share = 0.4, .beta = 2.0}}});
    ASSERT_NE(nodes.material, nullptr);
    EXPECT_LT(expected_point_cost(two_valleys), expected_point_cost(magnetic));
    EXPECT_LT(expected_point_cost(magnetic), expected_point_cost(nodes));
    EXPECT_LT(expected_line_cost(magnetic), expected_line_cost(nodes));
    EXPECT_LT(expected_plane_cost(magnetic), expected_plane_cost(nodes));
    EXPECT_LT(expected_segment_cost(two_valleys).mirage, expected_segment_cost(nodes).mirage);
}

TEST(ExpectedCost, MomentaCostMore) {
    const Parameters at_rest{0.1, 2.0, 7.0, 0.0, 0.0};
    Parameters given = at_rest, best = at_rest, dirty{0.1, 2.0, 7.0, 0.1, 0.3};
    given.Q = 0.3;
    best.momentum = dirty.momentum = PairMomentum::best;
    EXPECT_LT(expected_point_cost(at_rest), expected_point_cost(given));
    EXPECT_LT(expected_point_cost(given), expected_point_cost(best));
    EXPECT_LT(expected_point_cost(best), expected_point_cost(dirty));
    best.B = 0.0;
    EXPECT_LT(expected_point_cost(best), expected_point_cost(given)) << "nothing to search";
    best.B = 2.0;
    EXPECT_LT(expected_line_cost(at_rest), expected_line_cost(best));
    EXPECT_EQ(expected_plane_cost(at_rest), expected_plane_cost(best)) << "of uniform states";
}

TEST(ExpectedCost, OfTheGridIsThatOfItsItems) {
    const Grid grid = grid_of(read_configuration(
        "", {"--T=0.1:1.1:11", "--B=0:9:100", "--gamma=0,0.4", "--alpha=0, 1", "--beta=3, 7"}));
    double sum = 0.0;
    for (const GridSlab& slab : grid_slabs(grid, 1.0, expected_grid_cost(grid)))
        for (const WorkItem& item : partition(grid, slab, expected_grid_cost(grid))) sum += item.cost;
    EXPECT_NEAR(sum / expected_grid_cost(grid), 1.0, 1e-12);
}

TEST(ExpectedCost, OfAllSpectraIsThatOfTheirItems) {
    double without = 0.0;
    for (const char* conductance : {"--conductance=false", "--conductance=true"}) {
        const Configuration c =
            read_configuration("",
                               {"--T=0.1,0.2,0.5", "--B=0:6:4", "--gamma=0,0.4", "--alpha=0,0.3",
                                "--beta=3, 7", "--energy=-9:9:401", "--spectrum-T=0.1, 0.5", conductance},
                               Scope::sweep);
        const Grid grid = grid_of(c);
        const SpectrumGrid part = spectrum_grid(c, grid);
        double sum = 0.0;
        for (const SpectrumSlab& slab : spectrum_slabs(part, 5.0, expected_spectra_cost(grid, part)))
            for (const WorkItem& item : partition(grid, part, slab, expected_spectra_cost(grid, part)))
                sum += item.cost;
        EXPECT_NEAR(sum / expected_spectra_cost(grid, part), 1.0, 1e-12);
        EXPECT_GT(sum, without);
        without = sum;
    }
}

}  // namespace
