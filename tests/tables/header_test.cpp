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
std::string refusal(const std::string& text) {
    try {
        read(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
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

TEST(HeaderOfTable, TheCommandOfMirage) {
    EXPECT_EQ(mirage_command(table_of("f", decoded_lines("f", "# command: mirage line --beta 7\n1,2\n"))),
              "line");
    EXPECT_EQ(mirage_command(table_of("f", decoded_lines("f", "# by hand\n1,2\n"))), "");
}

}  // namespace
