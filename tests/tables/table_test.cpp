#include "tables/table.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;
using Cells = std::vector<std::string>;

Table table(const std::string& text) { return table_of("f", decoded_lines("f", text)); }

std::string refusal(const std::string& text) {
    try {
        table(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(Table, SeparatorIsTheOneThatMakesNumbers) {
    EXPECT_EQ(table("1,2\n3,4\n").separator, ',');
    EXPECT_EQ(table("1, 2\n3, 4\n").separator, ',');
    EXPECT_EQ(table("1;2\n").separator, ';');
    EXPECT_EQ(table("0,5;2\n").separator, ';');
    EXPECT_EQ(table("1\t2\n").separator, '\t');
    EXPECT_EQ(table("0,5 2,5\n").separator, ' ');
    EXPECT_EQ(table("run 12 of 2024 in May\nT\tB\n1\t2\n").separator, '\t')
        << "a sentence with numbers is no row";
}

TEST(Table, CommentsHeadAndRows) {
    const Table t = table("# made by\n% hand\nT,B\n1,2\n# 3,4\n5,6 # last\n");
    ASSERT_EQ(t.comments.size(), 2u);
    EXPECT_EQ(t.comments[1].text, "hand");
    ASSERT_EQ(t.head.size(), 1u);
    EXPECT_EQ(t.head[0].number, 3u);
    ASSERT_EQ(t.rows.size(), 2u);
    EXPECT_EQ(t.rows[1].cells, (Cells{"5", "6"}));
    EXPECT_EQ(t.rows[1].line, 6u);
    ASSERT_EQ(t.notes.size(), 1u) << "a commented row is told";
    EXPECT_NE(t.notes[0].find("line 5"), std::string::npos);
}

TEST(Table, FormatsOfPrograms) {
    const Table igor = table("IGOR\nWAVES/D T, B\nBEGIN\n\t1\t2\n\t3\t4\nEND\nX SetScale d 0,0, \"K\", T\n");
    EXPECT_EQ(igor.head[0].text, "T, B");
    EXPECT_EQ(igor.rows[0].cells, (Cells{"1", "2"}));
    const Table instrument = table("[Header]\nDATE, 12, 2020\n[Data]\nT,B\n1,2\n");
    EXPECT_EQ(instrument.rows.size(), 1u);
    EXPECT_EQ(instrument.head.size(), 1u);
    EXPECT_EQ(table("\t1\t2\n\t3\t4\n").width, 2u) << "an indent";
    EXPECT_NE(refusal("IGOR\nWAVES a,b\nBEGIN\n1 2\nEND\nWAVES c,d\nBEGIN\n1 2\nEND\n").find("f:6:"),
              std::string::npos);
}

TEST(Table, DecimalCommas) {
    EXPECT_EQ(table("0,25;40,123\n").decimal, ',');
    EXPECT_EQ(table("\"0,25\",\"40,1\"\n").decimal, ',');
    EXPECT_EQ(table("0.25;40\n").decimal, '.');
    EXPECT_NE(refusal("0,3;40.5\n").find("f:1:"), std::string::npos);
    EXPECT_NE(refusal("1\t12,345\n"), "") << "may be twelve thousand";
    EXPECT_NE(refusal("1;2\n3;1.234,5\n"), "");
}

TEST(Table, WhatIsNoRowIsRefusedByItsLine) {
    EXPECT_NE(refusal("1,2\nT,B\n3,4\n").find("f:2:"), std::string::npos);
    EXPECT_NE(refusal("1,2\n\n\n3,4\n").find("f:4:"), std::string::npos) << "a second block";
    EXPECT_EQ(refusal("1,2\n\n3,4\n"), "");
    EXPECT_NE(refusal("1,2\n\"3,4\n").find("f:2:"), std::string::npos);
    std::string many = "1";
    for (int i = 0; i < 300; ++i) many += ",1";
    EXPECT_NE(refusal(many), "");
    EXPECT_TRUE(table("").rows.empty());
}

}  // namespace
