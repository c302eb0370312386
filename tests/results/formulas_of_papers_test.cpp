// The table of the formulas of the papers: rows in the user's units.

#include <cmath>

#include <gtest/gtest.h>

#include "csv.hpp"
#include "program.hpp"
#include "results/formula.hpp"

namespace {

using mirage_test::Csv;
using mirage_test::csv_of;
using mirage_test::mirage;
using mirage_test::Outcome;

TEST(FormulasOfPapers, NamesAreUniqueAndRowsHaveTheirColumns) {
    const auto& list = mirage::formulas();
    for (std::size_t i = 0; i < list.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) EXPECT_STRNE(list[i].name, list[k].name);
        EXPECT_FALSE(list[i].columns.empty());
        EXPECT_FALSE(list[i].options.empty());
    }
    EXPECT_STREQ(list.front().name, "pauli") << "those of the papers first";
}

/// A result in SI units is that in reduced units times the unit.
TEST(FormulasOfPapers, UnitsChangeNothing) {
    const double Tc0 = 3.0, meV = 1.7638769888620457 * 0.08617333262145179 * Tc0,
                 tesla = meV / 0.057883818060;
    const Csv reduced = csv_of("formula whh --T 0.4 --spin-orbit-rate 2"),
              si = csv_of("formula whh --units si --tc0 3 --T 1.2 --spin-orbit-rate " +
                          std::to_string(2 * meV));
    EXPECT_NEAR(si.number(0, "B_c2") / tesla, reduced.number(0, "B_c2"), 1e-6);
}

TEST(FormulasOfPapers, WhatTheyNeedIsAskedFor) {
    for (const char* arguments :
         {"klb --T 0.5", "klb --T 0.5 --spin-orbit-rate 0", "rashba-gap --T 0.1 --B 1",
          "rashba-dos --beta 7 --B '1, 2'", "klb --T 0.5 --tau-so 1", "ising --alpha 0.1",
          "whh --T 0.5 --gamma-magnetic 0.1", "rashba-gap --beta 7 --alpha '0.1, 0.2'"}) {
        const Outcome run = mirage("formula " + std::string(arguments));
        EXPECT_EQ(run.status, 2) << arguments;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
    }
}

}  // namespace
