#include "interface/outputs.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "results/point_details.hpp"

namespace {

using namespace mirage;

TEST(Outputs, AreNanBeforeAnythingIsComputed) {
    double values[] = {1.0, 2.0};
    const mirage_output out[] = {{"order_parameter", values, 2}};
    const Outputs outputs(2, out);
    EXPECT_TRUE(std::isnan(values[0]) && std::isnan(values[1]));
}

TEST(Outputs, AQuantityIsWrittenInItsUnitToItsRow) {
    double values[] = {0.0, 0.0}, flags[] = {0.0, 0.0};
    const mirage_output out[] = {{"free_energy", values, 2}, {"phase", flags, 2}};
    const Outputs outputs(2, out);
    const auto wanted = outputs.of(point_quantities);
    ASSERT_EQ(wanted.size(), 2u);
    PointState state;
    state.free_energy = -0.5;
    state.phase = Phase::gapless;
    const UnitSystem unit = si_units(3.0, 2.0);
    write(wanted, 1, state, unit);
    EXPECT_EQ(values[1], -0.5 * unit.energy * unit.energy);
    EXPECT_EQ(flags[1], 2.0);
    EXPECT_TRUE(std::isnan(values[0]));
    write_missing(wanted, 0);
    EXPECT_TRUE(std::isnan(values[0])) << "a number that is missing is NaN";
    EXPECT_EQ(flags[0], -1.0);
}

TEST(Outputs, SeveralValuesOfARowStandTogether) {
    double values[6] = {};
    const mirage_output out[] = {{"solutions.order_parameter", values, 6}};
    const Outputs outputs(2, out);
    const auto wanted = outputs.of(solution_quantities, "solutions.");
    for (int place = 0; place < 4; ++place)
        write(wanted, 1, Solution{.order_parameter = place + 1.0}, reduced_units(), place);
    EXPECT_EQ(values[3], 1.0);
    EXPECT_EQ(values[5], 3.0) << "a fourth has no room";
    EXPECT_TRUE(std::isnan(values[2]));
}

TEST(Outputs, BothNamesOfAQuantityAreKnown) {
    double a[1], b[1];
    const mirage_output out[] = {{"order", a, 1}, {"transition_order", b, 1}};
    EXPECT_EQ(Outputs(1, out).of(line_quantities).size(), 2u);
}

TEST(Outputs, WhatCannotBeIsRefused) {
    double values[6] = {};
    const auto make = [&](std::int64_t rows, std::vector<mirage_output> out) { Outputs(rows, out); };
    EXPECT_THROW(make(2, {{"phase", values, 3}}), InputError);
    EXPECT_THROW(make(2, {{"phase", values, 0}}), InputError);
    EXPECT_THROW(make(2, {{"phase", values, -2}}), InputError);
    EXPECT_THROW(make(2, {{"phase", nullptr, 2}}), InputError);
    EXPECT_THROW(make(2, {{nullptr, values, 2}}), InputError);
    EXPECT_THROW(make(2, {{"phase", values, 2}, {"phase", values, 2}}), InputError);
    EXPECT_NO_THROW(make(0, {{"phase", nullptr, 0}}));

    std::vector<OutputName> names;
    add_names(names, point_quantities);
    const auto check = [&](std::vector<mirage_output> out) { Outputs(2, out).check(names); };
    EXPECT_NO_THROW(check({{"phase", values, 2}}));
    EXPECT_THROW(check({{"phase", values, 4}}), InputError) << "one number in each row";
    EXPECT_THROW(check({{"phaze", values, 2}}), InputError);
}

}  // namespace
