// The table of the formulas of materials: each against the function behind it, and against the others.

#include <cmath>

#include <gtest/gtest.h>

#include "csv.hpp"
#include "mirage/formulas/abrikosov_gorkov.hpp"
#include "mirage/formulas/critical_field_formulas.hpp"
#include "mirage/model/units.hpp"
#include "program.hpp"

namespace {

using mirage_test::Csv;
using mirage_test::csv_of;
using mirage_test::mirage;
using mirage_test::Outcome;

double value(const std::string& arguments, const std::string& column, std::size_t row = 0) {
    return csv_of("formula " + arguments).number(row, column);
}

TEST(FormulasOfMaterials, WithoutAMaterialTheIsingFormula) {
    const double field = value("ising --T 0.4 --beta 7", "B_c2");
    EXPECT_NEAR(value("pair-breaking --T 0.4 --beta 7", "B_c2"), field, 1e-10);
    EXPECT_NEAR(value("gamma-pocket --T 0.4 --beta 7", "B_c2"), field, 1e-10);
    EXPECT_NEAR(value("triplet --T 0.4 --beta 7", "B_c2"), field, 1e-10);
}

TEST(FormulasOfMaterials, ScatteringIsThatOfTheEngine) {
    EXPECT_NEAR(value("pair-breaking --T 0.4 --beta 7 --gamma 0.3", "B_c2"),
                csv_of("line --T 0.4 --beta 7 --gamma 0.3").number(0, "B_c2"), 1e-8);
}

/// Weights n chi^2: a pocket without a gap counts for nothing, and one of double gap for four times its
/// share.
TEST(FormulasOfMaterials, APocketCountsByShareAndSquaredGap) {
    const std::string pocket = "gamma-pocket --T 0.5 --beta 7 --pocket-beta 7 ";
    EXPECT_NEAR(value(pocket + "--pocket-share 0.3", "B_c2"), 2.961754, 1e-6);
    EXPECT_NEAR(value(pocket + "--pocket-share 0.3 --pocket-gap 0", "B_c2"), 3.514792, 1e-6);
    EXPECT_NEAR(value(pocket + "--pocket-share 0.2 --pocket-gap 2", "B_c2"),
                value(pocket + "--pocket-share 0.5", "B_c2"), 1e-10);
}

TEST(FormulasOfMaterials, ATripletFieldAndItsTemperatureAreInverse) {
    const double field = value("triplet --T 0.5 --beta 7 --t-triplet 0.1", "B_c2");
    EXPECT_NEAR(field, 6.1422, 1e-4);
    EXPECT_NEAR(value("triplet-temperature --B 6.14224061774005 --beta 7 --t-triplet 0.1", "T_c"), 0.5, 1e-9);
    EXPECT_TRUE(std::isinf(value("triplet --T 0.05 --beta 7 --t-triplet 0.1", "B_c2")));
}

TEST(FormulasOfMaterials, UnitsChangeNothing) {
    const mirage::UnitSystem si = mirage::si_units(3.0, 2.0);
    const auto meV = [&](double reduced) { return " " + std::to_string(reduced * si.energy) + " "; };
    const std::string with = "--tc0 3 --units si ";
    EXPECT_NEAR(value("pair-breaking " + with + "--T 1.2 --beta" + meV(7) + "--gamma-magnetic" + meV(0.02) +
                          "--orbital " + std::to_string(0.01 / si.energy),
                      "B_c2") /
                    si.field,
                value("pair-breaking --T 0.4 --beta 7 --gamma-magnetic 0.02 --orbital 0.01", "B_c2"), 1e-4);
    EXPECT_NEAR(value("triplet " + with + "--T 1.5 --t-triplet 0.3 --beta" + meV(7), "B_c2") / si.field,
                value("triplet --T 0.5 --t-triplet 0.1 --beta 7", "B_c2"), 1e-4);
    EXPECT_NEAR(value("abrikosov-gorkov " + with + "--rate" + meV(0.2), "T_c") / 3.0,
                value("abrikosov-gorkov --rate 0.2", "T_c"), 1e-5);
    EXPECT_NEAR(value("ising-from-klb " + with + "--spin-orbit-rate" + meV(30), "beta") / si.energy,
                mirage::ising_coupling_of_klb(30), 1e-4);
}

TEST(FormulasOfMaterials, KnightShiftAndDensityOfStates) {
    EXPECT_NEAR(value("susceptibility --T 0.01 --beta 7 --gamma 0.4", "susceptibility_ratio"), 0.93658063,
                1e-7);
    EXPECT_NEAR(value("susceptibility --T 1.1 --beta 7", "susceptibility_ratio"), 1.0, 0.0);
    const Csv dos =
        csv_of("formula ising-dos --T 0.1 --B 3 --beta 20 --gamma 0.5 --order-parameter 0.9 --energy -2,0,2");
    EXPECT_EQ(dos.number(0, "dos"), dos.number(2, "dos"));
    EXPECT_LT(dos.number(1, "dos"), 1e-6);
    EXPECT_NEAR(dos.number(2, "dos"),
                mirage::pair_breaking_g0(mirage::strong_ising_state(0.9, 3, 20, 0.5), {1e-9, -2.0}).real(),
                1e-12);
}

TEST(FormulasOfMaterials, TinkhamRunsOverAnglesInDegrees) {
    const Csv tilted = csv_of("formula tinkham --theta 0,30,90 --B-perpendicular 0.5 --B-parallel 4");
    EXPECT_NEAR(tilted.number(0, "B_c2"), 4.0, 1e-12);
    EXPECT_NEAR(tilted.number(2, "B_c2"), 0.5, 1e-12);
    const double B = tilted.number(1, "B_c2");
    EXPECT_NEAR(B + std::pow(B * std::sqrt(0.75) / 4.0, 2), 1.0, 1e-12);
}

TEST(FormulasOfMaterials, WhatTheyNeedIsAskedFor) {
    for (const char* arguments :
         {"triplet --T 0.5 --t-triplet 0.1", "triplet --T 0.5 --beta 7 --t-triplet 1.1",
          "tinkham --B-parallel 3", "ising-from-klb", "ising-dos --beta 7 --T '0.1, 0.2'",
          "abrikosov-gorkov --rate='-1, 0'", "pair-breaking --T 0.5 --beta 7 --material.gamma-magnetic 0.1",
          "ising --T 0.5 --beta 7 --theta 10", "gamma-pocket --T 0.5 --pocket G:share=0.2",
          "tinkham --T 0.5 --B-parallel 3 --B-perpendicular 1"}) {
        const Outcome run = mirage("formula " + std::string(arguments));
        EXPECT_EQ(run.status, 2) << arguments;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
    }
}

}  // namespace
