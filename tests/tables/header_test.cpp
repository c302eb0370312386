#include "tables/header.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

struct Read {
    std::optional<Header> header;
    std::vector<std::string> notes;
};

Read read(const std::string& text) {
    Read result;
    result.header = header_of(table_of("f", decoded_lines("f", text)), result.notes);
    return result;
}
std::vector<std::string> units(const std::string& text) {
    std::vector<std::string> list;
    const Read result = read(text);
    if (result.header)
        for (const ColumnName& name : result.header->columns) list.push_back(name.unit);
    return list;
}
std::string refusal(const std::string& text) {
    try {
        read(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}
using Units = std::vector<std::string>;

TEST(HeaderOfTable, UnitsBesideAndBelow) {
    EXPECT_EQ(units("T (mK),B [kOe]\n1,2\n"), (Units{"mK", "kOe"}));
    EXPECT_EQ(units("T\tB\tdT\nK\tT\tK\n\tin plane\t\n1\t2\t3\n"), (Units{"K", "T", "K"}));
    EXPECT_EQ(units("Temp;Field\n(mK);(Oe)\n1;2\n"), (Units{"mK", "Oe"}));
    EXPECT_EQ(units("# T, B\n# mK, kOe\n1,2\n"), (Units{"mK", "kOe"}));
    EXPECT_EQ(units("% T [K]   B [T]\n1   2\n"), (Units{"K", "T"}));
    EXPECT_EQ(units("# columns: T [Tc0], B_c2 [Delta0], order [1]\nT,B_c2,order\n1,2,3\n"),
              (Units{"Tc0", "Delta0", "1"}));
    EXPECT_NE(refusal("T,B\nfurlong,gizmo\n1,2\n").find("f:2:"), std::string::npos);
    EXPECT_NE(refusal("T,B\n,meV\n1,2\n").find("f:2:"), std::string::npos);
    EXPECT_NE(refusal("T (K),B (T)\nmK,mT\n1,2\n").find("f:2:"), std::string::npos)
        << "two units of one column";
}

TEST(HeaderOfTable, CommentedNamesMustFit) {
    EXPECT_EQ(read("# B T\n1 2\n").header->columns[0].quantity, Measurand::field);
    EXPECT_FALSE(read("# measured in May by hand\n1 2\n").header.has_value());
    EXPECT_EQ(read("# measured in May by hand\n1 2\n").notes.size(), 1u);
    EXPECT_NE(refusal("# T,B,R,U\n1,2\n").find("f:1:"), std::string::npos);
    EXPECT_NE(refusal("T,current\n1,2\n").find("f:1:"), std::string::npos);
    EXPECT_NE(refusal("T,B\n0,3,40,1\n").find("decimal commas"), std::string::npos);
}

TEST(HeaderOfTable, IndexAndWhatStandsAbove) {
    EXPECT_EQ(read(",T,B\n0,1,2\n1,2,3\n").header->columns.size(), 3u);
    const Read r = read("\"T\" \"B\"\n\"1\" 0.5 2\n\"2\" 0.6 1\n");
    ASSERT_EQ(r.header->columns.size(), 3u) << "row names without a name of their column";
    EXPECT_EQ(r.header->columns[1].quantity, Measurand::temperature);
    EXPECT_EQ(read("1L,,2L,\nX,Y,X,Y\n1,2,3,4\n").header->above[2], "2L");
    EXPECT_TRUE(read("1L,,2L,\nX,Y,X,Y\n1,2,3,4\n").header->assumed);
}

TEST(HeaderOfTable, NamesWhateverTheyMean) {
    EXPECT_EQ(names_of(table_of("f", decoded_lines("f", "a,b,c\n1,2,3\n")))->columns[1].text, "b");
    EXPECT_FALSE(names_of(table_of("f", decoded_lines("f", "1,2,3\n"))).has_value());
}

TEST(HeaderOfTable, WhatCommentsTell) {
    const Table table =
        table_of("f", decoded_lines("f", "# command: mirage line --beta 7\n# fields in kOe\n1,2\n"));
    EXPECT_EQ(mirage_command(table), "line");
    EXPECT_EQ(unit_in_comments(table, nullptr)->text, "kOe");
    EXPECT_FALSE(
        unit_in_comments(table_of("f", decoded_lines("f", "# Oesterreich\n1,2\n")), nullptr).has_value());
}

}  // namespace
