#include "tables/cell_number.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

double value(const char* text, char decimal = '.') {
    const auto cell = cell_number(text, decimal);
    return cell ? cell->value : -999.0;
}
double error(const char* text, char decimal = '.') {
    const auto cell = cell_number(text, decimal);
    return cell ? cell->error : -999.0;
}

TEST(CellNumber, Numbers) {
    EXPECT_EQ(value("2.34"), 2.34);
    EXPECT_EQ(value(" +1.2e-3 "), 1.2e-3);
    EXPECT_EQ(value("-.5"), -0.5);
    EXPECT_EQ(value("1.2D-3"), 1.2e-3) << "Fortran";
    EXPECT_EQ(value("2,34", ','), 2.34);
    EXPECT_TRUE(std::isnan(error("2.34")));
}

TEST(CellNumber, StatedErrors) {
    EXPECT_DOUBLE_EQ(error("2.34(2)"), 0.02);
    EXPECT_DOUBLE_EQ(error("40.17(20)"), 0.20);
    EXPECT_DOUBLE_EQ(error("40(2)"), 2.0);
    EXPECT_DOUBLE_EQ(error("2.34(0.05)"), 0.05);
    EXPECT_DOUBLE_EQ(error("2.34 (2)e-1"), 0.002);
    EXPECT_DOUBLE_EQ(value("2.34(2)e-1"), 0.234);
    EXPECT_DOUBLE_EQ(error("2,34(2)", ','), 0.02);
    for (const char* text : {"2.34±0.02", "2.34 ± 0.02", "2.34 +/- 0.02", "(2.34 +- 0.02)"}) {
        EXPECT_DOUBLE_EQ(value(text), 2.34) << text;
        EXPECT_DOUBLE_EQ(error(text), 0.02) << text;
    }
    EXPECT_DOUBLE_EQ(error("-40 ± 5 %"), 2.0);
}

TEST(CellNumber, Bounds) {
    for (const char* text : {">34", "> 34", ">=34"}) {
        EXPECT_EQ(cell_number(text, '.')->bound, Bound::lower) << text;
        EXPECT_EQ(value(text), 34.0) << text;
    }
    EXPECT_EQ(cell_number("<= 2.5", '.')->bound, Bound::upper);
}

TEST(CellNumber, MissingCells) {
    for (const char* text : {"", " ", "NaN", "nan", "n/a", "NA", "--", "-", "#N/A", "#DIV/0!", "null"}) {
        EXPECT_TRUE(is_missing(text)) << text;
        EXPECT_TRUE(std::isnan(value(text))) << text;
    }
    EXPECT_FALSE(is_missing("0"));
}

TEST(CellNumber, NoNumbers) {
    for (const char* text : {"x",     "1 K",     "inf", "1e999", "1,234.5", "1.234.567", "12 345",
                             "1'000", "2.34(x)", "2(2", "2.3()", "2±",      "±2",        "2±-1",
                             ">x",    ">",       "1-2", "0x10",  "1e",      "1.2(3)4",   "2.34(2)x"})
        EXPECT_FALSE(cell_number(text, '.').has_value()) << text;
    EXPECT_FALSE(cell_number("2.34", ',').has_value());
    EXPECT_FALSE(cell_number("2,34", '.').has_value());
}

TEST(CellNumber, BoundsHaveSigns) {
    EXPECT_STREQ(sign_of(Bound::lower), ">");
    EXPECT_STREQ(sign_of(Bound::upper), "<");
    EXPECT_STREQ(sign_of(Bound::none), "");
}

}  // namespace
