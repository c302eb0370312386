#include "junction/junction_problem.hpp"

#include <gtest/gtest.h>

#include "junction_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

TEST(JunctionProblem, FractionsAndValuesAreInverse) {
    JunctionTask task = made_task(ising_junction());
    task.parameters = {free_parameter("beta", &FitParameters::beta, 0.5, 4.5),
                       free_parameter("v-ac", &CurveValues::v_ac, 0.0, 0.5, FitScale::squared),
                       free_delta(1)};
    task.parameters.insert(task.parameters.begin(), {"gamma", &FitParameters::gamma});
    const JunctionProblem problem = junction_problem(task);
    ASSERT_EQ(problem.free.size(), 3u);
    EXPECT_DOUBLE_EQ(problem.value(0, 0.25), 1.5);
    EXPECT_DOUBLE_EQ(problem.value(1, 0.25), 0.25) << "moves by its square";
    for (std::size_t i = 0; i < 3; ++i)
        for (const double x : {0.0, 0.1, 0.7, 1.0})
            EXPECT_NEAR(problem.fraction(i, problem.value(i, x)), x, 1e-14);
    const std::vector<CurveValues> values = problem.at(task.start, {0.25, 0.25, 0.4});
    EXPECT_DOUBLE_EQ(values[2].material.beta, 1.5) << "shared by all curves";
    EXPECT_DOUBLE_EQ(values[1].delta, 1.0);
    EXPECT_DOUBLE_EQ(values[0].delta, 0.45) << "of another curve";
    EXPECT_NEAR(problem.deviation(0, 0.5, 0.01), 0.04, 1e-12);
}

TEST(JunctionProblem, WhatMayBeAbsentIsOptional) {
    EXPECT_TRUE(is_optional(JunctionParameter{"gamma", &FitParameters::gamma}));
    EXPECT_TRUE(is_optional(JunctionParameter{"v-ac", &CurveValues::v_ac}));
    EXPECT_FALSE(is_optional(JunctionParameter{"beta", &FitParameters::beta}));
    EXPECT_FALSE(is_optional(JunctionParameter{"eta", &CurveValues::eta}));
}

TEST(JunctionProblem, TheWindowIsTheLargestOfAllCurves) {
    JunctionTask task = made_task(ising_junction());
    task.curves[1].V.front() = -3.0;
    EXPECT_DOUBLE_EQ(largest_voltage(task), 3.0);
}

}  // namespace
