#include "transitions/transition.hpp"

#include <gtest/gtest.h>

#include "synthetic_curves.hpp"

namespace {

using namespace mirage;
using mirage_test::curve_of;
using mirage_test::Synthetic;

SweepBranch branch_of(const Synthetic& s) {
    return branches_of(curve_of(s, Measurand::temperature, 0.0)).at(0);
}

TEST(Transition, WidthAndLevels) {
    Synthetic s;
    s.noise = 0.1;
    const SweepTransition t = transition_of(branch_of(s), {{}}, {});
    EXPECT_EQ(t.state, SweepState::transition);
    EXPECT_NEAR(t.width, 2.0 * s.width * std::log(9.0), 0.01);
    EXPECT_NEAR(t.normal, 100.0, 0.2);
    EXPECT_FALSE(t.remarks.several_crossings || t.remarks.steps || t.remarks.normal_known ||
                 t.remarks.zero_unseen);
    EXPECT_EQ(t.remarks.offset, 0.0);
    EXPECT_EQ(t.share.size(), t.x.size());
}

TEST(Transition, OffsetStepsAndReentranceAreRemarked) {
    Synthetic s;
    s.noise = 0.1;
    s.offset = 10.0;
    EXPECT_NEAR(transition_of(branch_of(s), {{}}, {}).remarks.offset, 0.1, 0.005);
    s.offset = 0.0;
    SweepBranch two = branch_of(s);
    for (std::size_t i = 0; i < two.x.size(); ++i)
        two.y[i] = 0.4 * two.y[i] + 60.0 / (1.0 + std::exp(-(two.x[i] - 4.0) / 0.05));
    const SweepTransition steps = transition_of(two, {{}}, {});
    EXPECT_TRUE(steps.remarks.steps);
    EXPECT_NEAR(steps.crossings[0].x, 4.0 + 0.05 * std::log((0.5 - 0.4) / (1.0 - 0.5)), 0.02)
        << "half of the whole resistance lies in the upper step";
    SweepBranch again = branch_of(s);
    for (std::size_t i = 0; i < again.x.size(); ++i)
        again.y[i] += 80.0 * std::exp(-std::pow((again.x[i] - 1.5) / 0.2, 2));
    const SweepTransition reentrant = transition_of(again, {{}}, {});
    EXPECT_TRUE(reentrant.remarks.several_crossings);
    EXPECT_NEAR(reentrant.crossings[0].x, 3.0, 0.01) << "the outermost";
}

TEST(Transition, StatesByTheKnownLevels) {
    Synthetic s;
    s.noise = 0.1;
    s.middle = -100.0;
    s.slope = 0.0;
    const SweepTransition normal = transition_of(branch_of(s), {{}, {ReadAt::onset, 1.0}}, {100.0, 0.0});
    EXPECT_EQ(normal.state, SweepState::normal);
    ASSERT_EQ(normal.crossings.size(), 2u);
    EXPECT_EQ(normal.crossings[1].bound, Bound::upper);
    EXPECT_EQ(normal.crossings[1].x, s.low);
    s.middle = 100.0;
    const SweepTransition sc = transition_of(branch_of(s), {{}}, {100.0, 0.0});
    EXPECT_EQ(sc.state, SweepState::superconducting);
    EXPECT_EQ(sc.crossings[0].bound, Bound::lower);
    EXPECT_EQ(sc.crossings[0].x, s.high);
    s.middle = -100.0;
    EXPECT_EQ(transition_of(branch_of(s), {{}}, {250.0, 0.0}).state, SweepState::unclear) << "40 %";
    EXPECT_EQ(transition_of(branch_of(s), {{}}, {}).state, SweepState::unclear);
}

TEST(Transition, TheFixedQuantityIsThatOfTheTransition) {
    Synthetic s;
    SweepBranch branch = branch_of(s);
    for (const double x : branch.x) branch.other.push_back(1.0 + 0.01 * x);
    const SweepTransition t = transition_of(branch, {{}}, {});
    EXPECT_NEAR(t.other, 1.03, 1e-3);
    EXPECT_NEAR(t.sigma_other, 0.01 * t.width / std::sqrt(12.0), 2e-4);
}

}  // namespace
