#include "transitions/curve_columns.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

CurveChoice choice(const std::string& text, const CurveOptions& options = {}) {
    return choose_curves(table_of("R.dat", decoded_lines("R.dat", text)), options);
}

TEST(CurveColumns, OneResistance) {
    const CurveChoice c = choice("time,T (mK),B (kOe),R_xy (Ohm),R (kOhm)\n1,2,3,4,5\n1,2,3,4,5\n");
    ASSERT_EQ(c.curves.size(), 1u);
    EXPECT_EQ(c.curves[0].T->at, 1u);
    EXPECT_EQ(c.curves[0].T->unit.per, 1e3);
    EXPECT_EQ(c.curves[0].B->unit.per, 10.0);
    EXPECT_EQ(c.curves[0].at, 4u);
    EXPECT_EQ(c.curves[0].signal.unit.per, 1e-3);
}

TEST(CurveColumns, AResistanceCountsBeforeAVoltage) {
    EXPECT_EQ(choice("T (K),V (V),R (Ohm)\n1,2,3\n").curves.size(), 1u);
    EXPECT_EQ(choice("T (K),V (V),R (Ohm)\n1,2,3\n").curves[0].at, 2u);
    EXPECT_EQ(choice("T (K),V (V)\n1,2\n").curves[0].at, 1u);
}

TEST(CurveColumns, FixedValuesInNamesAndAroundThem) {
    const CurveChoice wide = choice("T (K),0 T,R at 20 kOe (Ohm)\n1,2,3\n");
    ASSERT_EQ(wide.curves.size(), 2u);
    EXPECT_EQ(wide.curves[0].fixed_B, 0.0);
    EXPECT_EQ(wide.curves[1].fixed_B, 2.0);
    EXPECT_EQ(wide.curves[1].signal.unit.name, "Ohm");
    const CurveChoice pairs = choice("T,R,T,R\nK,Ohm,K,Ohm\n,2 T,,4 T\n1,2,3,4\n");
    ASSERT_EQ(pairs.curves.size(), 2u);
    EXPECT_EQ(pairs.curves[1].T->at, 2u);
    EXPECT_EQ(pairs.curves[1].fixed_B, 4.0);
    EXPECT_EQ(choice("B (T),R_1.5K\n1,2\n").curves[0].fixed_T, 1.5);
}

TEST(CurveColumns, WithoutNamesTheOptionsOrTheFileTell) {
    CurveOptions options;
    options.T = 1.5;
    EXPECT_TRUE(choice("1,2\n3,4\n", options).curves[0].B.has_value());
    EXPECT_THROW(choice("1,2\n3,4\n"), InputError);
    EXPECT_TRUE(
        choose_curves(table_of("2T.dat", decoded_lines("2T.dat", "1,2\n")), {}).curves[0].T.has_value());
}

TEST(CurveColumns, WhatIsNotCertainIsRefused) {
    for (const char* text : {"T_a (K),T_b (K),R (Ohm)\n1,2,3\n", "T/Tc,R (Ohm)\n1,2\n",
                             "T (C),R (Ohm)\n1,2\n", "T (K),B (T)\n1,2\n", "R (Ohm),V (V)\n1,2\n",
                             "# field in kOe\nB,R (Ohm)\n1,2\n", "B (T),R at 2 T\n1,2\n"})
        EXPECT_THROW(choice(text), InputError) << text;
}

}  // namespace
