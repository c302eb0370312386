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

/// A triplet order parameter turns (Delta, eta) against (beta, B): within the bands, and across them.
TEST(MirageGapFormula, WithATripletOrderParameter) {
    for (const double B : {0.3, 2.0, 9.0}) {
        const MirageGap plain = mirage_gap(0.8, B, 7.0), none = mirage_gap_with_triplet(0.8, 0.0, B, 7.0);
        EXPECT_NEAR(none.epsilon_1, plain.epsilon_1, 1e-14);
        EXPECT_NEAR(none.epsilon_2, plain.epsilon_2, 1e-14);
        EXPECT_NEAR(none.width, plain.width, 1e-14);
        EXPECT_LT(mirage_gap_with_triplet(0.8, 0.1 * B / 7.0, B, 7.0).width, plain.width) << "narrower";
        EXPECT_NEAR(mirage_gap_with_triplet(0.8, 0.8 * B / 7.0, B, 7.0).width, 0.0, 1e-14) << "closed";
        EXPECT_GT(mirage_gap_with_triplet(0.1, 0.5, B, 7.0).width, 0.0) << "of the triplet";
    }
    EXPECT_EQ(mirage_gap_with_triplet(0.3, 0.4, 0.0, 0.0).position, 0.5);
}

}  // namespace
