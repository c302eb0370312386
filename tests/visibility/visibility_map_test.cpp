#include "visibility/visibility_map.hpp"

#include <gtest/gtest.h>

#include "input/configuration.hpp"
#include "same_bits.hpp"

namespace {

using namespace mirage;
using mirage_test::same_bits;

Grid small_grid() {
    return grid_of(read_configuration("", {"--beta=3", "--gamma=0.1", "--T=0.1, 0.4", "--B=0.5, 1, 1.5, 9"}));
}

TEST(VisibilityMap, RowsOfTemperaturesWithTheirFields) {
    const auto rows = visibility_map(small_grid(), {}, 1);
    ASSERT_EQ(rows.size(), 2u);
    ASSERT_EQ(rows[0].points.size(), 4u);
    EXPECT_EQ(rows[1].fields.T, 0.4);
    EXPECT_EQ(rows[1].points[2].B, 1.5);
    EXPECT_EQ(rows[1].points[3].status, DipStatus::normal);
    Parameters p = rows[1].line.parameters;
    p.B = 1.5;
    EXPECT_TRUE(same_bits(visibility_point(p, {}).dip.depth, rows[1].points[2].dip.depth));
}

TEST(VisibilityMap, BitsDoNotDependOnThreads) {
    const auto one = visibility_map(small_grid(), {}, 1), three = visibility_map(small_grid(), {}, 3);
    for (std::size_t i = 0; i < one.size(); ++i) {
        for (std::size_t k = 0; k < one[i].points.size(); ++k) {
            const VisibilityPoint &a = one[i].points[k], &b = three[i].points[k];
            EXPECT_TRUE(same_bits(a.dip.depth, b.dip.depth) && same_bits(a.dip.low, b.dip.low) &&
                        same_bits(a.largest_temperature, b.largest_temperature) &&
                        same_bits(a.largest_lock_in, b.largest_lock_in) &&
                        same_bits(a.largest_eta, b.largest_eta));
        }
        EXPECT_TRUE(same_bits(one[i].fields.B_from, three[i].fields.B_from));
        EXPECT_TRUE(same_bits(one[i].fields.best.B, three[i].fields.best.B));
    }
}

}  // namespace
