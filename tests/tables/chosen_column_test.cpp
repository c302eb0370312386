#include "tables/chosen_column.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

struct Read {
    Table table;
    Header header;
    explicit Read(const std::string& text) : table(table_of("f", decoded_lines("f", text))) {
        std::vector<std::string> notes;
        header = header_of(table, notes).value();
    }
    ChosenColumn T() const { return chosen_column(table, &header, 0, Measurand::temperature); }
    ChosenColumn B() const { return chosen_column(table, &header, 1, Measurand::field); }
    SampleColumns sample() const { return {"", T(), B(), {}, {}}; }
};

TEST(ChosenColumn, UnitsOfTheFileOrKAndT) {
    const Read told("T (mK),B (kOe)\n1,2\n"), untold("T,B\n1,2\n");
    EXPECT_EQ(told.T().unit.name, "mK");
    EXPECT_TRUE(told.B().stated);
    EXPECT_EQ(untold.B().unit.name, "T");
    EXPECT_FALSE(untold.B().stated);
    EXPECT_EQ(described(told.T(), &told.header), "'T (mK)' [mK]");
    EXPECT_EQ(described(untold.T(), &untold.header), "'T' (taken as K)");
    EXPECT_EQ(described(default_column(1, Measurand::field), nullptr), "column 2 (taken as T)");
}

TEST(ChosenColumn, UnitsOfSomethingElseAreRefused) {
    EXPECT_THROW(Read("T (T),B (T)\n1,2\n").T(), InputError);
    EXPECT_THROW(Read("T (K),B (K)\n1,2\n").B(), InputError);
    EXPECT_THROW(Read("T (°C),B (T)\n1,2\n").T(), InputError);
    EXPECT_THROW(Read("T (K),B (%)\n1,2\n").B(), InputError);
    EXPECT_THROW(Read("T (K),B/Bc2(0)\n1,2\n").B(), InputError);
}

TEST(ChosenColumn, ErrorsHaveTheUnitOfTheirColumnOrTheirOwn) {
    const Read r("T (mK),B (kOe),sigma_B,dT (K),u(B) (%),B_err (K)\n1,2,3,4,5,6\n");
    EXPECT_EQ(chosen_error(r.table, &r.header, 2, r.B()).unit.name, "kOe");
    EXPECT_EQ(chosen_error(r.table, &r.header, 3, r.T()).unit.name, "K");
    EXPECT_EQ(chosen_error(r.table, &r.header, 4, r.B()).unit.of, UnitOf::percent);
    EXPECT_THROW(chosen_error(r.table, &r.header, 5, r.B()), InputError);
}

TEST(ChosenColumn, WhatMayBeReducedMustBeTold) {
    const auto checked = [](const std::string& text) {
        const Read r(text);
        SampleColumns sample = r.sample();
        check_units(r.table, r.header, sample);
        return sample;
    };
    EXPECT_EQ(checked("t,B/Bp\n0.5,2\n").T.unit.of, UnitOf::critical_temperature);
    EXPECT_THROW(checked("T,B/Bp\n0.5,2\n"), InputError);
    EXPECT_THROW(checked("T/Tc,B\n0.5,2\n"), InputError);
    EXPECT_THROW(checked("t,b\n0.5,2\n"), InputError);
    EXPECT_NO_THROW(checked("t,b\n0.5,20\n1.5,10\n")) << "no reduced temperature is above 1";
    EXPECT_THROW(checked("T,B_c2,order,B_supercooling\n0.5,2,2,2\n"), InputError)
        << "of mirage, without its comments";
    EXPECT_TRUE(is_relative(*column_unit("Tc")));
    EXPECT_FALSE(is_relative(*column_unit("K")));
}

TEST(ChosenColumn, UnitsInCommentsMustNotBeLost) {
    const Read untold("# fields in kOe\nT,B\n1,2\n"), told("# fields in kOe\nT (K),B (kOe)\n1,2\n");
    EXPECT_THROW(check_comments(untold.table, &untold.header, untold.sample()), InputError);
    EXPECT_NO_THROW(check_comments(told.table, &told.header, told.sample()));
}

}  // namespace
