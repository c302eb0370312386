#include "mirage/lines/field_curve.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "mirage/gap/point.hpp"

namespace {

using namespace mirage;

TEST(FieldCurve, PauliLimitHasOneFoldBelowTheTricriticalTemperature) {
    GapWorkspace workspace;
    const FieldCurve low = field_curve({0.3, 0, 0, 0, 0}, workspace);
    ASSERT_EQ(low.branches.size(), 1u);
    EXPECT_FALSE(low.branches[0].attached);
    EXPECT_GT(low.branches[0].B_high, low.B_second_order);
    const FieldCurve high = field_curve({0.7, 0, 0, 0, 0}, workspace);
    ASSERT_EQ(high.branches.size(), 1u);
    EXPECT_TRUE(high.branches[0].attached);
    EXPECT_EQ(high.branches[0].B_high, high.B_second_order);
}

TEST(FieldCurve, SolutionsAreThoseOfThePoint) {
    const Parameters p{0.05, 0, 7, 0.4, 0.3};
    GapWorkspace workspace;
    const FieldCurve curve = field_curve(p, workspace);
    for (const double Delta : {0.1, 0.5, 0.9}) {
        Parameters at = p;
        at.B = solution_at_delta(curve, workspace, Delta, 3.0).B;
        EXPECT_NEAR(solve_point(at).order_parameter, Delta, 1e-10);
    }
    for (const double B : {0.5, 2.0, 4.0}) {
        Parameters at = p;
        at.B = B;
        const PointState state = solve_point(at);
        const GapState here = solution_at_field(curve, workspace, curve.branches.back(), B);
        EXPECT_EQ(here.B, B);
        EXPECT_NEAR(here.Delta, state.order_parameter, 1e-10);
        EXPECT_NEAR(here.free_energy, state.free_energy, 1e-11);
    }
}

TEST(FieldCurve, TwoBranchesWhereTheOrderParameterJumps) {
    // beta = 0.3 Delta0, T = 0.02 Tc0
    GapWorkspace workspace;
    const FieldCurve curve = field_curve({0.02, 0, 0.3, 0, 0}, workspace);
    ASSERT_EQ(curve.branches.size(), 2u);
    EXPECT_TRUE(curve.branches[0].attached);
    const auto low = solution_at_field(curve, workspace, curve.branches[0], 0.74),
               high = solution_at_field(curve, workspace, curve.branches[1], 0.74);
    EXPECT_NEAR(low.Delta, 0.1851, 5e-5);
    EXPECT_NEAR(high.Delta, 0.8860, 5e-5);
}

TEST(FieldCurve, BitsDoNotDependOnWhatTheWorkspaceWasUsedFor) {
    const Parameters p{0.1, 0, 7, 0.4, 0.3};
    GapWorkspace fresh, used;
    field_curve({0.3, 0, 1, 2, 0}, used);
    const FieldCurve a = field_curve(p, fresh), b = field_curve(p, used);
    EXPECT_EQ(a.branches.back().B_high, b.branches.back().B_high);
    EXPECT_EQ(solution_at_field(a, fresh, a.branches.back(), 2.0).Delta,
              solution_at_field(b, used, b.branches.back(), 2.0).Delta);
}

TEST(FieldCurve, APoisonedWorkspaceRecovers) {
    const Parameters p{0.1, 0, 7, 0.4, 0.3};
    GapWorkspace workspace;
    const FieldCurve curve = field_curve(p, workspace);
    const GapState good = solution_at_field(curve, workspace, curve.branches.back(), 2.0);
    for (double& x : workspace.arrays) x = quiet_nan;
    workspace.Delta = quiet_nan;
    const GapState again = solution_at_field(curve, workspace, curve.branches.back(), 2.0);
    ASSERT_TRUE(again.solved);
    EXPECT_NEAR(again.Delta, good.Delta, 1e-12);
}

TEST(FieldCurve, NoNumberNoSolution) {
    for (const double gamma : {0.0, 0.4}) {
        GapWorkspace workspace;
        FieldCurve curve = field_curve({0.1, 0, 7, gamma, 0.3}, workspace);
        EXPECT_EQ(curve.status, LineStatus::converged);
        EXPECT_FALSE(solution_at_field(curve, workspace, curve.branches.back(), quiet_nan).solved);
        EXPECT_TRUE(std::isnan(solution_at_delta(curve, workspace, quiet_nan, 1.0).B));
        EXPECT_TRUE(std::isnan(solution_at_delta(curve, workspace, 0.5, quiet_nan).B));
        EXPECT_TRUE(std::isnan(solution_at_delta(curve, workspace, 1.2, 1.0).B)) << "above the BCS gap";
        for (double& omega : curve.problem.omega) omega = quiet_nan;
        EXPECT_FALSE(solution_at_field(curve, workspace, curve.branches.back(), 2.0).solved);
        EXPECT_TRUE(std::isnan(solution_at_delta(curve, workspace, 0.5, 3.0).B));
    }
    GapWorkspace workspace;
    const FieldCurve none = field_curve({0.1, 0, quiet_nan, 0, 0}, workspace);
    EXPECT_EQ(none.status, LineStatus::not_converged);
    EXPECT_TRUE(none.branches.empty());
}

}  // namespace
