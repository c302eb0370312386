// `mirage formula` through the command line.

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "csv.hpp"
#include "program.hpp"

namespace {

using mirage_test::Csv;
using mirage_test::csv_of;
using mirage_test::mirage;
using mirage_test::Outcome;

TEST(FormulaCommand, ARowForEachValueOfTheList) {
    for (const char* arguments :
         {"pauli --T 0.1,0.9", "ising --T 0.1,0.9 --beta 7", "mirage --T 0.1 --B '1, 2' --beta 7",
          "rashba-field --beta 7 --alpha 0.1,1", "rashba-gap --T 0.01 --B '1, 2' --beta 7 --alpha 0.3"})
        EXPECT_EQ(csv_of("formula " + std::string(arguments)).rows.size(), 2u) << arguments;
}

TEST(FormulaCommand, ParametersAndUnitsAreThoseOfTheFormula) {
    const std::string arguments = "formula klb --T 1:2:2 --units si --tc0 3 --spin-orbit-rate 5";
    const Csv csv = csv_of(arguments);
    EXPECT_EQ(csv.comments[2], "parameters: units=si tc0=3 g_factor=2 formula=klb spin_orbit_rate=5");
    EXPECT_EQ(csv.comments[3], "columns: T [K], B_c2 [T]");
    const auto json = nlohmann::json::parse(mirage(arguments + " --format json").out);
    EXPECT_EQ(json["parameters"]["spin_orbit_rate"], 5.0);
    EXPECT_NEAR(json["rows"][1]["B_c2"], csv.number(1, "B_c2"), 1e-12);
    EXPECT_NE(mirage(arguments + " --format table").out.find("B_c2\n"), std::string::npos);
    const Csv gap = csv_of("formula mirage --T 0.1 --B 1:2:2 --beta 7");
    EXPECT_EQ(gap.comments[2], "parameters: units=reduced beta=7 formula=mirage");
}

TEST(FormulaCommand, ColumnsFulfilTheirDefinitions) {
    const Csv pauli = csv_of("formula pauli --T 0.1,0.9");
    for (std::size_t row = 0; row < 2; ++row)
        EXPECT_NEAR(pauli.number(row, "B_p"), 1.0 / std::sqrt(2.0), 1e-14) << "Delta0/sqrt 2";
    const Csv gap = csv_of("formula mirage --T 0.1 --B '1, 2' --beta 7");
    for (std::size_t row = 0; row < 2; ++row) {
        const double B = gap.number(row, "B"), e1 = gap.number(row, "epsilon_1"),
                     e2 = gap.number(row, "epsilon_2"), D = gap.number(row, "order_parameter");
        EXPECT_NEAR(e1, std::hypot(7.0, B + D), 1e-12) << "of a clean system, at xi = 0";
        EXPECT_NEAR(e2, std::hypot(7.0, B - D), 1e-12);
        EXPECT_NEAR(gap.number(row, "position"), 0.5 * (e1 + e2), 1e-12);
        EXPECT_NEAR(gap.number(row, "width"), e1 - e2, 1e-12);
        EXPECT_NEAR(gap.number(row, "position_eq5"), std::hypot(7.0, B), 1e-12);
    }
}

/// Without disorder and Rashba coupling the Ising formula is B_c2.
TEST(FormulaCommand, IsingIsTheCleanLine) {
    const Csv formula = csv_of("formula ising --T 0.3,0.9 --beta 7"),
              line = csv_of("line --T 0.3,0.9 --beta 7");
    for (std::size_t row = 0; row < 2; ++row)
        EXPECT_NEAR(formula.number(row, "B_c2"), line.number(row, "B_c2"), 1e-9);
}

TEST(FormulaCommand, EveryHelpTellsWhereItIsValid) {
    for (const char* name :
         {"pauli", "whh", "klb", "ising", "mirage", "rashba-gap", "rashba-field", "rashba-ginzburg-landau",
          "rashba-dos", "pair-breaking", "gamma-pocket", "triplet", "triplet-temperature", "abrikosov-gorkov",
          "ising-dos", "susceptibility", "tinkham", "ising-from-klb"})
        EXPECT_NE(mirage("formula " + std::string(name) + " --help").out.find("valid"), std::string::npos)
            << name;
}

TEST(FormulaCommand, BadInputIsOneLineAndExitTwo) {
    for (const char* arguments : {"", "nonsense", "ising --T 0 --beta 7", "ising --frequency 3"}) {
        const Outcome run = mirage("formula " + std::string(arguments));
        EXPECT_EQ(run.status, 2) << arguments;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
    }
}

TEST(FormulaCommand, WhatIsBeyondTheTwoValleyModelIsRefused) {
    for (const char* option :
         {"--theta 3", "--pocket G:share=0.1", "--pocket.G.share 0.1", "--material.t-triplet=0.1"}) {
        const Outcome run = mirage(std::string("formula ising --beta 7 ") + option);
        EXPECT_EQ(run.status, 2) << option;
        EXPECT_NE(run.err.find("formula ising has no such parameter"), std::string::npos) << run.err;
    }
}

}  // namespace
