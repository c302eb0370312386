#include "results/formula_options.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

FormulaExtra taken(std::vector<std::string> arguments) { return take_formula_options(arguments); }

TEST(FormulaOptions, WhatIsNotGivenIsTheDefault) {
    const FormulaExtra extra = taken({});
    EXPECT_TRUE(std::isnan(extra.spin_orbit_rate));
    EXPECT_TRUE(std::isnan(extra.order_parameter));
    EXPECT_TRUE(std::isinf(extra.alpha_maki));
    EXPECT_EQ(extra.gamma_magnetic, 0.0);
    EXPECT_EQ(extra.pocket_gap, 1.0);
    EXPECT_EQ(extra.theta.values.size(), 91u);
    EXPECT_EQ(extra.energy.values, std::vector<double>{0.0});
}

TEST(FormulaOptions, EveryOptionIsTakenOutOfTheWords) {
    std::vector<std::string> arguments{"--gamma-magnetic=0.1", "--beta=7",      "--pocket-gap=-0.5",
                                       "--energy=0:2:3",       "--mean-gap=-1", "--order-parameter=0.4"};
    const FormulaExtra extra = take_formula_options(arguments);
    EXPECT_EQ(arguments, std::vector<std::string>{"--beta=7"});
    EXPECT_EQ(extra.gamma_magnetic, 0.1);
    EXPECT_EQ(extra.pocket_gap, -0.5);
    EXPECT_EQ(extra.mean_gap, -1.0);
    EXPECT_EQ(extra.order_parameter, 0.4);
    EXPECT_EQ(extra.energy.values, (std::vector<double>{0, 1, 2}));
}

TEST(FormulaOptions, WhatCannotBeIsRefused) {
    for (const char* argument :
         {"--gamma-magnetic=-1", "--alpha-maki=0", "--pocket-share=1", "--mean-gap=1.1", "--B-parallel=0",
          "--orbital=x", "--t-triplet=-0.1", "--order-parameter=-1", "--rate=0:1"})
        EXPECT_THROW(taken({argument}), InputError) << argument;
}

TEST(FormulaOptions, ATimeIsARateInSiUnitsAlone) {
    FormulaExtra extra;
    add_scattering_time("", Units::reduced, extra);
    EXPECT_TRUE(std::isnan(extra.spin_orbit_rate));
    EXPECT_THROW(add_scattering_time("1", Units::reduced, extra), InputError);
    add_scattering_time("2", Units::si, extra);
    EXPECT_NEAR(extra.spin_orbit_rate, 0.329106, 1e-6);
    EXPECT_THROW(add_scattering_time("2", Units::si, extra), InputError) << "a rate is there already";
}

TEST(FormulaOptions, OnlyThoseOfTheFormulaAreTold) {
    Json parameters;
    Formula formula{};
    formula.options = {"gamma-magnetic", "spin-orbit-rate"};
    FormulaExtra extra = taken({"--gamma-magnetic=0.1", "--orbital=2"});
    add_formula_options(formula, extra, parameters);
    EXPECT_EQ(parameters.dump(), R"({"gamma_magnetic":0.1})");
}

TEST(FormulaOptions, EveryOptionHasAHelp) {
    for (const CommandOption& option : formula_options()) EXPECT_FALSE(option.help.empty()) << option.name;
}

}  // namespace
