#include "sample/joint_task.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "joint_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(JointTask, WhatBothPartsHaveIsShared) {
    const std::vector<JointParameter> list = joint_parameters(joint_case(usual_sample()));
    int shared = 0, of_spectra = 0;
    for (const JointParameter& p : list) {
        shared += p.is_shared(), of_spectra += !p.of_points;
        if (p.name == "eta") {
            EXPECT_FALSE(p.of_points);
        }
        if (p.name == "alpha") {
            EXPECT_FALSE(p.of_spectra) << "fixed, and of the points alone here";
        }
    }
    EXPECT_EQ(shared, 3);
    EXPECT_EQ(of_spectra, 1);
}

TEST(JointTask, RangesAreWhatBothAllow) {
    JointTask task = joint_case(usual_sample());
    task.points.parameters[1].high = 30.0, task.points.parameters[1].low = 0.5;
    task.spectra.parameters[1].high = 20.0;
    const JointTask both = aligned(task);
    for (const auto& [low, high] :
         {std::pair{both.points.parameters[1].low, both.points.parameters[1].high},
          std::pair{both.spectra.parameters[1].low, both.spectra.parameters[1].high}}) {
        EXPECT_EQ(low, 0.5);
        EXPECT_EQ(high, 20.0);
    }
    task.points.parameters[1].low = 25.0;
    EXPECT_THROW(aligned(task), InputError) << "nothing in common";
}

TEST(JointTask, WhatMovesInOnePartMovesInBoth) {
    JointTask task = joint_case(usual_sample());
    task.spectra.parameters[1].free = false;  // curves without a field
    EXPECT_TRUE(aligned(task).spectra.parameters[1].free);
}

TEST(JointTask, TooFewPointsLeaveTheRangeToTheCurves) {
    JointTask task = joint_case(usual_sample());
    EXPECT_TRUE(can_stand_alone(task.points));
    task.points.samples[0].points.resize(3);
    task.points.parameters[0].high = 2.0;  // below the truth
    EXPECT_FALSE(can_stand_alone(task.points)) << "as many points as parameters";
    EXPECT_EQ(aligned(task).points.parameters[0].high, 20.0);
    task.points.samples[0].points = {{0.5, 9.0, 0.01, 0.1, Bound::lower}};
    EXPECT_EQ(measured_points(task.points), 0u);
}

}  // namespace
