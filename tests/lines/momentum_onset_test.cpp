// Lifshitz points: where the momentum of the largest second-order field starts from zero.

#include <cmath>

#include <gtest/gtest.h>

#include "mirage/lines/momentum_instability.hpp"
#include "mirage/lines/second_order_field.hpp"

namespace {

using namespace mirage;

TEST(MomentumOnset, OfFuldeFerrellPairsIsTheTricriticalPoint) {
    // Re psi''(1/2 + i y) = 0, y = 0.304092367
    const MomentumOnsets onsets = momentum_onsets({0, 0, 0, 0, 0}, 1e-3);
    ASSERT_EQ(onsets.status, LineStatus::converged);
    ASSERT_EQ(onsets.values.size(), 1u);
    EXPECT_NEAR(onsets.values[0].T, 0.561493166, 1e-9);
    EXPECT_NEAR(onsets.values[0].field, 0.608221220, 1e-9);
}

TEST(MomentumOnset, OfStrongRashbaCoupling) {
    const MomentumOnsets onsets = momentum_onsets({0, 0, 0, 0, 1000.0}, 0.3);
    ASSERT_EQ(onsets.status, LineStatus::converged);
    ASSERT_EQ(onsets.values.size(), 1u);
    EXPECT_NEAR(onsets.values[0].T, 0.65134, 1e-5);
    EXPECT_NEAR(onsets.values[0].field, 0.87091, 2e-5);
}

TEST(MomentumOnset, MomentumOnOneSideOnly) {
    for (const Parameters& p :
         {Parameters{0, 0, 7, 0, 1}, Parameters{0, 0, 7, 0.4, 1}, Parameters{0, 0, 7, 0.1, 0.3}}) {
        const MomentumOnsets onsets = momentum_onsets(p, 1e-2);
        ASSERT_EQ(onsets.values.size(), 1u);
        Parameters near = p;
        near.T = onsets.values[0].T * 1.003;
        EXPECT_EQ(largest_momentum_field(near).momentum, 0.0);
        // beyond a point where it starts continuously Q grows like the root of the distance
        near.T = onsets.values[0].T * 0.997;
        const MomentumField close = largest_momentum_field(near);
        near.T = onsets.values[0].T * 0.988;
        const MomentumField further = largest_momentum_field(near);
        EXPECT_GT(close.momentum, 0.0);
        EXPECT_NEAR(further.momentum / close.momentum, 2.0, 0.1);
        EXPECT_GT(close.field, supercooling_field({onsets.values[0].T * 0.997, 0, p.beta, p.gamma, p.alpha}));
    }
}

TEST(MomentumOnset, NoneInAStrongIsingSuperconductor) {
    const MomentumOnsets onsets = momentum_onsets({0, 0, 7, 0, 0}, 1e-3);
    EXPECT_EQ(onsets.status, LineStatus::converged);
    EXPECT_TRUE(onsets.values.empty());
}

TEST(MomentumOnset, NotWhereTheKernelDoesNotClose) {
    Parameters p{0, 0, 7, 0.4, 1};
    p.Q_angle = along_the_field;
    EXPECT_EQ(momentum_onsets(p, 1e-2).status, LineStatus::not_converged);
}

}  // namespace
