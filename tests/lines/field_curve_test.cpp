#include "mirage/lines/field_curve.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "mirage/gap/point.hpp"

namespace {

using namespace mirage;

TEST(FieldCurve, PauliLimitHasOneFoldBelowTheTricriticalTemperature) {
    FieldCurve low = field_curve({0.3, 0, 0, 0, 0});
    ASSERT_EQ(low.branches.size(), 1u);
    EXPECT_FALSE(low.branches[0].attached);
    EXPECT_GT(low.branches[0].B_high, low.B_second_order);
    FieldCurve high = field_curve({0.7, 0, 0, 0, 0});
    ASSERT_EQ(high.branches.size(), 1u);
    EXPECT_TRUE(high.branches[0].attached);
    EXPECT_EQ(high.branches[0].B_high, high.B_second_order);
}

TEST(FieldCurve, SolutionsAreThoseOfThePoint) {
    const Parameters p{0.05, 0, 7, 0.4, 0.3};
    FieldCurve curve = field_curve(p);
    for (const double Delta : {0.1, 0.5, 0.9}) {
        Parameters at = p;
        at.B = solution_at_delta(curve, Delta, 3.0).B;
        EXPECT_NEAR(solve_point(at).order_parameter, Delta, 1e-10);
    }
    for (const double B : {0.5, 2.0, 4.0}) {
        Parameters at = p;
        at.B = B;
        const PointState state = solve_point(at);
        const CurvePoint here = solution_at_field(curve, curve.branches.back(), B);
        EXPECT_NEAR(here.gap.Delta, state.order_parameter, 1e-10);
        EXPECT_NEAR(here.gap.free_energy, state.free_energy, 1e-11);
    }
}

TEST(FieldCurve, TwoBranchesWhereTheOrderParameterJumps) {
    // beta = 0.3 Delta0, T = 0.02 Tc0
    FieldCurve curve = field_curve({0.02, 0, 0.3, 0, 0});
    ASSERT_EQ(curve.branches.size(), 2u);
    EXPECT_TRUE(curve.branches[0].attached);
    const auto low = solution_at_field(curve, curve.branches[0], 0.74),
               high = solution_at_field(curve, curve.branches[1], 0.74);
    EXPECT_NEAR(low.gap.Delta, 0.1851, 5e-5);
    EXPECT_NEAR(high.gap.Delta, 0.8860, 5e-5);
}

}  // namespace
