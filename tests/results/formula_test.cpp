#include "results/formula.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "mirage/gap/point.hpp"

namespace {

using namespace mirage;

FormulaInput input_at(double beta) {
    FormulaInput in;
    in.configuration.beta = {"", {beta}};
    in.unit = si_units(3.0, 2.0);
    return in;
}

TEST(Formula, AMisspeltNameIsRefusedWithTheOneThatWasMeant) {
    EXPECT_STREQ(find_formula("klb").name, "klb");
    try {
        find_formula("whl");
        FAIL();
    } catch (const InputError& error) {
        EXPECT_NE(std::string(error.what()).find("did you mean whh?"), std::string::npos) << error.what();
    }
}

TEST(Formula, APointIsReduced) {
    const FormulaInput in = input_at(4.1);
    const Parameters p = reduced_point(in, 1.5, 20.0);
    EXPECT_DOUBLE_EQ(p.T, 0.5);
    EXPECT_DOUBLE_EQ(p.B * in.unit.field, 20.0);
    EXPECT_DOUBLE_EQ(p.beta * in.unit.energy, 4.1);
}

TEST(Formula, TheOrderParameterIsThatOfTheInputOrOfTheEngine) {
    FormulaInput in = input_at(4.1);
    const Parameters p = reduced_point(in, 1.5, 20.0);
    EXPECT_EQ(order_parameter_of(in, p), solve_point(p).order_parameter);
    in.extra.order_parameter = 0.25 * in.unit.energy;
    EXPECT_DOUBLE_EQ(order_parameter_of(in, p), 0.25);
}

TEST(Formula, WhatDoesNotHoldIsRefused) {
    FormulaInput in = input_at(0.0);
    EXPECT_THROW(check_values(find_formula("rashba-gap"), in), InputError) << "needs beta > 0";
    EXPECT_NO_THROW(check_values(find_formula("ising"), in));
    in.extra.eta = 0.5e-4 * in.unit.energy;
    EXPECT_THROW(check_values(find_formula("ising"), in), InputError);
}

}  // namespace
