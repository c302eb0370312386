#include "transitions/column_role.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

/// Of one name in a header.
ColumnRole role_of(const std::string& name) {
    Header header;
    header.columns.push_back(column_name(name));
    return column_role(header, 0);
}

TEST(ColumnRole, TemperaturesFieldsAndResistances) {
    EXPECT_EQ(role_of("T (K)").is, ColumnRole::temperature);
    EXPECT_EQ(role_of("B (T)").is, ColumnRole::field);
    EXPECT_EQ(role_of("R (kOhm)").is, ColumnRole::resistance);
    EXPECT_EQ(role_of("R (kOhm)").signal.unit.per, 1e-3);
    EXPECT_EQ(role_of("time (s)").is, ColumnRole::nothing);
    EXPECT_EQ(role_of("").is, ColumnRole::nothing);
    EXPECT_EQ(role_of("sigma_T").is, ColumnRole::nothing);
}

TEST(ColumnRole, WhatANameStates) {
    for (const char* name : {"R at 2 T", "2T", "B = 2 T"}) {
        EXPECT_EQ(role_of(name).is, ColumnRole::resistance) << name;
        EXPECT_EQ(role_of(name).fixed_B, 2.0) << name;
        EXPECT_FALSE(role_of(name).fixed_T) << name;
    }
    EXPECT_EQ(role_of("R at 1.5 K").fixed_T, 1.5);
    EXPECT_EQ(role_of("T at 2 T").is, ColumnRole::temperature);
    EXPECT_EQ(role_of("T at 2 T").fixed_B, 2.0);
}

TEST(ColumnRole, TheRowAboveStatesItToo) {
    Header header;
    header.columns.push_back(column_name("R"));
    header.above = {"4 T"};
    EXPECT_EQ(column_role(header, 0).is, ColumnRole::resistance);
    EXPECT_EQ(column_role(header, 0).fixed_B, 4.0);
}

}  // namespace
