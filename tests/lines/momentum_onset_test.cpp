// Lifshitz points: where the momentum of the largest second-order field starts from zero.

#include <cmath>

#include <gtest/gtest.h>

#include "lines/general_instability.hpp"
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

/// Q is zero above the temperature; below it grows like the root of the distance.
void expect_start_from_zero(const Parameters& p, double T) {
    Parameters near = p;
    near.T = T * 1.003;
    EXPECT_EQ(largest_momentum_field(near).momentum, 0.0);
    near.T = T * 0.997;
    const MomentumField close = largest_momentum_field(near);
    EXPECT_GT(close.field, supercooling_field(near));
    near.T = T * 0.988;
    const MomentumField further = largest_momentum_field(near);
    EXPECT_GT(close.momentum, 0.0);
    EXPECT_NEAR(further.momentum / close.momentum, 2.0, 0.1);
}

TEST(MomentumOnset, MomentumOnOneSideOnly) {
    for (const Parameters& p :
         {Parameters{0, 0, 7, 0, 1}, Parameters{0, 0, 7, 0.4, 1}, Parameters{0, 0, 7, 0.1, 0.3}}) {
        const MomentumOnsets onsets = momentum_onsets(p, 1e-2);
        ASSERT_EQ(onsets.values.size(), 1u);
        expect_start_from_zero(p, onsets.values[0].T);
    }
}

TEST(MomentumOnset, OfAMaterial) {
    Material m;
    m.gamma_magnetic = 0.01;
    const Parameters p = with_material({0, 0, 7, 0.1, 1}, m);
    const MomentumOnsets onsets = momentum_onsets(p, 0.1);
    ASSERT_EQ(onsets.status, LineStatus::converged);
    ASSERT_EQ(onsets.values.size(), 1u);
    expect_start_from_zero(p, onsets.values[0].T);
}

TEST(MomentumOnset, NoneInAStrongIsingSuperconductor) {
    const MomentumOnsets onsets = momentum_onsets({0, 0, 7, 0, 0}, 1e-3);
    EXPECT_EQ(onsets.status, LineStatus::converged);
    EXPECT_TRUE(onsets.values.empty());
}

TEST(MomentumOnset, GeneralCurvatureIsThatOfTheClosedKernel) {
    for (Parameters p : {Parameters{0.3, 1.2, 1, 0.2, 0.7}, Parameters{0.1, 3, 7, 0, 1}}) {
        const double closed = momentum_instability(p).momentum_curvature;
        EXPECT_NEAR(general_curvature_at_rest(p), closed, 1e-7 * std::fabs(closed));
    }
}

TEST(MomentumOnset, HiddenBehindAJump) {
    // the uniform state of a disordered Pauli superconductor ends by a jump above every Lifshitz point
    const MomentumOnsets onsets = momentum_onsets({0, 0, 0, 0.1, 0}, 0.1);
    EXPECT_EQ(onsets.status, LineStatus::converged);
    EXPECT_TRUE(onsets.values.empty());
}

}  // namespace
