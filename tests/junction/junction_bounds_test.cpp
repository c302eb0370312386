#include "junction/junction_bounds.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "junction_cases.hpp"

namespace {

using namespace mirage;
using namespace mirage_test;

JunctionTask task() {
    JunctionTask t = made_task(ising_junction());
    add_usual_parameters(t);
    t.parameters.push_back(free_parameter("orbital", &FitParameters::orbital, 0.0, 0.0));
    t.parameters.push_back(free_parameter("v-offset", &CurveValues::v_offset, 0.0, 0.0));
    t.parameters.push_back(free_parameter("r-series", &CurveValues::r_series, 0.0, 0.0));
    for (CurveValues& values : t.start) values.material.orbital = 0.0;
    return t;
}

TEST(JunctionBounds, AreWhatTheWindowCanKnow) {
    JunctionTask t = task();
    set_junction_bounds(t, {});
    EXPECT_DOUBLE_EQ(t.parameters[0].high, 2.5) << "a gap inside the window";
    EXPECT_DOUBLE_EQ(t.parameters[3].high, 50.0) << "beta";
    EXPECT_LT(t.parameters[6].low, 0.0) << "an offset has either sign";
    for (const JunctionParameter& p : t.parameters) EXPECT_GT(p.high, p.low) << p.name;
    EXPECT_LT(t.parameters[7].high * 1e-6 * 12.0, 1.0) << "less than the whole resistance";
}

TEST(JunctionBounds, OfTheUserAndStartsWithin) {
    JunctionTask t = task();
    set_junction_bounds(t, {"beta=2:3", "delta=0.1:0.4"});
    EXPECT_EQ(t.parameters[3].low, 2.0);
    EXPECT_EQ(t.start[0].material.beta, 2.0);
    for (const int k : {0, 1, 2})
        EXPECT_EQ(t.parameters[static_cast<std::size_t>(k)].high, 0.4) << "of every curve";
    for (const char* bad : {"beta", "beta=3", "beta=3:2", "beta=-1:2", "beta=a:b"})
        EXPECT_THROW(set_junction_bounds(t, {bad}), InputError) << bad;
    EXPECT_NO_THROW(set_junction_bounds(t, {"v-offset=-0.3:0.1"}));
}

}  // namespace
