#include "mirage/formulas/mirage_gap.hpp"

#include <gtest/gtest.h>

#include "mirage/gap/point.hpp"

namespace {

using namespace mirage;

TEST(MirageGapFormula, OfTang) {
    const double Delta[] = {0.957663, 0.837557, 0.661671, 0.465402, 0.282245};
    const double position[] = {7.1344, 7.3246, 7.6400, 8.0724, 8.6054};
    const double width[] = {0.26847, 0.45740, 0.51963, 0.46123, 0.32799};
    for (int i = 0; i < 5; ++i) {
        const MirageGap gap = mirage_gap(Delta[i], i + 1.0, 7.0);
        EXPECT_NEAR(gap.position, position[i], 6e-5);
        EXPECT_NEAR(gap.width, width[i], 6e-6);
        EXPECT_NEAR(gap.approximate_position, gap.position, 0.01 * gap.position);
        EXPECT_NEAR(gap.approximate_width, gap.width, 0.015 * gap.width);
        EXPECT_NEAR(solve_point({0.1, i + 1.0, 7.0, 0, 0}).order_parameter, Delta[i], 1e-6);
    }
    const MirageGap split = mirage_gap(0.7, 0.2, 0.0);  // Zeeman-split BCS
    EXPECT_NEAR(split.position, 0.7, 1e-15);
    EXPECT_NEAR(split.width, 0.4, 1e-15);
}

}  // namespace
