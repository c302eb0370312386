#include "tables/column_unit.hpp"

#include <numbers>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

double per(const char* text) {
    const auto unit = column_unit(text);
    return unit ? unit->per : 0.0;
}
UnitOf of(const char* text) { return column_unit(text).value().of; }

TEST(ColumnUnit, TemperaturesAndFields) {
    for (const char* text : {"K", "kelvin", "Kelvin", " K "}) EXPECT_EQ(per(text), 1.0) << text;
    for (const char* text : {"T", "Tesla", "tesla"}) EXPECT_EQ(per(text), 1.0) << text;
    EXPECT_EQ(per("mK"), 1e3);
    EXPECT_EQ(per("mT"), 1e3);
    EXPECT_EQ(per("kOe"), 10.0);
    EXPECT_EQ(per("koe"), 10.0);
    EXPECT_EQ(per("Oe"), 1e4);
    EXPECT_EQ(per("G"), 1e4);
    EXPECT_EQ(per("kG"), 10.0);
    EXPECT_NEAR(1e6 / per("A/m"), 4e-7 * std::numbers::pi * 1e6, 1e-12) << "mu0 H";
    EXPECT_TRUE(is_temperature(*column_unit("mK")));
    EXPECT_FALSE(is_field(*column_unit("mK")));
    EXPECT_TRUE(is_field(*column_unit("kOe")));
}

TEST(ColumnUnit, ScalesOfTheMaterial) {
    for (const char* text : {"Tc", "T_c", "T_c0", "Tc0", "T_{c}"})
        EXPECT_EQ(of(text), UnitOf::critical_temperature) << text;
    for (const char* text : {"Bp", "B_p", "B_P", "Hp", "H_P", "B_{P}"})
        EXPECT_EQ(of(text), UnitOf::pauli_field) << text;
    for (const char* text : {"Bc2(0)", "B_c2(0)", "Hc2(T=0)", "H_{c2}(0)"})
        EXPECT_EQ(of(text), UnitOf::zero_field) << text;
    EXPECT_EQ(of("Delta0"), UnitOf::gap_field);
    EXPECT_EQ(of("%"), UnitOf::percent);
}

TEST(ColumnUnit, OthersAreUnknown) {
    for (const char* text :
         {"", "C", "°C", "meV", "A", "furlong", "MK", "MT", "MOe", "10 kOe", "10^4 Oe", "K/T"})
        EXPECT_FALSE(column_unit(text).has_value()) << text;
    for (const char* text : {"meV", "°C", "A", "s", "Ohm", "a.u."})
        EXPECT_TRUE(is_foreign_unit(text)) << text;
    for (const char* text : {"K", "kOe", "1L", "NbSe2", "onset"}) EXPECT_FALSE(is_foreign_unit(text)) << text;
}

}  // namespace
