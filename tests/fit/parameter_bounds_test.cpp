#include "fit/parameter_bounds.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "mirage/model/units.hpp"

namespace {

using namespace mirage;

FitTask task_with(const char* name, const FitMember& member, FitParameters start = {3.0, 4.1}) {
    if (member == &FitParameters::t_triplet) start.t_triplet = 0.0;
    FitTask task{FitModel::exact, {{"film", start, {{0.5, 30.0}, {1.5, 20.0}, {2.5, 9.0}}}}, {}};
    task.parameters = {{"tc0", &FitParameters::tc0, false}, {name, member, true}};
    return task;
}

TEST(FitBounds, WhatTheDataCanKnow) {
    std::vector<std::string> notes;
    FitTask triplet = task_with("t-triplet", &FitParameters::t_triplet);
    set_bounds(triplet, {}, notes);
    EXPECT_EQ(triplet.parameters[1].low, 0.0);
    EXPECT_LT(triplet.parameters[1].high, 0.5) << "below the coldest point";
    FitTask orbital = task_with("orbital", &FitParameters::orbital);
    set_bounds(orbital, {}, notes);
    const UnitSystem si = si_units(3.0, 2.0);
    EXPECT_NEAR(orbital.parameters[1].high * std::pow(30.0 / si.field * si.energy, 2), 5.0 * si.energy, 1e-9);
    FitTask theta = task_with("theta", &FitParameters::theta);
    set_bounds(theta, {}, notes);
    EXPECT_EQ(theta.parameters[1].high, 90.0);
    EXPECT_TRUE(notes.empty());
}

TEST(FitBounds, GivenOnesWithinTheDomain) {
    std::vector<std::string> notes;
    FitTask task = task_with("gamma-magnetic", &FitParameters::gamma_magnetic);
    set_bounds(task, {"gamma-magnetic=0.1:100"}, notes);
    EXPECT_EQ(task.parameters[1].low, 0.1);
    EXPECT_NEAR(task.parameters[1].high, 10.0 * si_units(3.0, 2.0).energy, 1e-12);
    EXPECT_EQ(notes.size(), 1u);
    EXPECT_THROW(set_bounds(task, {"gamma-magnetic=2:1"}, notes), InputError);
    EXPECT_THROW(set_bounds(task, {"gamma-magnetic=-1:1"}, notes), InputError);
    FitParameters start{3.0, 4.1};
    start.pockets = {{.name = "G", .share = 0.4}};
    FitTask gap = task_with("pocket.G.gap", {&PocketSettings::gap, 0}, start);
    set_bounds(gap, {"pocket.G.gap=-1:1"}, notes);
    EXPECT_EQ(gap.parameters[1].low, -1.0) << "of any sign";
}

}  // namespace
