#include "tables/column_pairs.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

std::vector<ColumnPair> pairs(const std::string& header, const std::string& above = "") {
    std::string row;
    for (const char c : header) row += c == ',' ? "1," : "";
    const Table table = table_of("f", decoded_lines("f", above + header + "\n" + row + "1\n"));
    std::vector<std::string> notes;
    const Header names = header_of(table, notes).value();
    return pairs_of(table, names, columns_of(names, Measurand::temperature), fields_of(table, names));
}

TEST(ColumnPairs, OneOfEach) {
    ASSERT_EQ(pairs("B,T").size(), 1u);
    EXPECT_EQ(pairs("B,T")[0].T, 1u);
    EXPECT_EQ(pairs("T_50,B")[0].label, "");
    EXPECT_EQ(pairs("T,Hc2_perp,Hc2_par")[0].B, 2u) << "the field in the plane";
    EXPECT_EQ(pairs("T,B,Field angle (deg)").size(), 1u);
}

TEST(ColumnPairs, SamplesByTheirLabels) {
    const auto both = pairs("T_1L,T_2L,B_2L,B_1L");
    ASSERT_EQ(both.size(), 2u);
    EXPECT_EQ(both[0].B, 3u);
    EXPECT_EQ(both[1].label, "2L");
    const auto common = pairs("T,B_thin,B_thick");
    ASSERT_EQ(common.size(), 2u);
    EXPECT_EQ(common[1].T, 0u);
    EXPECT_EQ(common[1].label, "thick");
}

TEST(ColumnPairs, SamplesByTheirOrder) {
    EXPECT_EQ(pairs("T,B,T,B")[1].T, 2u);
    EXPECT_EQ(pairs("B,T,B,T")[1].T, 3u);
    EXPECT_EQ(pairs("T,B,T,B")[1].label, "2");
    EXPECT_EQ(pairs("X,Y,X,Y", "thin,,thick,\n")[1].label, "thick");
    EXPECT_THROW(pairs("T,T,B,B"), InputError);
}

TEST(ColumnPairs, SeveralColumnsForOneThingAreRefused) {
    for (const char* header : {"T,B,H", "T,Tc,B", "T_90,T_50,B", "T,B_up,B_down", "T,B,B_fit",
                               "T_1L,B_1L,T_2L,B_3L", "T_a,T_b,B_a", "T,B_50,B_90", "T,B,B2"})
        EXPECT_THROW(pairs(header), InputError) << header;
    EXPECT_THROW(pairs("T,Hc2_perp"), InputError) << "a field out of the plane";
}

}  // namespace
