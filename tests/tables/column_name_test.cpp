#include "tables/column_name.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(ColumnName, UnitsInEveryStyle) {
    for (const char* text :
         {"T [mK]", "T (mK)", "T/mK", "T / mK", "T_mK", "T, mK", "T in mK", "T mK", "T(mK)", "$T_c$ (mK)",
          "Temperature T (mK)", "Tc(B) (mK)", "T (mK) of run", "T-mK"}) {
        const ColumnName name = column_name(text);
        EXPECT_EQ(name.quantity, Measurand::temperature) << text;
        EXPECT_EQ(name.unit, "mK") << text;
        EXPECT_FALSE(name.error) << text;
    }
    EXPECT_EQ(column_name("B_c2/B_c2(0)").unit, "B_c2(0)");
    EXPECT_EQ(column_name("t = T/Tc").unit, "Tc");
    EXPECT_EQ(column_name("B/B_P").unit, "B_P");
    EXPECT_FALSE(column_name("T_c").has_unit);
    EXPECT_FALSE(column_name("Temperature T").has_unit);
    EXPECT_FALSE(column_name("Tc (50 %)").has_unit);
}

TEST(ColumnName, UnknownUnitsAreKept) {
    for (const char* text :
         {"T (furlong)", "T (°C)", "T_meV", "T, a.u.", "T in furlong", "B [10^4 Oe]", "B, 10^4 Oe", "T (10)"})
        EXPECT_TRUE(column_name(text).has_unit) << text;
    EXPECT_EQ(column_name("B, 10^4 Oe").unit, "10^4 Oe");
}

TEST(ColumnName, NamesOfTheField) {
    for (const char* text : {"B", "H", "Bc2", "B_c2", "Hc2", "H_c2", "mu0H", "mu0Hc2", "µ0Hc2", "B_parallel",
                             "Bc2_par", "Hc2_ab", "Field", "Critical field", "Magnetic Field (Oe)", "H//ab",
                             "B_{c2}^{||} (T)", "Hc2 (in-plane)"}) {
        EXPECT_EQ(column_name(text).quantity, Measurand::field) << text;
        EXPECT_EQ(column_name(text).label, "") << text;
    }
    for (const char* text :
         {"B_irr", "Hc1", "B_p", "B^2", "current", "Bias", "Hall", "Beam", "time", "Tc0", "theta"})
        EXPECT_EQ(column_name(text).quantity, Measurand::other) << text;
    EXPECT_EQ(column_name("Hc2_perp").direction, Direction::out_of_plane);
}

TEST(ColumnName, ErrorsAndTheirUnits) {
    EXPECT_EQ(column_name("sigma_T").quantity, Measurand::temperature);
    EXPECT_FALSE(column_name("sigma_T").has_unit) << "not in tesla";
    EXPECT_EQ(column_name("sigma_B (%)").unit, "%");
    EXPECT_EQ(column_name("sigma_B_T").unit, "T");
    EXPECT_EQ(column_name("σ(Hc2) in kOe").quantity, Measurand::field);
    EXPECT_EQ(column_name("u(B)").quantity, Measurand::field);
    EXPECT_EQ(column_name("err").quantity, Measurand::other);
    EXPECT_TRUE(column_name("err").error);
    EXPECT_EQ(column_name("R_err").label, "R") << "of something else";
    EXPECT_FALSE(column_name("u").error);
}

TEST(ColumnName, Labels) {
    EXPECT_EQ(column_name("T_1L").label, "1L");
    EXPECT_EQ(column_name("Bc2 (1L) (T)").label, "1L");
    EXPECT_EQ(column_name("T2").label, "2");
    EXPECT_EQ(column_name("B_1L_err").label, "1L");
    EXPECT_FALSE(column_name("1L T").certain);
    EXPECT_TRUE(column_name("t").lower_case);
    EXPECT_EQ(direction_of("out of plane"), Direction::out_of_plane);
    EXPECT_EQ(direction_of("monolayer"), Direction::none);
}

}  // namespace
