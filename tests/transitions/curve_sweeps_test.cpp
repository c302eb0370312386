#include "transitions/curve_sweeps.hpp"

#include <gtest/gtest.h>

#include "synthetic_curves.hpp"

namespace {

using namespace mirage;
using mirage_test::curve_of;
using mirage_test::Synthetic;

MeasuredCurve at(double middle, double fixed, double normal = 100.0) {
    Synthetic s;
    s.middle = middle;
    s.noise = 0.1;
    s.normal = normal;
    return curve_of(s, Measurand::temperature, fixed);
}

TEST(CurveSweeps, LevelsAreThoseOfTheSameChannel) {
    const MeasuredCurve normal = at(-50.0, 8.0);
    MeasuredCurve other = at(3.0, 2.0);
    EXPECT_EQ(sweeps_of({other, normal}, {{}}, quiet_nan)[1].transition.state, SweepState::normal);
    other.label = "Bridge 2";
    EXPECT_EQ(sweeps_of({other, normal}, {{}}, quiet_nan)[1].transition.state, SweepState::unclear);
    EXPECT_EQ(sweeps_of({other, normal}, {{}}, 100.0)[1].transition.state, SweepState::normal);
    EXPECT_EQ(sweeps_of({at(3.0, 2.0, 250.0), normal}, {{}}, quiet_nan)[1].transition.state,
              SweepState::unclear);
}

TEST(CurveSweeps, UpAndDownOfOneFieldAreOneCurve) {
    MeasuredCurve up = at(3.0, 2.0), down = at(2.9, 2.0005), third = at(2.8, 2.1);
    up.turn = Turn::up;
    down.turn = third.turn = Turn::down;
    const std::vector<MeasuredCurve> curves{up, down, third, up};
    EXPECT_EQ(owners_of(curves, sweeps_of(curves, {{}}, quiet_nan)), (std::vector<std::size_t>{0, 0, 2, 3}));
}

TEST(CurveSweeps, Median) {
    EXPECT_EQ(median({3.0, 1.0, 2.0}), 2.0);
    EXPECT_EQ(median({3.0, 1.0}), 2.0);
    EXPECT_TRUE(std::isnan(median({})));
}

}  // namespace
